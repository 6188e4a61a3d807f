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

/** A dropped item that a reader may want to check: which alignment it came nearest, whether by score, and which of its states it names. */
export type NearMiss = { readonly alignment: Alignment; readonly close: boolean; readonly states: readonly string[] }

/** The states that an actor's mention stands for. */
export type StatesOf = (actorId: string) => readonly string[]

/**
 * Whether an item that is kept for nothing came close to an alignment: by a score within 0.25 of the threshold, or by naming two or
 * more of its states. null where it did not, or is kept. By score counts before by names.
 */
export function nearMissOf(assessment: Assessment, alignments: readonly Alignment[], statesOf: StatesOf): NearMiss | null {
  if (keptFor(assessment).length > 0) return null
  const named = new Set(assessment.mentions.flatMap(({ actorId, country }) => (country === null ? statesOf(actorId) : [country])))
  const misses = alignments.map((alignment) => {
    const short = alignment.threshold - (assessment.verdicts[alignment.id]?.score ?? 0)
    const states = alignment.states.filter((state) => named.has(state))
    return { miss: { alignment, close: short <= NEAR, states }, short }
  })
  const near = misses.filter(({ miss }) => miss.close || miss.states.length > 1)
  const order = near.toSorted(
    (a, b) => Number(b.miss.close) - Number(a.miss.close) || a.short - b.short || b.miss.states.length - a.miss.states.length,
  )
  return order[0]?.miss ?? null
}
