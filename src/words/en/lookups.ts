import type { ActorKind } from '../../domain/actor.ts'

const kinds: Readonly<Record<ActorKind, string>> = {
  person: 'People',
  office: 'Offices',
  organisation: 'Organisations',
  state: 'States',
  place: 'Places',
  system: 'Weapon systems',
  exercise: 'Exercises',
  treaty: 'Treaties and agreements',
}

/** Forms in which something is looked up. */
const form = {
  any: 'Any',
  find: 'Find',
  clear: 'Clear',
  show: 'Show',
  neither: 'Neither',
  words: 'Words',
  wordsHint: '“Freedom Edge” or 파병',
  alignment: 'Alignment',
  actor: 'Actor',
  actorHint: 'Lavrov',
  language: 'Language',
  outlet: 'Outlet',
  outletHint: 'Yonhap',
  from: 'From',
  to: 'To',
  name: 'Name or office',
  nameHint: 'Lavrov, 외무상, Freedom Edge',
  kind: 'Kind',
  watchedFor: 'Watched for',
  of: 'Of',
  ofHint: 'Russia',
  with: 'With',
  withHint: 'North Korea',
  around: 'Around',
  aroundHint: 'all, or Russia, Lavrov',
  span: 'Span',
  spans: { '30': 'A month', '90': 'Three months', '182': 'Half a year', '365': 'A year', '730': 'Two years' },
  days: (days: string): string => `${days} days`,
  asOf: 'As of',
}

/** What could not be read in a question. */
const mistakes = {
  heading: (count: number): string => `${count === 1 ? 'One thing' : `${count} things`} could not be read:`,
  longName: (most: number, length: number): string => `A name has at most ${most} characters; this one has ${length}.`,
  unknown: (typed: string): string => `Nobody and nothing called “${typed}” is known. The page of actors lists all names.`,
  nobody: (typed: string): string => `Nobody and nothing called “${typed}” is known`,
  several: (typed: string): string => `“${typed}” may mean several`,
  write: (lead: string, ids: string): string => `${lead}: write ${ids}.`,
  noDate: (field: string, typed: string): string =>
    `${field} must be a date, for example 2026-10-01 or 2026-10-01T12:00:00Z, not “${typed}”.`,
  wrongWay: (until: string, since: string): string => `until (${until}) lies before since (${since}): exchange the two.`,
  page: (most: number, typed: string): string => `page must be a number from 1 to ${most}, not “${typed}”.`,
  longWords: (length: number, most: number): string =>
    `The words to look for have ${length} characters; at most ${most} are taken. Fewer find more.`,
  noAlignment: (known: string): string => `There is no such alignment. There are ${known}.`,
  noLanguage: (typed: string, known: string): string => `No feed is in “${typed}”. There are ${known}.`,
  longOutlet: (most: number): string => `An outlet’s name has at most ${most} characters.`,
  oneOf: (field: string, known: string): string => `${field} must be one of ${known}.`,
}

const stories = {
  count: (first: number, last: number, all: string): string => `${first}–${last} of ${all}, newest first. Days are those of UTC.`,
  moreThan: (count: number): string => `more than ${count}`,
  noneKept: 'No story has been kept yet. {feeds} tell what has been read.',
  theFeeds: 'The feeds',
  noneFits: 'No story fits all of it. Leave out {parts}, or {anew}.',
  or: ' or ',
  anew: 'begin anew',
  parts: {
    q: 'the words',
    alignment: 'the alignment',
    actor: 'the actor',
    language: 'the language',
    outlet: 'the outlet',
    since: 'the first day',
    until: 'the last day',
  },
}

const story = {
  title: 'Story',
  by: 'by {authors}',
  filedUnder: 'filed under {categories}',
  noRule: 'no rule',
  score: (score: string): string => `score ${score}`,
  notByItself: 'Not kept by itself.',
  sameAs: (id: string): string => `Found to be the same as story ${id}`,
  withdrawn: 'Withdrawn: no report stands for it any more',
  firstTold: 'First told',
  wordedAnew: 'Worded anew',
  headlineAnew: 'Headline worded anew',
  as: (id: string): string => `as story ${id}`,
  changed: 'Changed',
  standing: 'Standing',
  reports: 'Reports',
  independent: (reports: number, independent: number): string => `${reports}, ${independent} independent`,
  grew: 'How it grew',
  when: 'When',
  whatChanged: 'What changed',
  sources: 'Sources',
  named: 'Named in it',
  why: 'Why it was kept',
  asData: 'As data',
  wherePosted: 'Where it was posted',
}

const actors = {
  title: 'Actors',
  lede: 'People, offices, states, places, weapons, exercises and treaties that the bot knows by name in five languages.',
  name: 'Name',
  officeOrKind: 'Office or kind',
  of: 'Of',
  nobody: 'Nobody and nothing of that name is known. {search}, or {all}.',
  search: 'Look for the words in stories',
  all: 'see all actors',
  known: (count: number): string => `${count === 1 ? 'One' : count} known.`,
  knownBest: (count: number): string => `${count === 1 ? 'One' : count} known, best match first.`,
}

const actor = {
  who: 'Who it is',
  between: 'between them',
  betweenThem: (a: string, b: string): string => `between them: ${a} and ${b}`,
  nobodyElse: (date: string): string => `Nobody else in its stories since ${date}.`,
  storyCount: (count: number): string => `${count} ${count === 1 ? 'story' : 'stories'}`,
  since: (date: string): string => `In stories since ${date}, with what those tell.`,
  noneYet: (name: string): string => `No kept story names ${name} yet.`,
  noneHere: (name: string): string => `No kept story names ${name} on this page.`,
  notNamed: 'Not named in any report of the last half year.',
  aside: 'Named with, feeds',
  namedWith: 'Named with',
  follow: 'Follow',
  asFeed: 'These stories as a feed: {feeds}.',
  trend: 'Trend',
  network: 'Network',
  findIn: 'Find in its stories',
  anotherDay: 'Another day',
}

const pictured = {
  trends:
    'What kept stories tell, by week: cooperative acts upwards, conflictual ones downwards, against what is usual. Weeks in which feeds could not be read are hatched: they are no sign of calm.',
  network: 'Who acts with whom in the kept stories: the more acts, the stronger the line.',
}

/** The pages on which something is looked up. `{name}` stands for what is put in there. */
export const lookups = { kinds, form, mistakes, stories, story, actors, actor, pictured }
