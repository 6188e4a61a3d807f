import type { Brief } from '../domain/brief.ts'
import type { Change } from '../domain/said.ts'
import type { Report } from '../domain/story.ts'
import { en } from '../words/en.ts'
import { leadOf } from './features.ts'
import { findNumbers, isRare } from './numbers.ts'
import { changesBetween, withChanges } from './revision.ts'

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
export const asCorrection = (brief: Brief, previous: Brief, because: Change): Brief => ({
  ...withChanges(brief, [because, ...changesBetween(previous, brief)]),
  kind: 'correction',
})

/**
 * The last revision of a story that no report stands for any more: a line that says so in place of what readers saw. Pure.
 */
export function withdrawnBrief(previous: Brief, because: Change | null): Brief {
  const grounds = { kind: 'withdrawn' } as const
  const withdrawn: Brief = {
    ...previous,
    revision: previous.revision + 1,
    kind: 'correction',
    headline: en.posts.withdrawn(previous.headline.replace(/^Withdrawn: /u, '')),
    acts: [],
    place: null,
    date: null,
    summary: [],
    phrase: null,
    people: [],
    named: [],
    unknown: [],
    importancePoints: [],
    importance: 0,
    standingText: en.posts.grounds(grounds),
    thread: null,
    withdrawn: true,
    said: { grounds, changes: [], gaps: [] },
  }
  return withChanges(withdrawn, because === null ? [] : [because])
}
