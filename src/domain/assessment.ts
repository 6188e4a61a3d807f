import type { Event, Span } from './event.ts'

/** An actor found in an item. The span points into the item's judged text. */
export type Mention = Span & {
  readonly actorId: string
  /** The words as they stand in the text. */
  readonly text: string
  /** The state it speaks for (ISO 3166 alpha-3), where it does. */
  readonly country: string | null
}

/** One step of a decision, in words a reader can follow, with what it rests on. */
export type Reason = {
  readonly alignment: string
  readonly text: string
  /** The finding as `config/scoring.yaml` names it; what training weighs anew. */
  readonly finding?: string
  /** How much it moved the score; 0 for what only explains. */
  readonly weight: number
  readonly span: Span | null
}

export type AlignmentVerdict = {
  /** 0 to 1. */
  readonly score: number
  readonly kept: boolean
  /** The codebook rule it rests on (`A1`), or null where none holds. */
  readonly rule: string | null
}

/** The classifier's answer for one item. */
export type Assessment = {
  /** ISO 639-1 of the text. */
  readonly language: string
  readonly mentions: readonly Mention[]
  readonly events: readonly Event[]
  /** By alignment id: every configured alignment has an entry. */
  readonly verdicts: Readonly<Record<string, AlignmentVerdict>>
  readonly reasons: readonly Reason[]
}

/** The ids of the alignments an assessment keeps the item for. */
export const keptFor = (assessment: Pick<Assessment, 'verdicts'>): readonly string[] =>
  Object.entries(assessment.verdicts)
    .filter(([, verdict]) => verdict.kept)
    .map(([id]) => id)
