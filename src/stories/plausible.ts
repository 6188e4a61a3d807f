import type { Alignment } from '../domain/alignment.ts'
import type { Category, Event } from '../domain/event.ts'

const FRIENDLY: ReadonlySet<Category> = new Set(['AID', 'COOPERATE', 'SUPPORT', 'AGREE', 'CONCEDE'])
const HOSTILE: ReadonlySet<Category> = new Set(['ASSAULT', 'COERCE', 'THREATEN', 'ACCUSE', 'SANCTION'])

/** The alignments a state belongs to. */
const sidesOf = (state: string, alignments: readonly Alignment[]): readonly Alignment[] =>
  alignments.filter(({ states }) => states.includes(state))

/** Whether two states stand on sides that do not share a member, or one is a theatre of the other's war. */
export function opposed(a: string, b: string, alignments: readonly Alignment[]): boolean {
  const [left, right] = [sidesOf(a, alignments), sidesOf(b, alignments)]
  const atWar = (side: readonly Alignment[], state: string): boolean =>
    side.some(({ rules }) => rules.some(({ theatre }) => theatre.includes(state)))
  if (atWar(left, b) || atWar(right, a)) return true
  return left.length > 0 && right.length > 0 && !left.some((side) => right.includes(side))
}

const allied = (a: string, b: string, alignments: readonly Alignment[]): boolean =>
  a !== b && sidesOf(a, alignments).some((side) => sidesOf(b, alignments).includes(side))

function pairs(left: readonly string[], right: readonly string[]): readonly (readonly [string, string])[] {
  return left.flatMap((a) => right.map((b) => [a, b] as const))
}

/**
 * Whether a coded act is believable as coded: opponents do not aid or back each other, allies do not attack or accuse each other, and
 * nobody acts alike on both sides at once, a joint drill is cooperation (codebook, ties), and a bloc does not meet its opponents as one. A coding that fails this is more likely a misreading than news, and is not shown.
 */
export function isPlausible(event: Pick<Event, 'category' | 'actors' | 'recipients'>, alignments: readonly Alignment[]): boolean {
  const { category, actors, recipients } = event
  if (category === 'MOBILIZE' && actors.length > 1) return false
  if (category === 'ASSAULT' && !pairs(actors, recipients).every(([a, b]) => opposed(a, b, alignments))) return false
  if (category === 'CONSULT' && actors.length > 1 && pairs(actors, recipients).some(([a, b]) => opposed(a, b, alignments))) return false
  if (category === 'CONSULT' && actors.length > 2 && pairs(actors, actors).some(([a, b]) => opposed(a, b, alignments))) return false
  const across = [...pairs(actors, recipients), ...pairs(actors, actors)]
  if (FRIENDLY.has(category) && across.some(([a, b]) => opposed(a, b, alignments))) return false
  if (HOSTILE.has(category) && pairs(actors, recipients).some(([a, b]) => allied(a, b, alignments))) return false
  return !pairs(recipients, recipients).some(([a, b]) => opposed(a, b, alignments))
}

/** Whether the act is done by whom its subtype is about: `PRK`, or `PRK to RUS`, as the lexicon notes it. Other notes bind nothing. */
export function fitsPattern(actors: readonly string[], actorPattern: string): boolean {
  const doer = /^([A-Z]{3})(?: to [A-Z]{3})?(?: \(|$)/u.exec(actorPattern)?.[1]
  return doer === undefined || actors.includes(doer)
}
