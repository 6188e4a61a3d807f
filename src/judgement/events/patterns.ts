import type { Category, Lexicon } from '../../domain/event.ts'
import type { Parties } from './parties.ts'

/** Who does what the subtype names, as the lexicon notes it. */
export type Pattern = {
  readonly doers: readonly string[]
  readonly receivers: readonly string[]
  readonly mutual: boolean
  /** Any of the doers may do it, not all. */
  readonly any?: true
}

/** The patterns of the lexicon that say who acts: `PRK to RUS`, `PRK`, `PRK RUS`, `USA+JPN+KOR`. Other notes bind nothing. */
export function patternsOf({ subtypes }: Pick<Lexicon, 'subtypes'>): ReadonlyMap<string, Pattern> {
  return new Map(
    subtypes.flatMap(({ id, actorPattern }) => {
      const pattern = patternOf(actorPattern)
      return pattern === null ? [] : [[id, pattern] as const]
    }),
  )
}

function patternOf(written: string): Pattern | null {
  const towards = /^([A-Z]{3}) to ([A-Z]{3})/.exec(written)
  if (towards !== null) return { doers: [towards[1] ?? ''], receivers: [towards[2] ?? ''], mutual: false }
  const against = /^([A-Z]{3}) \(\+[A-Z]{3}\) against ([A-Z]{3})$/.exec(written)
  if (against !== null) return { doers: [against[1] ?? ''], receivers: [against[2] ?? ''], mutual: false }
  const either = /^([A-Z]{3}) and\/or ([A-Z]{3}) against ([A-Z]{3}(?: [A-Z]{3})*)$/.exec(written)
  if (either !== null) return { doers: either.slice(1, 3), receivers: (either[3] ?? '').split(' '), mutual: false, any: true }
  const all = /^[A-Z]{3}(?:[ +][A-Z]{3})*(?: \(\+others\))?$/.test(written) ? (written.match(/[A-Z]{3}/g) ?? []) : []
  return all.length === 0 ? null : { doers: all, receivers: [], mutual: all.length > 1 }
}

/**
 * The parties as the subtype allows them. Of a pattern with a direction the doer acts where the item names it; of a mutual one all
 * members act that the sentence names. `named` are the states of the sentence, `item` those of headline and lead.
 */
export function fitted(
  category: Category,
  parties: Parties,
  pattern: Pattern | undefined,
  named: ReadonlySet<string>,
  item: ReadonlySet<string>,
): Parties {
  if (pattern === undefined) return parties
  const { receivers, mutual } = pattern
  const doers = pattern.any === true ? anyOf(pattern.doers, named, item) : pattern.doers
  if (doers.length === 0) return parties
  if (mutual) {
    if (category === 'CONSULT' && parties.recipients.length > 0) return parties
    const all = doers.every((state) => named.has(state))
    return all && parties.actors.some((state) => doers.includes(state))
      ? { actors: doers, recipients: parties.recipients.filter((state) => !doers.includes(state)) }
      : parties
  }
  if (!doers.every((state) => item.has(state))) return parties
  const sent = parties.actors.length > 0 && parties.actors.every((state) => doers.includes(state))
  if (category === 'COOPERATE' && !sent) return { actors: [...doers, ...receivers.filter((state) => item.has(state))], recipients: [] }
  const others = parties.recipients.filter((state) => !doers.includes(state))
  return { actors: doers, recipients: receivers.length === 0 ? others : receivers.filter((state) => item.has(state)) }
}

/** Of several possible doers those that the sentence names, else those that the item does. */
function anyOf(doers: readonly string[], named: ReadonlySet<string>, item: ReadonlySet<string>): readonly string[] {
  const near = doers.filter((state) => named.has(state))
  return near.length > 0 ? near : doers.filter((state) => item.has(state))
}
