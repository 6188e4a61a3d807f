import type { Brief } from '../domain/brief.ts'
import type { Report } from '../domain/story.ts'
import { leadOf } from './features.ts'
import { findNumbers, isRare } from './numbers.ts'
import { changeBetween } from './revision.ts'

/** What a reader takes from a brief: about what it is, how sure it is, who does what to whom, where and when. */
function senseOf({ alignments, standing, acts, place, date }: Brief): string {
  const [first] = acts
  const deed = first === undefined ? null : [first.category, first.actors, first.recipients, first.standing]
  return JSON.stringify([alignments.map(({ id }) => id).toSorted(), standing, deed, place, date])
}

const figuresIn = (report: Report): string =>
  JSON.stringify([...new Set(findNumbers(leadOf(report)).map(({ value }) => value))].filter(isRare).toSorted((a, b) => a - b))

/**
 * Whether readers should see what a publisher changed in a report: another sense of the story or other figures, not another choice of
 * words. `previous` is what they saw last.
 */
export const isOtherSense = (previous: Brief, next: Brief, before: Report, after: Report): boolean =>
  senseOf(previous) !== senseOf(next) || figuresIn(before) !== figuresIn(after)

/** The brief as a correction, with what is corrected and how. */
export const asCorrection = (brief: Brief, previous: Brief, because: string): Brief => ({
  ...brief,
  kind: 'correction',
  change: [because, changeBetween(previous, brief)].filter((part) => part !== '').join('; '),
})

/**
 * The last revision of a story that no report stands for any more: a line that says so in place of what readers saw. Pure.
 */
export function withdrawnBrief(previous: Brief, because: string): Brief {
  return {
    ...previous,
    revision: previous.revision + 1,
    kind: 'correction',
    change: because,
    headline: `Withdrawn: ${previous.headline.replace(/^Withdrawn: /u, '')}`,
    acts: [],
    place: null,
    date: null,
    summary: [],
    phrase: null,
    people: [],
    unknown: [],
    importancePoints: [],
    importance: 0,
    standingText: 'No report stands for it any more',
    thread: null,
    withdrawn: true,
  }
}
