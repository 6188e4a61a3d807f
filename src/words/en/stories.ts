import { counts } from './counts.ts'

const older = (count: number): string => (count === 1 ? 'one older story' : `${count} older stories`)

/** What `/story` and `/timeline` say. */
export const stories = {
  // How a story grew
  mergedInto: (id: string): string => `found to be the same as story ${id}`,
  withdrawn: 'withdrawn: no report stands for it any more',
  firstTold: (outlets: number): string => `first told, from ${counts.outlets(outlets)}`,
  headlineNow: (headline: string): string => `headline now “${headline}”`,
  outletsNow: (outlets: number, independent: number): string => `${counts.outlets(outlets)}, ${independent} independent`,
  wordedAnew: 'worded anew',
  ofStory: (id: string, words: string): string => `Story ${id}, ${words}`,
  whatChanged: 'What changed when',
  revisionsBetween: (count: number): string => `… ${counts.revisions(count)} between …`,
  thread: (label: string): string => `Thread: ${label}`,
  noEarlier: 'No earlier story in it.',
  earlierLine: (headline: string, time: string, id: string): string => `${headline} — ${time} · story ${id}`,
  page: 'The story’s page',
  turnedOut: (id: string): string => `Story ${id} turned out to be this one.`,
  standingUnknown: 'Standing unknown',
  earlier: (headline: string): string => `Earlier: ${headline}`,
  footer: (id: string, revision: number, time: string): string => `Story ${id}, revision ${revision}, as of ${time}`,
  giveId: 'Give the id of a story, as the last line of its post has it.',
  unknownId: (asked: string): string =>
    `No story, or more than one, has an id that begins with “${asked}”. The last line of a post has the whole id.`,
  // What its sides tell
  neitherSide: 'Neither side',
  inLanguage: (name: string): string => `in ${name}`,
  moreOutlets: (count: number): string => `${count} more`,
  sourcesBySide: 'Sources by side',
  firstReport: 'First report',
  firstOfEach: 'First report of each side',
  firstOfAll: 'the first of all',
  share: (category: string, count: number, of: number): string => `${category} in ${count} of ${of}`,
  differently: 'What sides tell differently, by reports',
  coded: 'Acts as coded from each report’s title and text.',
  // Between two
  between: (a: string, b: string): string => `Between ${a} and ${b}`,
  tenYears: 'The last ten years',
  nothingBetween: (days: number, a: string, b: string): string =>
    `No kept story of the last ${counts.days(days)} tells of an event between ${a} and ${b}.`,
  storyButton: (headline: string): string => `Story: ${headline}`,
  manyEvents: (count: number): string => `${count} events or more`,
  eventsIn: (events: string, stories: number): string => `${events} in ${counts.stories(stories)}, latest first`,
  olderNotShown: (count: number): string => `${older(count)} not shown`,
  span: (from: string, to: string): string => `${from} to ${to}`,
  sayTwo: 'Say between whom: /timeline Russia, North Korea. Two states, people, offices or organisations.',
  both: (name: string): string => `Both are ${name}. Name two that act on each other.`,
}
