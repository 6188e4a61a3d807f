import type { Brief } from '../domain/brief.ts'
import { type Digest, type DigestBrief, type DigestEntry, type DigestSection, type DigestThread, digestEntries } from '../domain/digest.ts'
import { digestTitle } from './digests.ts'
import { countWords, reportCounts } from './facts.ts'
import { wordsIn } from './words.ts'

/** What is kept of a digest is in English; its posts are told anew in the language of their route. */
const KEPT = wordsIn('en')

export type DigestInput = Pick<
  Digest,
  'kind' | 'fromAt' | 'toAt' | 'timeZone' | 'watched' | 'watchedIds' | 'feeds' | 'unusual' | 'part'
> & {
  readonly routeId: string
  /** The newest brief of each story. */
  readonly briefs: readonly Brief[]
  /** Ids of the stories that are no news; left out, those that publishers told of before `fromAt`. */
  readonly known?: ReadonlySet<string>
}

/** Makes one post of many stories: by alignment and thread, what matters most first. The same stories give the same digest. */
export function digestOf({ routeId, briefs, known, ...rest }: DigestInput): DigestBrief {
  const isUpdate = (brief: Brief): boolean => known?.has(brief.storyId) ?? brief.openedAt < rest.fromAt
  // That a story is withdrawn is told only to those who may have been told the story.
  const stories = briefs.filter((brief) => brief.mergedInto === undefined && (!brief.withdrawn || isUpdate(brief))).toSorted(byWeight)
  const byAlignments = Map.groupBy(stories, ({ alignments }) => alignments.map(({ id }) => id).join(' '))
  const digest: Digest = { ...rest, sections: [...byAlignments.values()].map((group) => sectionOf(group, isUpdate)) }
  return { ...EMPTY, ...headOf(routeId, digest), digest }
}

/** Importance first; of equals the latest, then by id, so that no order of arrival shows. */
export const byWeight = (a: Brief, b: Brief): number =>
  b.importance - a.importance || b.updatedAt - a.updatedAt || (a.storyId < b.storyId ? -1 : 1)

type Updated = (brief: Brief) => boolean

function sectionOf(briefs: readonly Brief[], isUpdate: Updated): DigestSection {
  const alignments = (briefs[0]?.alignments ?? []).map(({ id, label, colour }) => ({ id, label, colour }))
  const byThread = Map.groupBy(briefs, ({ thread, storyId }) => thread?.label ?? storyId)
  return { alignments, threads: [...byThread.values()].map((group) => threadOf(group, isUpdate)) }
}

/** The name of an affair says something only above two stories of it. */
function threadOf(briefs: readonly Brief[], isUpdate: Updated): DigestThread {
  const thread = briefs.length > 1 ? briefs[0]?.thread : null
  const about = thread?.about === undefined ? {} : { about: thread.about }
  return { label: thread?.label ?? '', ...about, entries: briefs.map((brief) => entryOf(brief, isUpdate(brief))) }
}

const entryOf = (brief: Brief, isUpdate: boolean): DigestEntry => ({
  storyId: brief.storyId,
  headline: brief.headline,
  url: brief.url,
  standing: brief.standingText,
  reportedBy: countWords(brief, KEPT),
  ...(brief.said === undefined ? {} : { grounds: brief.said.grounds }),
  counts: reportCounts(brief),
  isUpdate,
  at: brief.updatedAt,
})

/** A brief's fields that a digest has nothing to say in. */
const EMPTY = {
  revision: 1,
  kind: 'new',
  change: '',
  url: '',
  original: null,
  acts: [],
  place: null,
  date: null,
  summary: [],
  summaryLanguage: 'en',
  standing: 'confirmed',
  standingText: '',
  sources: [],
  independentSources: 0,
  silentBlocs: [],
  actors: [],
  thread: null,
  importance: 0,
} as const

const PREFIXES = { scheduled: 'digest', overflow: 'overflow', unusual: 'unusual' } as const

/** The id holds kind, route (of an alert, its subject), time and part, so that a digest made twice is one. */
function headOf(routeId: string, digest: Digest) {
  const entries = digestEntries(digest)
  const time = new Date(digest.toAt).toISOString().replace(/[-:]|\.\d+/g, '')
  const part = digest.part === undefined || digest.part.at === 1 ? '' : `-${digest.part.at}`
  const alignments = new Map(digest.sections.flatMap((section) => section.alignments).map((each) => [each.id, each]))
  return {
    storyId: `${PREFIXES[digest.kind]}-${routeId}-${time}${part}`,
    headline: digestTitle(digest, KEPT, new Map()),
    alignments: [...alignments.values()].map((each) => ({ ...each, rule: null, score: 1 })),
    openedAt: Math.min(digest.toAt, ...entries.map(({ at }) => at)),
    updatedAt: digest.toAt,
  }
}
