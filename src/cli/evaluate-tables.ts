import type { Alignment } from '../domain/alignment.ts'
import { binsOf } from '../judgement/training.ts'
import { counted, figuresOf } from './figures.ts'
import type { Answer, Judged, Validated } from './judged.ts'

/** How the items kept under one rule fared. */
export type RuleRow = {
  readonly rule: string
  readonly kept: number
  readonly right: number
  readonly labelled: number
  readonly found: number
}

/** A table by rule: items kept under it and how many of them rightly; items labelled with it, where labels name rules, and how many were kept. */
export function rulesOf(judged: readonly Judged[], { id, rules }: Alignment): readonly RuleRow[] {
  const rows = judged.flatMap(({ answers, labelRules }) => (answers[id] === undefined ? [] : [{ ...answers[id], labelRules }]))
  return rules.map(({ id: rule }) => {
    const kept = rows.filter((row) => row.rule === rule)
    const wanted = rows.filter((row) => row.label && row.labelRules.includes(rule))
    return {
      rule,
      kept: kept.length,
      right: kept.filter(({ label }) => label).length,
      labelled: wanted.length,
      found: wanted.filter((row) => row.kept).length,
    }
  })
}

/** What a wrong answer rests on: of one kept wrongly the strongest sign, of one missed the strongest objection, or that nothing was found. */
export function causeOf({ kept, found }: Answer): string {
  const [most] = found.toSorted((a, b) => (kept ? b.weight - a.weight : a.weight - b.weight))
  if (most === undefined) return 'missed: nothing found'
  if (kept) return `kept for: ${most.id}`
  return most.weight < 0 ? `missed for: ${most.id}` : 'missed: too little found'
}

/** Wrong answers counted by cause, the most frequent first. */
export function causesOf(judged: readonly Judged[], alignment: string): readonly { readonly cause: string; readonly items: number }[] {
  const wrong = judged.flatMap(({ answers }) => answers[alignment] ?? []).filter(({ label, kept }) => label !== kept)
  const groups = Map.groupBy(wrong, causeOf)
  return [...groups].map(([cause, items]) => ({ cause, items: items.length })).toSorted((a, b) => b.items - a.items)
}

const answersOf = (judged: readonly Judged[], alignment: string): readonly Answer[] =>
  judged.flatMap(({ answers }) => answers[alignment] ?? [])

/** The tables below the figures of one alignment: rules, calibration, causes. */
export function tablesOf(judged: readonly Judged[], watched: Alignment, validated: Validated): string {
  const alignment = watched.id
  const rules = rulesOf(judged, watched).map(
    ({ rule, kept, right, labelled, found }) => `${rule.padEnd(10)}${cell(kept)}${cell(right)}${cell(labelled)}${cell(found)}\n`,
  )
  const bins = binsOf(answersOf(judged, alignment)).map(
    ({ from, items, meanScore, share }) =>
      `${`${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`.padEnd(10)}${cell(items)}${meanScore.toFixed(2).padStart(WIDTH)}${share.toFixed(2).padStart(WIDTH)}\n`,
  )
  const causes = causesOf(judged, alignment).map(({ cause, items }) => `${cell(items)}  ${cause}\n`)
  return [
    `\nrule      ${head('kept', 'right', 'labelled', 'found')}\n${rules.join('')}`,
    `\nscore     ${head('items', 'mean', 'true')}\n${bins.join('')}`,
    `calibration error ${validated.eceBefore.toFixed(3)}${trainedLine(validated)}\n`,
    causes.length === 0 ? '' : `\nwrong by cause\n${causes.join('')}`,
  ].join('')
}

const trainedLine = ({ folds, f1, f1Before, ece }: Validated): string =>
  folds < 2
    ? ''
    : `; points trained on this file, ${folds}-fold cross-validation: F1 ${f1.toFixed(3)} (in use ${f1Before.toFixed(3)}), calibration error ${ece.toFixed(3)}`

const WIDTH = 9
const cell = (value: number): string => String(value).padStart(WIDTH)
const head = (...names: readonly string[]): string => names.map((name) => name.padStart(WIDTH)).join('')

/** Precision, recall and F1 of one alignment over judged items. */
export const figuresFor = (judged: readonly Judged[], alignment: string) =>
  figuresOf(counted(answersOf(judged, alignment).map(({ label, kept }) => ({ label, answer: kept }))))
