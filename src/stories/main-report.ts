import { visible } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import { cleanTitle } from './boilerplate.ts'
import { isLoaded } from './readable.ts'
import { remembered } from './remembered.ts'

/** A report's headline without its outlet's additions. */
export const titleOf = remembered((report: Report): string => visible(cleanTitle(report.item.title, report.item.source.outlet)))

const LONGEST_TITLE = 180

/** Whether a headline tells the event: it names someone, asks nothing and is neither a tag nor a paragraph. */
function tells(report: Report): boolean {
  const title = titleOf(report)
  const named = report.assessment.mentions.some(({ start }) => start < report.item.title.length)
  return named && title.length >= 24 && title.length <= LONGEST_TITLE && !/[?？]$/u.test(title) && title !== title.toUpperCase()
}

/** Outlets that tell a thing first-hand and plainly come before those that gather, and before those that speak for a state. */
const KIND_ORDER = ['wire', 'newspaper', 'broadcaster', 'think-tank', 'aggregator', 'government', 'state-media']
const SPEAKS_FOR_A_STATE = KIND_ORDER.indexOf('government')

/** The lower, the better a headline fits over the story of several reports. */
function unfitness(report: Report): number {
  const speaksForAState = KIND_ORDER.indexOf(report.item.source.kind) >= SPEAKS_FOR_A_STATE
  return (tells(report) ? 0 : 4) + (speaksForAState ? 2 : 0) + (isLoaded(titleOf(report)) ? 1 : 0)
}

const inTitle = remembered(
  ({ item, assessment }: Report): ReadonlySet<string> =>
    new Set(assessment.mentions.filter(({ start }) => start < item.title.length).map(({ actorId }) => actorId)),
)

/** More headlines than this say nothing new of what a story is about; it bounds time. */
const COMPARED = 60

/** How much of what is named here is named there, too: 0 to 1. */
const cosine = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => a.intersection(b).size / Math.max(1, Math.sqrt(a.size * b.size))

/** How much of what the headlines of a story name, in all languages, each report's own names: 0 to 1. */
function centralities(reports: readonly Report[]): ReadonlyMap<Report, number> {
  const compared = reports.slice(0, COMPARED)
  const among = (report: Report): number => {
    const others = compared.filter((other) => other !== report)
    const shared = others.map((other) => cosine(inTitle(other), inTitle(report)))
    return others.length === 0 ? 1 : shared.reduce((sum, value) => sum + value, 0) / others.length
  }
  // Of those that nothing is compared with, many name the same: of a long story that is most of the time.
  const byNames = new Map<string, number>()
  const amongAll = (report: Report): number => {
    const key = [...inTitle(report)].toSorted().join(' ')
    const known = byNames.get(key) ?? among(report)
    byNames.set(key, known)
    return known
  }
  return new Map(reports.map((report, index) => [report, index < COMPARED ? among(report) : amongAll(report)]))
}

/** A headline that names so much less of the story than the best one is about something beside it. */
const CENTRAL = 0.5

/**
 * The English report whose headline the story bears: one about what the others are about, that tells the event, of an outlet that
 * speaks for no state, in plain words; of several the first. null where there is none.
 */
export function englishReport(reports: readonly Report[]): Report | null {
  const central = centralities(reports)
  const english = reports
    .filter(({ assessment }) => assessment.language === 'en')
    .map((report) => ({ report, centrality: central.get(report) ?? 0, unfitness: unfitness(report) }))
  const most = Math.max(0, ...english.map((each) => each.centrality))
  const beside = (each: (typeof english)[number]): number => (each.centrality < CENTRAL * most ? 3 : 0)
  return english.toSorted((a, b) => a.unfitness + beside(a) - b.unfitness - beside(b))[0]?.report ?? null
}

/** The language most reports are in; the earliest where two tie. */
export function mainLanguage(reports: readonly Report[]): string {
  const counts = new Map<string, number>()
  for (const { assessment } of reports) counts.set(assessment.language, (counts.get(assessment.language) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'und'
}

/**
 * Reports of one language, best first to summarise from: the one the headline is from, then by kind of outlet, then by time. Without
 * those that are about something beside the story, as their headlines tell.
 */
export function bestFirst(reports: readonly Report[], language: string, first: Report | null): readonly Report[] {
  const place = (report: Report): number => (report === first ? -1 : KIND_ORDER.indexOf(report.item.source.kind))
  const central = centralities(reports)
  const mine = reports
    .filter(({ assessment }) => assessment.language === language)
    .map((report) => ({ report, centrality: central.get(report) ?? 0 }))
  const most = Math.max(0, ...mine.map((each) => each.centrality))
  return mine
    .filter((each) => each.report === first || each.centrality >= CENTRAL * most)
    .map(({ report }) => report)
    .toSorted((a, b) => place(a) - place(b) || a.item.publishedAt - b.item.publishedAt)
}
