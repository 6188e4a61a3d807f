import { type Brief, type BriefSource, isMajor } from '../domain/brief.ts'
import type { ReportCounts } from '../domain/said.ts'
import { dateInWords } from '../domain/times.ts'
import { joined } from './letters.ts'
import type { Words } from './words.ts'

/**
 * `update 2`, `correction`; '' for what its readers see for the first time, whatever the story's revision. The number counts the
 * story's updates, so that it is the same on every platform.
 */
export function updateWords({ kind, revision }: Pick<Brief, 'kind' | 'revision'>, { posts }: Words): string {
  if (kind === 'update') return posts.update(Math.max(1, revision - 1))
  return kind === 'new' ? '' : posts.correction
}

/** `major · update 2`; '' for a new story of no great weight. A story that became another one has no weight of its own. */
export const rankWords = (brief: Pick<Brief, 'kind' | 'revision' | 'importance' | 'mergedInto'>, words: Words): string =>
  joined([isMajor(brief) && brief.mergedInto === undefined ? words.posts.major : '', updateWords(brief, words)], ' · ')

/** `Wonsan, 12 July 2025`: where and on which day; one of them where the other is not known. */
export function settingWords({ place, date }: Pick<Brief, 'place' | 'date'>, { writing, locale }: Words): string {
  const day = date === null ? '' : dateInWords(date, locale)
  return place === null || place === '' || day === '' ? `${place ?? ''}${day}` : `${place}${writing.pause}${day}`
}

/** `where; whether North Korea confirms it`; '' where nothing is missing. */
export const unknownWords = ({ unknown = [] }: Pick<Brief, 'unknown'>, { posts }: Words): string => unknown.join(posts.semicolon)

/**
 * `“посетит Москву” (North Korea visits Russia)`: the decisive words with what they say in English; '' where there are none, or where
 * they stand in the post already.
 */
export function phraseWords(
  { phrase = null, headline, summary }: Pick<Brief, 'phrase' | 'headline' | 'summary'>,
  { writing }: Words,
): string {
  if (phrase === null || phrase.text === '') return ''
  const shown = [headline, ...summary].some((text) => text.toLowerCase().includes(phrase.text.replaceAll('…', '').trim().toLowerCase()))
  if (phrase.gloss === '') return shown ? '' : writing.quoted(phrase.text)
  return `${writing.quoted(phrase.text)}${writing.bracketed(phrase.gloss)}`
}

/** That a model wrote what follows, in words; '' where it wrote nothing. */
export const wordingWords = ({ wording }: Pick<Brief, 'wording'>, { posts }: Words): string =>
  wording === undefined ? '' : posts.wording(wording)

/** The summary as readers are shown it: who wrote it stands first, where a model did, so that no cut takes it away. */
export function summaryWords(brief: Pick<Brief, 'summary' | 'wording'>, words: Words): string {
  const by = wordingWords(brief, words)
  const summary = brief.summary.join(' ')
  return by === '' || summary === '' ? by + summary : words.writing.labelled(by, summary)
}

type Sourced = Pick<Brief, 'sources' | 'independentSources' | 'standingText' | 'said'>

const outletsOf = (sources: readonly Pick<BriefSource, 'outlet'>[]): readonly string[] => [...new Set(sources.map(({ outlet }) => outlet))]

/** Whether the standing is itself the count of sources: `Reported by 3 independent outlets`. */
export const standingCounts = ({ said, standingText }: Sourced): boolean =>
  said === undefined
    ? /^Reported by \d+ independent outlets$/.test(standingText)
    : said.grounds.kind === 'reported' && said.grounds.outlets > 1

/** Whether the standing names the only outlet there is: `Claimed by KCNA only`. */
export function standingNames(brief: Sourced): boolean {
  const [only, second] = outletsOf(brief.sources)
  return only !== undefined && second === undefined && brief.standingText.includes(only)
}

/** The figures behind `reportedBy`. */
export const reportCounts = (brief: Sourced): ReportCounts => ({
  outlets: outletsOf(brief.sources).length,
  independent: brief.independentSources,
  isTold: standingCounts(brief),
})

/** `4 outlets, 3 independent`; '' for a single one; and of what the standing says already, only the rest. */
export function reportedBy({ outlets, independent, isTold }: ReportCounts, { posts }: Words): string {
  if (outlets < 2) return ''
  if (isTold) return outlets === independent ? '' : posts.outletsInAll(outlets)
  return outlets === independent ? posts.independentOutlets(outlets) : posts.outletsIndependent(outlets, independent)
}

/** The same of a brief. */
export const countWords = (brief: Sourced, words: Words): string => reportedBy(reportCounts(brief), words)
