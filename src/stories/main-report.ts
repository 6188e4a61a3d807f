import { visible } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import { cleanTitle } from './boilerplate.ts'

/** A report's headline without its outlet's additions. */
export const titleOf = (report: Report): string => visible(cleanTitle(report.item.title, report.item.source.outlet))

const LONGEST_TITLE = 180

/** Whether a headline tells the event: it names someone, asks nothing and is neither a tag nor a paragraph. */
function tells(report: Report): boolean {
  const title = titleOf(report)
  const named = report.assessment.mentions.some(({ start }) => start < report.item.title.length)
  return named && title.length >= 24 && title.length <= LONGEST_TITLE && !/[?？]$/u.test(title) && title !== title.toUpperCase()
}

/** Words that take a side or raise the voice: another report's headline is the better one. */
const LOADED =
  /\b(?:puppets?|warmongers?|warmongering|gangsters?|heinous|reckless(?:ly)?|frenz(?:y|ied)|hideous|shock(?:ing|er)|slams?|blasts?|rips|chilling|terrifying|ww3|bombshell|furious)\b|!/iu

/** Outlets that tell a thing first-hand and plainly come before those that gather, and before those that speak for a state. */
const KIND_ORDER = ['wire', 'newspaper', 'broadcaster', 'think-tank', 'aggregator', 'government', 'state-media']
const SPEAKS_FOR_A_STATE = KIND_ORDER.indexOf('government')

/** The lower, the better a headline fits over the story of several reports. */
function unfitness(report: Report): number {
  const speaksForAState = KIND_ORDER.indexOf(report.item.source.kind) >= SPEAKS_FOR_A_STATE
  return (tells(report) ? 0 : 4) + (speaksForAState ? 2 : 0) + (LOADED.test(titleOf(report)) ? 1 : 0)
}

/**
 * The English report whose headline the story bears: one that tells the event, of an outlet that speaks for no state, in plain words; of
 * several the first. null where there is none.
 */
export function englishReport(reports: readonly Report[]): Report | null {
  const english = reports.filter(({ assessment }) => assessment.language === 'en')
  return english.toSorted((a, b) => unfitness(a) - unfitness(b))[0] ?? null
}

/** The language most reports are in; the earliest where two tie. */
export function mainLanguage(reports: readonly Report[]): string {
  const counts = new Map<string, number>()
  for (const { assessment } of reports) counts.set(assessment.language, (counts.get(assessment.language) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'und'
}

/** Reports of one language, best first to summarise from: the one the headline is from, then by kind of outlet, then by time. */
export function bestFirst(reports: readonly Report[], language: string, first: Report | null): readonly Report[] {
  const place = (report: Report): number => (report === first ? -1 : KIND_ORDER.indexOf(report.item.source.kind))
  return reports
    .filter(({ assessment }) => assessment.language === language)
    .toSorted((a, b) => place(a) - place(b) || a.item.publishedAt - b.item.publishedAt)
}
