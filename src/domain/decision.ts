import type { Alignment } from './alignment.ts'
import { type Assessment, keptFor, type Reason } from './assessment.ts'
import type { Scoring } from './wording.ts'

/** How points become a score. */
export type Points = Pick<Scoring, 'bias' | 'scale' | 'points'>

/** Points that an item has before its findings: the bias, with what having any, or none, adds to it. */
export function startOf({ bias, points }: Pick<Points, 'bias' | 'points'>, alignmentId: string, findings: number): number {
  const id = findings === 0 ? 'nothing' : 'always'
  return bias + (points[alignmentId]?.[id] ?? points.all?.[id] ?? 0)
}

/** The score that the reasons would have given without one of them. */
function scoreWithout(reasons: readonly Reason[], left: Reason, scoring: Points): number {
  const others = reasons.filter((reason) => reason !== left)
  const sum = others.reduce((total, { weight }) => total + weight, startOf(scoring, left.alignment, others.length))
  return 1 / (1 + Math.exp(-sum / scoring.scale))
}

/** A reason that alone decided, with the score that the item would have had without it. */
export type Deciding = { readonly reason: Reason; readonly without: number }

/** The reasons each of which alone decided whether an alignment keeps the item, weightiest first; none where it takes more than one. */
export function decidingReasons(assessment: Assessment, { id, threshold }: Alignment, scoring: Points): readonly Deciding[] {
  const reasons = assessment.reasons.filter((reason) => reason.alignment === id && reason.weight !== 0)
  const kept = (assessment.verdicts[id]?.score ?? 0) >= threshold
  return reasons
    .filter((reason) => reason.weight > 0 === kept)
    .map((reason) => ({ reason, without: scoreWithout(reasons, reason, scoring) }))
    .filter(({ without }) => without >= threshold !== kept)
    .toSorted((a, b) => Math.abs(b.reason.weight) - Math.abs(a.reason.weight))
}

/** How far below its threshold a score may lie to be called near. */
const NEAR = 0.25

/** A dropped item that a reader may want to check: which alignment it came nearest, whether by score, and which states it names. */
export type NearMiss = { readonly alignment: Alignment; readonly close: boolean; readonly states: readonly string[] }

/** Of actor and alignment ids: the states that a mention stands for. */
export type StatesOf = (actorId: string) => readonly string[]

/**
 * Whether an item that is kept for nothing came close: by a score within 0.25 of a threshold, or by naming two or more of the
 * states of the alignments. null where it did not, or is kept.
 */
export function nearMissOf(assessment: Assessment, alignments: readonly Alignment[], statesOf: StatesOf): NearMiss | null {
  if (keptFor(assessment).length > 0) return null
  const watched = new Set(alignments.flatMap(({ states }) => states))
  const named = new Set(assessment.mentions.flatMap(({ actorId, country }) => (country === null ? statesOf(actorId) : [country])))
  const states = [...watched].filter((state) => named.has(state))
  const short = ({ id, threshold }: Alignment): number => threshold - (assessment.verdicts[id]?.score ?? 0)
  const members = (alignment: Alignment): number => alignment.states.filter((state) => named.has(state)).length
  const isClose = (alignment: Alignment): boolean => short(alignment) <= NEAR
  const [nearest] = alignments.toSorted(
    (a, b) =>
      Number(isClose(b)) - Number(isClose(a)) || (isClose(a) ? short(a) - short(b) : members(b) - members(a)) || short(a) - short(b),
  )
  if (nearest === undefined) return null
  const close = isClose(nearest)
  return close || states.length > 1 ? { alignment: nearest, close, states } : null
}
