import type { Archive, WeekCount } from '#src/domain/archive.ts'
import { type Assessment, keptFor } from '#src/domain/assessment.ts'
import type { Brief } from '#src/domain/brief.ts'
import type { Category } from '#src/domain/event.ts'
import { type ActFilter, type ActWeek, type DatedAct, happenedAt } from '#src/domain/history.ts'
import type { Item } from '#src/domain/item.ts'
import { type Dealings, type PairCount, pairsIn } from '#src/domain/network.ts'
import { MOST_COUNTED, type SoughtWords, type StorySearch } from '#src/domain/search.ts'

export type Remembered = { readonly item: Item; readonly assessment: Assessment; readonly storyId: string | null }

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000
const MONDAY = Date.UTC(1970, 0, 5)
const weekOf = (at: number): number => MONDAY + Math.floor((at - MONDAY) / WEEK_MS) * WEEK_MS

const newestFirst = (briefs: readonly Brief[]): readonly Brief[] => briefs.toSorted((a, b) => b.updatedAt - a.updatedAt)

const actsOf = (briefs: readonly Brief[], { since, until, alignment, parties = [] }: ActFilter): readonly DatedAct[] =>
  briefs
    .filter((brief) => alignment === undefined || brief.alignments.some(({ id }) => id === alignment))
    .flatMap((brief) => brief.acts.map((act) => ({ at: happenedAt(brief), act, brief })))
    .filter(({ at }) => at >= since && at < until)
    .filter(({ act, brief }) =>
      parties.every(
        ({ state, actorId }) =>
          (state === null || [...act.actors, ...act.recipients].includes(state)) && (actorId === null || brief.actors.includes(actorId)),
      ),
    )

/** Stories that count for some dealings. */
const dealingsIn = (briefs: readonly Brief[], of: Dealings, since: number, until: number): readonly Brief[] =>
  briefs.filter(
    (brief) =>
      happenedAt(brief) >= since &&
      happenedAt(brief) < until &&
      ('pair' in of
        ? brief.acts.some((act) => pairsIn(act).some(({ a, b }) => of.pair.includes(a) && of.pair.includes(b)))
        : brief.acts.length > 0 && brief.alignments.some(({ id }) => id === of.alignment)),
  )

const textOf = (brief: Brief): string =>
  [brief.headline, ...brief.summary, ...brief.sources.map((source) => source.title)].join(' ').toLowerCase()

function fits(brief: Brief, search: StorySearch): boolean {
  const { words = [], without = [], alignment, actorIds = [], outlets, language, since = 0, until = Number.MAX_SAFE_INTEGER } = search
  const holds = ({ text }: SoughtWords): boolean => textOf(brief).includes(text.toLowerCase())
  return (
    words.every(holds) &&
    !without.some(holds) &&
    (alignment === undefined || brief.alignments.some(({ id }) => id === alignment)) &&
    actorIds.every((id) => brief.actors.includes(id)) &&
    (outlets === undefined || brief.sources.some(({ outlet }) => outlets.includes(outlet))) &&
    (language === undefined || brief.sources.some((source) => source.language === language)) &&
    brief.openedAt >= since &&
    brief.openedAt < until
  )
}

const foundIn = (briefs: readonly Brief[], search: StorySearch): readonly Brief[] =>
  briefs.filter((brief) => fits(brief, search)).toSorted((a, b) => b.openedAt - a.openedAt)

