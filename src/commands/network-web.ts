import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { CommandContext } from '../domain/command.ts'
import { actsOf, type Node, type PairCount, type Tie, type Web } from '../domain/network.ts'
import { stateName } from '../words/states.ts'
import { wordsIn } from '../words/words.ts'
import { partyOf } from './parties.ts'

/** More cannot be told apart on a phone. */
const [MOST_NODES, MOST_TIES] = [12, 18]

/** Whose dealings are asked for: all, those of an alignment's stories, or those of an actor. */
export type WebOf =
  | { readonly kind: 'all' }
  | { readonly kind: 'alignment'; readonly id: string; readonly label: string }
  | { readonly kind: 'actor'; readonly actor: Actor }

type Span = { readonly since: number; readonly until: number }

/** Who acts with whom in a time, with the ways in which each two do. */
export async function webOf(
  of: WebOf,
  span: Span,
  context: CommandContext,
): Promise<{ readonly web: Web; readonly pairs: readonly PairCount[] }> {
  const party = of.kind === 'actor' ? partyOf(of.actor) : { state: null, actorId: null }
  const found = await context.archive.pairs({
    ...span,
    ...(of.kind === 'alignment' ? { alignment: of.id } : {}),
    ...(party.actorId === null ? {} : { actorId: party.actorId, ...(party.state === null ? {} : { state: party.state }) }),
  })
  const centre = of.kind === 'actor' ? centreOf(of.actor) : null
  const pairs = centre === null || centre === party.state ? found : found.map((pair) => inPlaceOf(pair, party.state ?? '', centre))
  const { ties, left } = strongest(tiesOf(pairs, context), centre)
  const ids = [...new Set([...(centre === null ? [] : [centre]), ...ties.flatMap(({ a, b }) => [a, b])])]
  const subject =
    of.kind === 'all'
      ? wordsIn(context.locale).cards.allAlignments
      : of.kind === 'alignment'
        ? of.label
        : actorName(of.actor, context.locale)
  return { web: { subject, centre, nodes: ids.map((id) => nodeOf(id, of, context)), ties, ...span, left }, pairs }
}

/** A state stands for itself in acts, all others act on behalf of theirs. */
const centreOf = (actor: Actor): string => (actor.kind === 'state' ? actor.country : actor.id)

const inPlaceOf = (pair: PairCount, state: string, centre: string): PairCount => ({
  ...pair,
  a: pair.a === state ? centre : pair.a,
  b: pair.b === state ? centre : pair.b,
})

/** Each two with their acts, most first. */
function tiesOf(pairs: readonly PairCount[], { categories = [] }: CommandContext): readonly Tie[] {
  const hostile = new Set(categories.filter(({ quad }) => quad.endsWith('conflict')).map(({ category }) => category))
  const sum = (some: readonly PairCount[], which: (pair: PairCount) => boolean): number =>
    some.filter(which).reduce((total, { count }) => total + count, 0)
  return [...Map.groupBy(pairs, ({ a, b }) => `${a} ${b}`).values()]
    .flatMap((same): Tie[] => {
      const [first] = same
      if (first === undefined) return []
      return [
        {
          a: first.a,
          b: first.b,
          cooperative: sum(same, ({ joint, category }) => !joint && !hostile.has(category)),
          conflictual: sum(same, ({ joint, category }) => !joint && hostile.has(category)),
          joint: sum(same, ({ joint }) => joint),
        },
      ]
    })
    .toSorted((x, y) => actsOf(y) - actsOf(x) || (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1))
}

/** As many as can be seen: around a centre its own ties first, then those among the others that are shown. */
function strongest(ties: readonly Tie[], centre: string | null): { readonly ties: readonly Tie[]; readonly left: number } {
  const own = centre === null ? ties : ties.filter(({ a, b }) => a === centre || b === centre)
  const shown: Tie[] = []
  const ids = new Set<string>(centre === null ? [] : [centre])
  for (const tie of own) {
    const more = new Set([...ids, tie.a, tie.b])
    if (more.size > MOST_NODES || shown.length >= MOST_TIES) continue
    shown.push(tie)
    for (const id of more) ids.add(id)
  }
  const among = centre === null ? [] : ties.filter((tie) => !own.includes(tie) && ids.has(tie.a) && ids.has(tie.b))
  return { ties: [...shown, ...among].slice(0, MOST_TIES), left: own.length - shown.length }
}

function nodeOf(id: string, of: WebOf, { alignments, locale = 'en' }: CommandContext): Node {
  const actor = of.kind === 'actor' && centreOf(of.actor) === id ? of.actor : null
  const own = alignments.find((alignment) => (actor === null ? alignment.states.includes(id) : alignment.id === actor.alignment))
  return { id, label: actor === null ? stateName(id, locale) : actorName(actor, locale), colour: own?.colour ?? null }
}
