import { counts } from './counts.ts'

/** What is said of a search: by `/search`, and of what `/latest` is narrowed by. */
export const search = {
  ask: 'Say what to look for: /search Freedom Edge, /search 파병, /search missile since:2025-06 actor:lavrov.',
  tooLong: (length: number, most: number): string => `That is ${length} characters; ${most} is the most. A few words find more.`,
  title: 'Search',
  /** The beginning of the line that says what was understood. */
  understood: 'Looked for',
  without: (words: string): string => `without ${words}`,
  since: (date: string): string => `first told since ${date}`,
  until: (date: string): string => `until ${date}`,
  naming: (actors: string): string => `naming ${actors}`,
  reportedBy: (outlets: string): string => `reported by ${outlets}`,
  inLanguage: (language: string): string => `a report in ${language}`,
  empty: (typed: string): string => `“${typed}” says nothing yet, so it was left out.`,
  notWithout: (typed: string): string => `“${typed}” was left out: only words can be excluded.`,
  or: '“OR” was left out: every word must be there.',
  many: (most: number, left: number): string => `Only the first ${most} words were looked for, not the other ${left}.`,
  twice: (name: string): string => `“${name}” was given more than once: the last one counts.`,
  noDate: (name: string, typed: string): string =>
    `“${typed}” is no date for ${name}. Write 2025-07-12, July 2025, 2025, or 30d for 30 days ago.`,
  wrongWay: (since: string, until: string): string => `${since} comes after ${until}: nothing lies between.`,
  between: (since: string, until: string): string => `${since} – ${until}`,
  noActor: (typed: string): string => `Nobody and nothing called “${typed}” is watched.`,
  didYouMean: (names: string): string => `Did you mean ${names}?`,
  which: (typed: string): string => `Which “${typed}”?`,
  noOutlet: (typed: string): string => `No kept story is reported by an outlet called “${typed}”.`,
  noLanguage: (typed: string, known: string): string => `“${typed}” is no language of the reports. There are ${known}.`,
  none: 'No story fits all of it.',
  noWords: (typed: string): string => `No story holds every word of “${typed}”. Fewer words find more.`,
  /** A button. */
  withoutFilters: (stories: number): string => `Without the filters: ${counts.stories(stories)}`,
  moreThan: (count: number): string => `more than ${counts.stories(count)}`,
  footer: (found: string, from: number, to: number): string => `${found}, newest first: ${from} to ${to}`,
  footerAll: (found: string): string => `${found}, newest first`,
  noPage: (pages: number): string => (pages === 1 ? 'There is no such page: one holds all.' : `There is no such page: ${pages} hold all.`),
  /** Buttons. */
  more: 'More',
  newer: 'Newer',
}