/** What the store's archive answers, from lists in memory. */
export function memoryArchive(briefs: readonly Brief[], remembered: readonly Remembered[] = []): Archive {
  const reportsOf = (storyId: string) => remembered.filter((one) => one.storyId === storyId)
  return {
    async latest({ alignment, actorId, language, since = 0, limit, offset = 0 }) {
      return newestFirst(briefs)
        .filter((brief) => alignment === undefined || brief.alignments.some(({ id }) => id === alignment))
        .filter((brief) => actorId === undefined || brief.actors.includes(actorId))
        .filter((brief) => language === undefined || brief.sources.some((source) => source.language === language))
        .filter((brief) => brief.updatedAt >= since)
        .slice(offset, offset + limit)
    },
    async search(query, limit) {
      const words = query.split(/\s+/).map((text) => ({ text, quoted: false }))
      return foundIn(briefs, { words }).slice(0, limit)
    },
    async find(search, { limit, offset = 0 }) {
      const found = foundIn(briefs, search)
      return { briefs: found.slice(offset, offset + limit), total: Math.min(found.length, MOST_COUNTED), more: found.length > MOST_COUNTED }
    },
    texts: async (storyIds) =>
      remembered.flatMap(({ item, storyId }) =>
        storyId !== null && storyIds.includes(storyId) ? [{ storyId, outlet: item.source.outlet, title: item.title, text: item.text }] : [],
      ),
    outlets: async (limit) => [...new Set(briefs.flatMap(({ sources }) => sources.map(({ outlet }) => outlet)))].slice(0, limit),
    async story(id) {
      const found = briefs.filter((brief) => brief.storyId.startsWith(id))
      const [brief] = found
      return id === '' || brief === undefined || found.length > 1 ? null : { brief, reports: reportsOf(brief.storyId) }
    },
    async item(idOrUrl) {
      return remembered.find(({ item }) => item.id === idOrUrl || item.url === idOrUrl) ?? null
    },
    async near(limit) {
      return remembered.filter(({ assessment }) => keptFor(assessment).length === 0).slice(0, limit)
    },
    async dropped({ limit, before }) {
      const all = remembered
        .filter(({ assessment }) => keptFor(assessment).length === 0)
        .toSorted((a, b) => b.item.publishedAt - a.item.publishedAt || (a.item.id < b.item.id ? 1 : -1))
      const from = before === undefined ? 0 : all.findIndex(({ item }) => item.id === before.id) + 1
      return all.slice(from, from + limit)
    },
    async mentionsByWeek(actorId, since, until) {
      const weeks: WeekCount[] = []
      for (let startAt = weekOf(since); startAt < until; startAt += WEEK_MS) {
        const mine = remembered.filter(
          ({ item, assessment }) =>
            weekOf(item.publishedAt) === startAt && assessment.mentions.some((mention) => mention.actorId === actorId),
        )
        const byAlignment: Record<string, number> = {}
        for (const id of mine.flatMap(({ assessment }) => keptFor(assessment))) byAlignment[id] = (byAlignment[id] ?? 0) + 1
        weeks.push({ startAt, byAlignment, other: mine.filter(({ assessment }) => keptFor(assessment).length === 0).length })
      }
      return weeks
    },
    async counterparts(actorId, since, limit) {
      const mine = briefs.filter((brief) => brief.actors.includes(actorId) && brief.updatedAt >= since)
      const counts = new Map<string, { count: number; categories: Set<Category> }>()
      for (const brief of mine) {
        for (const other of brief.actors.filter((one) => one !== actorId)) {
          const known = counts.get(other) ?? { count: 0, categories: new Set() }
          known.count++
          for (const act of brief.acts) known.categories.add(act.category)
          counts.set(other, known)
        }
      }
      return [...counts]
        .map(([id, { count, categories }]) => ({ actorId: id, count, categories: [...categories] }))
        .toSorted((a, b) => b.count - a.count)
        .slice(0, limit)
    },
    feeds: async () => [],
    revisions: async (storyId) => briefs.filter((brief) => brief.storyId === storyId || brief.mergedInto === storyId),
    async acts({ limit, ...filter }) {
      return actsOf(briefs, filter)
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit)
    },
    async actsByWeek(filter) {
      const weeks: ActWeek[] = []
      for (let startAt = weekOf(filter.since); startAt < filter.until; startAt += WEEK_MS) {
        const counts: Partial<Record<Category, number>> = {}
        for (const { at, act } of actsOf(briefs, filter)) if (weekOf(at) === startAt) counts[act.category] = (counts[act.category] ?? 0) + 1
        weeks.push({ startAt, counts })
      }
      return weeks
    },
    silences: async () => [],
    async storiesByDay(of, since, until) {
      const days = Array.from({ length: Math.ceil(until / DAY_MS) - Math.floor(since / DAY_MS) }, () => 0)
      for (const brief of dealingsIn(briefs, of, since, until)) {
        const day = Math.floor(happenedAt(brief) / DAY_MS) - Math.floor(since / DAY_MS)
        days[day] = (days[day] ?? 0) + 1
      }
      return days
    },
    async storiesOf(of, since, until, limit) {
      return dealingsIn(briefs, of, since, until)
        .toSorted((a, b) => happenedAt(b) - happenedAt(a))
        .slice(0, limit)
    },
    async pairs({ since, until, alignment, state, actorId }) {
      const counts = new Map<string, PairCount>()
      for (const { act, brief } of actsOf(briefs, { since, until, ...(alignment === undefined ? {} : { alignment }) }))
        for (const pair of actorId === undefined || brief.actors.includes(actorId) ? pairsIn(act) : []) {
          if (state !== undefined && pair.a !== state && pair.b !== state) continue
          const key = JSON.stringify([pair, act.category])
          counts.set(key, { ...pair, category: act.category, count: (counts.get(key)?.count ?? 0) + 1 })
        }
      return [...counts.values()].toSorted((x, y) => y.count - x.count)
    },
    counts: async () => ({
      items: remembered.length,
      kept: remembered.filter(({ storyId }) => storyId !== null).length,
      stories: briefs.length,
    }),
  }
}
