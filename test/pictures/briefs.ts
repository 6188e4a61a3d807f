import type { Brief } from '#src/domain/brief.ts'
import type { Report } from '#src/domain/story.ts'
import { composeBrief } from '#src/stories/compose.ts'
import { pointerTo } from '#src/stories/merged.ts'
import { facts, reportsOf } from '../stories/told.ts'

const story = (id: string, revision: number, reports: readonly Report[]) => {
  const times = reports.map(({ item }) => item.publishedAt)
  return { id, revision, openedAt: Math.min(...times), updatedAt: Math.max(...times), itemIds: reports.map(({ item }) => item.id) }
}

const told = (
  id: string,
  revision: number,
  reports: readonly Report[],
  previous: Brief | null = null,
  thread: Brief['thread'] = null,
): Brief => composeBrief({ story: story(id, revision, reports), reports, previous, facts, alignments: facts.alignments, thread })

const of = (name: string, ...outlets: readonly string[]): readonly Report[] =>
  reportsOf(name).filter(({ item }) => outlets.length === 0 || outlets.includes(item.source.outlet))

/** One state's agency alone says so. */
const single = told('k3c1a7nd02', 1, of('treaty-force-2024', 'KCNA'))

/** Many outlets in five languages, one of them a reprint, in the thread of an exercise. */
const many = told('f3e0third5', 4, of('freedom-edge-3'), null, {
  label: 'Freedom Edge, 3rd edition',
  about: 'freedom-edge',
  earlier: [{ storyId: 'f2e0secnd4', headline: 'Second Freedom Edge exercise in waters south of Jeju', at: Date.UTC(2024, 10, 13) }],
})

/** What was told first stood on one report; the next revision takes that back. */
const first = told('p0wtwo2026', 1, of('zelenskyy-2026', 'Ukrinform'))
const corrected: Brief = { ...told('p0wtwo2026', 3, of('zelenskyy-2026'), first), kind: 'correction' }

/** A post whose story turned out to be that of the many. */
const pointer = pointerTo(many, told('f3e0russn1', 1, of('freedom-edge-3', 'RIA Novosti')))

/** Both alignments at once, told by outlets in Russian, Korean and Japanese. */
const both = told('1avr0wonsn', 2, of('lavrov-wonsan-2025', 'TASS', 'Yonhap', 'Kyodo'), null, {
  label: 'Russia–North Korea visits',
  earlier: [{ storyId: 'sh01gupyon', headline: 'Shoigu in Pyongyang', at: Date.UTC(2025, 5, 4) }],
})

/** The five briefs that every platform is pictured with, made by the real pipeline from our own gold set. */
export const PICTURED: readonly (readonly [name: string, brief: Brief])[] = [
  ['single-source', single],
  ['many-outlets', many],
  ['correction', corrected],
  ['merged', pointer],
  ['both-alignments', both],
]
