import type { Act, BriefStanding, ImportancePoint } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'

export type ImportanceInput = {
  readonly acts: readonly Act[]
  /** Whether a head of state or government, or a minister, is named. */
  readonly rank: 'leader' | 'minister' | 'other'
  readonly independentSources: number
  /** How many of the alignments' blocs report it. */
  readonly blocs: number
  readonly standing: BriefStanding
  /** How many earlier stories its thread has. */
  readonly earlier: number
  readonly alignments: number
}

const MATERIAL: ReadonlySet<Category> = new Set(['ASSAULT', 'MOBILIZE', 'COERCE', 'SANCTION', 'AID', 'COOPERATE', 'RETREAT'])

/** Why a story matters, point by point; together at most 1. */
export function importancePoints(input: ImportanceInput): readonly ImportancePoint[] {
  const { acts, rank, independentSources, blocs, standing, earlier, alignments } = input
  const material = acts.some(({ category }) => MATERIAL.has(category))
  const sources = Math.min(0.25, 0.09 * Math.log2(1 + independentSources))
  const all: readonly ImportancePoint[] = [
    { points: material ? 0.25 : 0.12, because: material ? 'an act, not only words' : 'words' },
    {
      points: rank === 'leader' ? 0.15 : rank === 'minister' ? 0.09 : 0,
      because: `${rank === 'leader' ? 'a leader' : 'a minister'} is named`,
    },
    { points: sources, because: `${independentSources} independent ${independentSources === 1 ? 'source' : 'sources'}` },
    { points: blocs > 1 ? 0.12 : 0, because: 'outlets of both blocs report it' },
    { points: standing === 'confirmed' ? 0.08 : 0, because: 'confirmed' },
    { points: earlier === 0 ? 0.05 : 0, because: 'first of its thread' },
    { points: alignments > 1 ? 0.1 : 0, because: 'about both alignments' },
  ]
  return all.filter(({ points }) => points > 0).map(({ points, because }) => ({ points: Math.round(points * 100) / 100, because }))
}

/** The score that points add up to, 0 to 1, with two decimals. */
export const importanceOf = (all: readonly ImportancePoint[]): number =>
  Math.round(
    Math.min(
      1,
      all.reduce((sum, { points }) => sum + points, 0),
    ) * 100,
  ) / 100
