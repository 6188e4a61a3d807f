import { counts } from './counts.ts'

/** What `/why` says of a decision, and `/latest near` of what came close. */
export const why = {
  // What came close
  nothingDropped: 'Nothing has been dropped yet.',
  noneClose: (looked: number): string => `None came close among what was not kept of late (${looked} looked at).`,
  noneCloseFor: (alignment: string, looked: number): string =>
    `None came close for ${alignment} among what was not kept of late (${looked} looked at).`,
  nearly: 'Nearly kept',
  nearlyFor: (alignment: string): string => `Nearly kept for ${alignment}`,
  closeByScore: 'Close by score',
  statesNamed: 'Two or more of the states named',
  scoreFor: (alignment: string, score: string, threshold: string): string => `${alignment}: score ${score}, threshold ${threshold}`,
  names: (states: string): string => `names ${states}`,
  notTogether: 'nothing in it tells of them together, or of one on another',
  button: (number: number, title: string): string => `Why ${number}: ${title}`,
  nearFooter: 'Not posted, newest first. Is one of them wrong? Tell whoever runs this bot',
  // One decision
  kept: 'Kept',
  notKept: 'Not kept',
  score: (score: string, threshold: string): string => `score ${score}, threshold ${threshold}`,
  // What a language model thought of it
  noOpinion: (by: string, reason: string): string =>
    `Decided by the scorer: a second opinion was asked of ${by}, and there is none (${reason}).`,
  opinionAgreed: (by: string, reason: string): string => `Decided by the second opinion of ${by}, as the scorer would have: ${reason}`,
  opinionKept: (by: string, reason: string): string =>
    `Decided by the second opinion of ${by}, against the scorer, which would have dropped it: ${reason}`,
  opinionDropped: (by: string, reason: string): string =>
    `Decided by the second opinion of ${by}, against the scorer, which would have kept it: ${reason}`,
  rule: (id: string): string => `rule ${id}`,
  notJudged: 'Not judged for this alignment.',
  lesserReasons: (count: number): string => `and ${count === 1 ? 'one lesser reason' : `${count} lesser reasons`}`,
  keptWithout: (reasons: string): string => `It would have been kept without: ${reasons}.`,
  droppedWithout: (reasons: string): string => `It would have been dropped without: ${reasons}.`,
  or: '; or ',
  scoreWithout: (reason: string, score: string): string => `${reason} (score ${score} without it)`,
  nothingFor: (alignment: string): string => `Nothing in it spoke for ${alignment}.`,
  wouldCount: (rules: string): string => `It would count if: ${rules}.`,
  noSingle: (far: string): string => `No single find decides it: it stands ${far} above the threshold.`,
  tooLittle: (far: string): string => `It was ${far} short of the threshold: nothing spoke against it, but too little for it.`,
  short: (far: string, worst: string): string => `It was ${far} short of the threshold, by more than one find; most of all: ${worst}.`,
  found: 'Found in the text',
  source: (language: string, outlet: string, country: string, kind: string): string =>
    `Language: ${language}. Published by ${outlet} (${country}, ${kind}).`,
  noActor: 'No actor.',
  actors: (names: string): string => `Actors: ${names}.`,
  act: (text: string): string => `Act: ${text}.`,
  someone: 'Someone',
  // A story or an item
  title: (headline: string): string => `Why: ${headline}`,
  standingUnknown: 'Standing unknown',
  importance: (value: string, points: string): string => `Importance ${value}: ${points}.`,
  /** What an importance is made of, by the words it is stored with. */
  points: {
    'an act, not only words': 'an act, not only words',
    words: 'words',
    'a leader is named': 'a leader is named',
    'a minister is named': 'a minister is named',
    'outlets of both blocs report it': 'outlets of both blocs report it',
    confirmed: 'confirmed',
    'first of its thread': 'first of its thread',
    'about both alignments': 'about both alignments',
  },
  pointSources: (count: number): string => `${count} independent ${count === 1 ? 'source' : 'sources'}`,
  loudest: (outlet: string): string => `Shown is the report that speaks loudest: ${outlet}.`,
  reports: 'Reports',
  moreReports: (count: number): string => `and ${count === 1 ? 'one more report' : `${count} more reports`}`,
  storyFooter: (id: string, revision: number, time: string): string => `Story ${id}, revision ${revision}, first seen ${time}`,
  notYetJudged: 'This item was read, but not judged yet. Ask again in a minute.',
  notPosted: 'Not posted.',
  tooOld: 'Not posted: it was older than the backfill window when its feed was first read.',
  partOf: (id: string): string => `Part of story ${id}.`,
  wholeStory: 'The whole story',
  itemFooter: (id: string, outlet: string, time: string): string => `Item ${id} from ${outlet}, ${time}`,
  giveId: 'Give the id of a story, or the address of an article.',
  unknown: (asked: string): string => `No story or item “${asked}” is known here.`,
  nearlyOfLate: 'Nearly kept of late',
  counted: (reports: number, sources: number): string => `${counts.reports(reports)}, ${counts.sources(sources)}`,
}
