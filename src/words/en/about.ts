import type { Quad } from '../../domain/event.ts'

const quads: Readonly<Record<Quad, string>> = {
  'material-cooperation': 'cooperation, in deed',
  'verbal-cooperation': 'cooperation, in word',
  'verbal-conflict': 'conflict, in word',
  'material-conflict': 'conflict, in deed',
}

/** What a story's standing means, in the order from sure to unsure. */
const standings = {
  confirmed: 'An outlet that speaks for a state party to the act (state media or a government) tells it, and others do too.',
  reported: 'Outlets tell it as a fact, but none of them speaks for a party to it.',
  claimed: 'Only one side’s own official outlets tell it.',
  alleged: 'A state says it of its opponents, or the reports themselves say that it is not confirmed.',
  planned: 'It is announced or expected, and has not happened yet.',
}

/** How a feed's entry becomes a post. */
const steps = {
  read: ['Read', 'Feeds are polled in turn; every entry is kept with its outlet, country, side, language and time.'],
  find: [
    'Find',
    'Actors are found in title and text by their names and offices in five languages, with the office that somebody held that day.',
  ],
  code: ['Code', 'Acts are coded by PLOVER: who did what to whom, and whether it is told as a fact, a claim, an allegation or a plan.'],
  decide: [
    'Decide',
    'For each alignment the rules below speak for the item, and vetoes against it; the points make a score from 0 to 1. From the alignment’s threshold on it is kept.',
  ],
  fold: ['Fold', 'Reports of one event, in any language, become one story; a reprint of a wire text counts as the same source.'],
  tell: [
    'Tell',
    'A story names its sources and sides, who said it first, and its standing; it is revised when reports change what is known.',
  ],
} satisfies Readonly<Record<string, readonly [string, string]>>

/** What a reader must not expect of it. */
const limits = {
  feeds: 'Only what feeds give is read, the title and a short text: what stands only in the article itself is not known.',
  languages:
    'The rules know English, Korean, Japanese, Russian and Chinese. A report in another language is judged by names alone, if at all.',
  mistakes:
    'Mistakes happen both ways: an item is kept that should not be, or dropped that should. /why tells for each what decided, and /latest near lists what was nearly kept.',
  verified: 'Nothing is verified here. “Confirmed” says who tells it, not that it is true.',
  sides: 'The side of an outlet is where it stands by ownership and place, not a judgement of the report.',
  offices: 'Offices are those of the bot’s table of actors. What could not be checked is marked as unverified.',
  calm: 'Few events in a week may mean calm, or feeds that could not be read: the pictures hatch such weeks.',
  counts: 'Outlets differ in how much they publish and what their feeds leave out. Counts compare weeks of the same feeds, not countries.',
}

/** What the page says of the bot. `{name}` stands for what is put in there. */
export const about = {
  title: 'About',
  lede: 'Alignment Watch reads news feeds and keeps what is about {alignments}. Reports of one event make one story with its sources, told here, in chats and as feeds.',
  alignments: 'The alignments',
  members: 'Members',
  instruments: 'Its exercises, treaties and bodies',
  aboutItWhen: 'An item is about it when',
  andScore: (threshold: string): string => `and the score is ${threshold} or more.`,
  itsStories: 'Its stories',
  allStories: 'All stories',
  theTrend: 'the trend',
  judged: 'How an item is judged',
  background: 'A clause of background (“amid growing ties”) never makes an item count. Opinion and analysis may be kept, but tell no act.',
  standing: 'What the standing words mean',
  acts: 'What the acts mean',
  coding:
    'Acts are coded by PLOVER’s sixteen categories. The score runs from −10, conflict, to +10, cooperation; a week’s mean is over its acts.',
  categories: 'Categories of acts',
  category: 'Category',
  kind: 'Kind',
  score: 'Score',
  sources: 'Sources',
  polledOf: (polled: number, known: number): string => `${polled} feeds are polled, of ${known} that are known.`,
  howEach: 'How each does now',
  bySide: 'Feeds by side and language',
  sideOfOutlet: 'Side of the outlet',
  all: 'All',
  neither: 'Neither side',
  allCounted: (feeds: number): string => `All ${feeds} feeds`,
  allFeeds: 'All feeds',
  feed: 'Feed',
  country: 'Country',
  language: 'Language',
  side: 'Side',
  state: 'State',
  polled: 'polled',
  notPolled: 'known, not polled',
  limitsTitle: 'Limits',
  data: 'As data',
  dataText:
    'Stories as feeds, of everything or of one alignment or actor: see the foot of each page. Stories, actors, trends and the state of the feeds as JSON: {api}.',
  theApi: 'the API',
  thisCopy: 'This copy',
  copy: (actors: number, feeds: number, alignments: number): string => `${actors} actors by name, ${feeds} feeds, ${alignments} alignments`,
  read: (items: number, kept: number, stories: number): string => `${items} reports read so far, ${kept} kept, ${stories} stories`,
  zone: (zone: string): string => `Times are shown in ${zone}.`,
  quads,
  standings,
  steps,
  limits,
}
