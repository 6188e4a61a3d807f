import type { Assessment } from '../domain/assessment.ts'
import type { Scoring } from '../domain/wording.ts'
import { calibrationError, crossValidate, type Example, type Scored } from '../judgement/training.ts'

/** What we say of one item for one alignment, beside what the label says. */
export type Answer = {
  readonly label: boolean
  readonly kept: boolean
  readonly score: number
  readonly rule: string | null
  /** What was found, as `config/scoring.yaml` names it, with the points it gave. */
  readonly found: readonly { readonly id: string; readonly weight: number }[]
}

/** One labelled item as judged. */
export type Judged = {
  readonly id: string | number
  readonly title: string
  readonly language: string
  readonly borderline: boolean
  /** The story it belongs to, or its own id: what must not be parted between training and test. */
  readonly group: string
  /** The rules that the label names, where it does. */
  readonly labelRules: readonly string[]
  readonly answers: Readonly<Record<string, Answer>>
}

export function answerOf({ verdicts, reasons }: Assessment, alignment: string, label: boolean): Answer {
  const verdict = verdicts[alignment]
  const found = reasons.flatMap(({ finding, weight, alignment: of }) =>
    of === alignment && finding !== undefined ? [{ id: finding, weight }] : [],
  )
  return { label, kept: verdict?.kept === true, score: verdict?.score ?? 0, rule: verdict?.rule ?? null, found }
}

/** The examples that training takes from judged items. */
export function examplesOf(judged: readonly Judged[], alignment: string): readonly Example[] {
  return judged.flatMap(({ answers, group }) => {
    const answer = answers[alignment]
    return answer === undefined ? [] : [{ found: answer.found.map(({ id }) => id), label: answer.label, group }]
  })
}

/** F1 of scores at a threshold; 0 where nothing was right. */
export function f1Of(items: readonly Scored[], threshold: number): number {
  const right = items.filter(({ label, score }) => label && score >= threshold).length
  const said = items.filter(({ score }) => score >= threshold).length
  const wanted = items.filter(({ label }) => label).length
  return said + wanted === 0 ? 0 : (2 * right) / (said + wanted)
}

const FOLDS = 10

/** How points trained on this file would do on items they have not seen, beside the points in use. */
export type Validated = {
  readonly folds: number
  readonly f1: number
  readonly f1Before: number
  readonly ece: number
  readonly eceBefore: number
}

export function validate(judged: readonly Judged[], alignment: string, threshold: number, scoring: Scoring): Validated {
  const examples = examplesOf(judged, alignment)
  const folds = Math.min(FOLDS, new Set(examples.map(({ group }) => group)).size)
  const trained = folds < 2 ? [] : crossValidate(examples, scoring, alignment, folds)
  const before = judged.flatMap(({ answers }) => answers[alignment] ?? [])
  return {
    folds,
    f1: f1Of(trained, threshold),
    f1Before: f1Of(before, threshold),
    ece: calibrationError(trained),
    eceBefore: calibrationError(before),
  }
}
