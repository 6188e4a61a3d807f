import type { Brief } from '../domain/brief.ts'
import type { Change } from '../domain/said.ts'
import { en } from '../words/en.ts'

/**
 * The last revision of a story that turned out to be another one: a line that says where its reports are now, in place of a second
 * full post. Pure.
 */
export function pointerTo(survivor: Brief, absorbed: Brief): Brief {
  const grounds = { kind: 'merged' } as const
  return {
    ...absorbed,
    revision: absorbed.revision + 1,
    kind: 'correction',
    change: '',
    headline: en.posts.mergedInto(survivor.headline),
    url: survivor.url,
    original: null,
    acts: [],
    place: null,
    date: null,
    summary: [],
    summaryLanguage: 'en',
    phrase: null,
    people: [],
    named: [],
    unknown: [],
    importancePoints: [],
    standing: survivor.standing,
    standingText: en.posts.grounds(grounds),
    said: { grounds, changes: [], gaps: [] },
    sources: [],
    independentSources: 0,
    silentBlocs: [],
    thread: null,
    updatedAt: survivor.updatedAt,
    mergedInto: survivor.storyId,
  }
}

const MAX_QUOTED = 90

/** What the surviving story tells of the merge: `one event with “…”, told apart before`; nothing where there was none. */
export const mergeChanges = (absorbed: readonly Brief[]): readonly Change[] =>
  absorbed.length === 0 ? [] : [{ kind: 'merged', headlines: absorbed.map(({ headline }) => cut(headline)) }]

const cut = (text: string): string => (text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED).replace(/\s+\S*$/u, '')}…`)
