import type { Alignment } from '../domain/alignment.ts'
import type { Stretch } from './sentences.ts'

/** All that can be found, as `config/scoring.yaml` names it. */
export const FINDING_IDS = [
  'arms-between',
  'assisted',
  'bloc-word',
  'dealings',
  'group-background',
  'group-background-title',
  'group-lead',
  'group-title',
  'implied',
  'instrument-lead',
  'instrument-title',
  'phrase',
  'security',
  'shown-as-bloc',
  'talks-title',
  'theatre-across',
  'theatre-lead',
  'theatre-title',
  'tied-lead',
  'together-item',
  'together-sentence',
  'together-title',
  'veto-apart',
  'veto-bilaterals',
  'veto-compare',
  'veto-digest',
  'veto-domestic',
  'veto-economy',
  'veto-elsewhere',
  'veto-epithet',
  'veto-everyday',
  'veto-history',
  'veto-idle',
  'veto-late',
  'veto-launch',
  'veto-likened',
  'veto-one-more',
  'veto-other-grouping',
  'veto-parade',
  'veto-place',
  'veto-poll',
  'veto-scattered',
  'veto-serial-visits',
  'veto-untitled',
  'veto-visit',
  'veto-wider-list',
  'with-others',
] as const
/** `pair-JPN-KOR`: two states of an alignment of three, in the order of the alphabet. */
export type FindingId = (typeof FINDING_IDS)[number] | `pair-${string}`

/** What `config/scoring.yaml` may also give points to: an item in which nothing was found, and every other one. */
export const BASE_IDS = ['nothing', 'always'] as const

/** One thing found in an item that speaks for or against an alignment. */
export type Finding = {
  readonly id: FindingId
  /** In words, for a reader. */
  readonly text: string
  readonly at: Stretch | null
}

export type Findings = { readonly alignment: Alignment; readonly found: readonly Finding[]; readonly rule: string | null }
