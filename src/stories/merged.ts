import type { Brief } from '../domain/brief.ts'

/**
 * The last revision of a story that turned out to be another one: a line that says where its reports are now, in place of a second
 * full post. Pure.
 */
export function pointerTo(survivor: Brief, absorbed: Brief): Brief {
  return {
    ...absorbed,
    revision: absorbed.revision + 1,
    kind: 'correction',
    change: '',
    headline: `Merged into: ${survivor.headline}`,
    url: survivor.url,
    original: null,
    acts: [],
    place: null,
    date: null,
    summary: [],
    summaryLanguage: 'en',
    phrase: null,
    people: [],
    unknown: [],
    importancePoints: [],
    standing: survivor.standing,
    standingText: 'Both were one event: reports and updates are in that post',
    sources: [],
    independentSources: 0,
    silentBlocs: [],
    thread: null,
    updatedAt: survivor.updatedAt,
    mergedInto: survivor.storyId,
  }
}

const MAX_QUOTED = 90

/** What the surviving story tells of the merge: `one event with “…”, told apart before`. */
export const mergeChange = (absorbed: readonly Brief[]): string =>
  absorbed.length === 0 ? '' : `one event with ${absorbed.map(({ headline }) => `“${cut(headline)}”`).join(' and ')}, told apart before`

const cut = (text: string): string => (text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED).replace(/\s+\S*$/u, '')}…`)
