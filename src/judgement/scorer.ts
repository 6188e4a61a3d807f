import type { Scoring } from '../domain/wording.ts'

/** Points of one finding for one alignment; a finding without points only explains. */
export function pointsOf(scoring: Scoring, alignmentId: string, id: string): number {
  return scoring.points[alignmentId]?.[id] ?? scoring.points.all?.[id] ?? 0
}

/** The finding that every item has: an alignment's own addition to the bias. */
export const ALWAYS = 'always'

/** The finding of an item in which nothing was found. */
const NOTHING = 'nothing'

/** From points to a score between 0 and 1: the logistic function of (bias + sum) / scale. */
export function scoreOf(scoring: Scoring, alignmentId: string, findings: readonly { readonly id: string }[]): number {
  const start = scoring.bias + pointsOf(scoring, alignmentId, findings.length === 0 ? NOTHING : ALWAYS)
  const sum = findings.reduce((total, { id }) => total + pointsOf(scoring, alignmentId, id), start)
  return 1 / (1 + Math.exp(-sum / scoring.scale))
}
