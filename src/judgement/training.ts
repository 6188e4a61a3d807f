import type { Scoring } from '../domain/wording.ts'
import { ALWAYS, pointsOf, scoreOf } from './scorer.ts'

/** What training sees of an item, for one alignment: what was found, and whether the item is about it. */
export type Example = {
  readonly found: readonly string[]
  readonly label: boolean
  /** Items of one group (a story) are never parted between training and test. */
  readonly group: string
}

/** How strongly points are held at those set by hand: few items move them little. */
const HOLD = 0.05
const ROUNDS = 400
const RATE = 0.5

/**
 * New points for one alignment: a logistic regression over the findings, in which every point is pulled back (L2) to where it was set
 * by hand. Items without findings have nothing to weigh and are left out. Pure, and the same for the same examples in any order of calls.
 */
export function trainPoints(examples: readonly Example[], scoring: Scoring, alignmentId: string): Readonly<Record<string, number>> {
  const telling = examples.filter(({ found }) => found.length > 0)
  const ids = [...new Set([ALWAYS, ...telling.flatMap(({ found }) => found)])]
  const index = new Map(ids.map((id, at) => [id, at]))
  const rows = telling.map(({ found, label }) => ({ at: [ALWAYS, ...found].map((id) => index.get(id) ?? 0), label: label ? 1 : 0 }))
  const before = ids.map((id) => pointsOf(scoring, alignmentId, id) / scoring.scale)
  const weights = descend(rows, before, scoring.bias / scoring.scale)
  return Object.fromEntries(ids.map((id, at) => [id, rounded((weights[at] ?? 0) * scoring.scale)]))
}

type Row = { readonly at: readonly number[]; readonly label: number }

function descend(rows: readonly Row[], before: readonly number[], bias: number): readonly number[] {
  const weights = [...before]
  if (rows.length === 0) return weights
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, at) => HOLD * (weight - (before[at] ?? 0)))
    for (const { at, label } of rows) {
      const sum = at.reduce((total, each) => total + (weights[each] ?? 0), bias)
      const error = (1 / (1 + Math.exp(-sum)) - label) / rows.length
      for (const each of at) slope[each] = (slope[each] ?? 0) + error
    }
    for (const [at, each] of slope.entries()) weights[at] = (weights[at] ?? 0) - RATE * each
  }
  return weights
}

const rounded = (points: number): number => Math.round(points * 100) / 100

/** The scoring with an alignment's points replaced by trained ones. */
export const withPoints = (scoring: Scoring, alignmentId: string, points: Readonly<Record<string, number>>): Scoring => ({
  ...scoring,
  points: { ...scoring.points, [alignmentId]: { ...scoring.points[alignmentId], ...points } },
})

/** A score that an item got from points which had not seen it, beside its label. */
export type Scored = { readonly score: number; readonly label: boolean }

/** Scores every example by points trained on the other folds; groups stay whole. The answers are in the order of the examples. */
export function crossValidate(examples: readonly Example[], scoring: Scoring, alignmentId: string, folds: number): readonly Scored[] {
  const groups = [...new Set(examples.map(({ group }) => group))].toSorted()
  const foldOf = new Map(groups.map((group, at) => [group, at % folds]))
  const trained = Array.from({ length: folds }, (_, fold) =>
    withPoints(
      scoring,
      alignmentId,
      trainPoints(
        examples.filter(({ group }) => foldOf.get(group) !== fold),
        scoring,
        alignmentId,
      ),
    ),
  )
  return examples.map(({ found, label, group }) => scored(found, label, trained[foldOf.get(group) ?? 0] ?? scoring, alignmentId))
}

/** The score that points give an example; without findings it stays at the bias, as in judging. */
export function scored(found: readonly string[], label: boolean, scoring: Scoring, alignmentId: string): Scored {
  return {
    score: scoreOf(
      scoring,
      alignmentId,
      found.map((id) => ({ id })),
    ),
    label,
  }
}

/** One tenth of the scores: how many items, their mean score, and how many of them are right. */
export type Bin = { readonly from: number; readonly items: number; readonly meanScore: number; readonly share: number }

const BINS = 10

/** How scores and truth agree, by tenths of the score; empty tenths are left out. */
export function binsOf(items: readonly Scored[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, bin) => bin).flatMap((bin) => {
    const inside = items.filter(({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)) === bin)
    if (inside.length === 0) return []
    const meanScore = inside.reduce((total, { score }) => total + score, 0) / inside.length
    return [{ from: bin / BINS, items: inside.length, meanScore, share: inside.filter(({ label }) => label).length / inside.length }]
  })
}

/** Expected calibration error: how far score and truth lie apart, weighed by items, 0 to 1. */
export function calibrationError(items: readonly Scored[]): number {
  return binsOf(items).reduce((total, bin) => total + (bin.items / Math.max(1, items.length)) * Math.abs(bin.meanScore - bin.share), 0)
}
