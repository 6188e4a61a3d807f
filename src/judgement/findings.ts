import type { Alignment } from '../domain/alignment.ts'
import type { Stretch } from './sentences.ts'

/** One thing found in an item that speaks for or against an alignment. */
export type Finding = {
  /** As `config/scoring.yaml` names it. */
  readonly id: string
  /** In words, for a reader. */
  readonly text: string
  readonly at: Stretch | null
}

export type Findings = { readonly alignment: Alignment; readonly found: readonly Finding[]; readonly rule: string | null }
