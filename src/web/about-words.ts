import type { BriefStanding } from '../domain/brief.ts'
import type { Quad } from '../domain/event.ts'

/** What a story's standing means, in the order from sure to unsure. */
export const STANDING_MEANINGS: readonly (readonly [BriefStanding, string])[] = [
  ['confirmed', 'An outlet that speaks for a state party to the act (state media or a government) tells it, and others do too.'],
  ['reported', 'Outlets tell it as a fact, but none of them speaks for a party to it.'],
  ['claimed', 'Only one side’s own official outlets tell it.'],
  ['alleged', 'A state says it of its opponents, or the reports themselves say that it is not confirmed.'],
  ['planned', 'It is announced or expected, and has not happened yet.'],
]

export const QUAD_WORDS: Readonly<Record<Quad, string>> = {
  'material-cooperation': 'cooperation, in deed',
  'verbal-cooperation': 'cooperation, in word',
  'verbal-conflict': 'conflict, in word',
  'material-conflict': 'conflict, in deed',
}

/** How a feed's entry becomes a post. */
export const STEPS: readonly (readonly [string, string])[] = [
  ['Read', 'Feeds are polled in turn; every entry is kept with its outlet, country, side, language and time.'],
  ['Find', 'Actors are found in title and text by their names and offices in five languages, with the office that somebody held that day.'],
  ['Code', 'Acts are coded by PLOVER: who did what to whom, and whether it is told as a fact, a claim, an allegation or a plan.'],
  [
    'Decide',
    'For each alignment the rules below speak for the item, and vetoes against it; the points make a score from 0 to 1. From the alignment’s threshold on it is kept.',
  ],
  ['Fold', 'Reports of one event, in any language, become one story; a reprint of a wire text counts as the same source.'],
  ['Tell', 'A story names its sources and sides, who said it first, and its standing; it is revised when reports change what is known.'],
]

/** What a reader must not expect of it. */
export const LIMITS: readonly string[] = [
  'Only what feeds give is read, the title and a short text: what stands only in the article itself is not known.',
  'The rules know English, Korean, Japanese, Russian and Chinese. A report in another language is judged by names alone, if at all.',
  'Mistakes happen both ways: an item is kept that should not be, or dropped that should. /why tells for each what decided, and /latest near lists what was nearly kept.',
  'Nothing is verified here. “Confirmed” says who tells it, not that it is true.',
  'The side of an outlet is where it stands by ownership and place, not a judgement of the report.',
  'Offices are those of the bot’s table of actors. What could not be checked is marked as unverified.',
  'Few events in a week may mean calm, or feeds that could not be read: the pictures hatch such weeks.',
  'Outlets differ in how much they publish and what their feeds leave out. Counts compare weeks of the same feeds, not countries.',
]
