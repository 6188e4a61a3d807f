import type { Event, Span } from './event.ts'
import type { OfficeChange } from './review.ts'

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
  /** What a language model said of it, where one was asked because the score lies near the threshold. */
  readonly opinion?: Opinion
}

/** A second opinion on one item and alignment. */
export type Opinion = {
  /** The model that was asked, as the operator named it. */
  readonly by: string
  /** null where there is none to be used: then the scorer's answer stands. */
  readonly kept: boolean | null
  /** The rule it names, where it keeps the item. */
  readonly rule: string | null
  /** In the model's words why; or in ours, why there is no opinion. */
  readonly reason: string
  /** The words of the item that it rests on, where it quotes any. */
  readonly span: Span | null
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
  /** Changes of office that the item tells of; absent where there are none. */
  readonly changes?: readonly OfficeChange[]
}

/** Who decided and why, in words, where a second opinion was asked; '' where the scorer alone decided. */
export function decidedBy({ score, opinion }: AlignmentVerdict, threshold: number): string {
  if (opinion === undefined) return ''
  const { by, kept, reason } = opinion
  if (kept === null) return `Decided by the scorer: a second opinion was asked of ${by}, and there is none (${reason}).`
  const alone = score >= threshold
  const beside = alone === kept ? 'as the scorer would have' : `against the scorer, which would have ${alone ? 'kept' : 'dropped'} it`
  return `Decided by the second opinion of ${by}, ${beside}: “${reason}”`
}

/** The ids of the alignments an assessment keeps the item for. */
export const keptFor = (assessment: Pick<Assessment, 'verdicts'>): readonly string[] =>
  Object.entries(assessment.verdicts)
    .filter(([, verdict]) => verdict.kept)
    .map(([id]) => id)
