import { type Alerts, lastTold, type Subject, type ToldAlert, type Unusual } from '../domain/alert.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Clock } from '../domain/clock.ts'
import { countryName } from '../domain/country.ts'
import type { Route } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'
import type { Log } from '../domain/log.ts'
import { bandOf, readShares } from '../domain/trend.ts'
import { type DailyCounts, type Judgement, LOOKED_BACK_DAYS, newsOf, WEEK_DAYS, windowsTo } from '../domain/unusual.ts'
import { digestOf } from '../words/digest-making.ts'
import { feedsOver } from './digester.ts'
import { routesFor, wantsAlerts } from './route.ts'

export type WatcherNeeds = {
  readonly alerts: Alerts
  readonly archive: Pick<Archive, 'feeds' | 'silences' | 'storiesByDay' | 'storiesOf'>
  /** As they are now. */
  readonly routes: () => readonly Route[]
  readonly alignments: () => readonly Pick<Alignment, 'id' | 'label' | 'colour' | 'states'>[]
  readonly feeds: () => readonly Pick<Feed, 'id' | 'title' | 'enabled'>[]
  readonly clock: Clock
  /** Zone of the times in alerts. */
  readonly timeZone: string
  readonly log: Log
  /** How long it rests between two looks: left out, ten minutes. */
  readonly restMs?: number
}

const DAY_MS = 86_400_000
const REST_MS = 600_000
/** More than a week of one subject has. */
const MOST_STORIES = 1_000
/** Of what was told a week ago, nothing is in the week now. */
const TOLD_FOR_MS = WEEK_DAYS * DAY_MS

/**
 * Tells of weeks far above what was usual, each once: what was told is read from the store, and stored with the alert and its deliveries
 * in one transaction. A wave that several subjects share is told of the one where it stands out most.
 */
export function createWatcher(needs: WatcherNeeds): { run(signal: AbortSignal): Promise<void> } {
  let looked: number | null = null
  return {
    async run(signal) {
      const now = needs.clock()
      if (looked !== null && Math.abs(now - looked) < (needs.restMs ?? REST_MS)) return
      if (needs.routes().some(wantsAlerts)) await look(needs, now, signal)
      looked = now
    },
  }
}

/** What is watched: each alignment, and each two of the states in any. */
export function subjectsOf(alignments: ReturnType<WatcherNeeds['alignments']>): readonly Subject[] {
  const states = [...new Set(alignments.flatMap((alignment) => alignment.states))].toSorted()
  const groups = alignments.map(({ id, label, colour }): Subject => ({ id: `alignment:${id}`, label, colour, of: { alignment: id } }))
  const pairs = states.flatMap((a, index) =>
    states.slice(index + 1).map((b): Subject => {
      const both = alignments.find((alignment) => alignment.states.includes(a) && alignment.states.includes(b))
      return { id: `pair:${a}-${b}`, label: `${countryName(a)} and ${countryName(b)}`, colour: both?.colour ?? null, of: { pair: [a, b] } }
    }),
  )
  return [...groups, ...pairs]
}

type News = { readonly subject: Subject; readonly days: DailyCounts; readonly judged: Judgement; readonly lastAt: number | null }

async function look(needs: WatcherNeeds, now: number, signal: AbortSignal): Promise<void> {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const told = [...(await needs.alerts.since(today - LOOKED_BACK_DAYS * DAY_MS))]
  const days = await daysOf(needs, now, today, signal)
  const news = days.flatMap(({ subject, days }): News[] => {
    const last = lastTold(told, subject.id, now)
    const judged = newsOf(days, last)
    return judged === null ? [] : [{ subject, days, judged, lastAt: last?.toldAt ?? null }]
  })
  for (const one of news.toSorted((a, b) => a.judged.chance - b.judged.chance)) {
    if (signal.aborted) return
    const done = await tell(needs, one, told, now, today)
    if (done === 'overtaken') return
    if (done !== null) told.push(done)
  }
}

const SPAN_DAYS = 2 * LOOKED_BACK_DAYS
const startsOf = (today: number): readonly number[] =>
  Array.from({ length: SPAN_DAYS }, (_, index) => today - (SPAN_DAYS - 1 - index) * DAY_MS)

async function sharesUpTo({ archive }: WatcherNeeds, now: number, today: number): Promise<readonly number[] | null> {
  const starts = startsOf(today)
  const [states, silences] = await Promise.all([archive.feeds(), archive.silences(starts[0] ?? 0)])
  return readShares(starts, { states, silences, now })
}

/** What is known by day of each subject. Before the first story of all there is nothing known: the store is younger, or forgets. */
async function daysOf(
  needs: WatcherNeeds,
  now: number,
  today: number,
  signal: AbortSignal,
): Promise<readonly { readonly subject: Subject; readonly days: DailyCounts }[]> {
  const shares = await sharesUpTo(needs, now, today)
  const found: { readonly subject: Subject; readonly counts: readonly number[] }[] = []
  for (const subject of subjectsOf(needs.alignments())) {
    if (signal.aborted) return []
    found.push({ subject, counts: await needs.archive.storiesByDay(subject.of, startsOf(today)[0] ?? today, today + DAY_MS) })
  }
  const firsts = found.map(({ counts }) => counts.findIndex((count) => count > 0)).filter((first) => first !== -1)
  const first = Math.min(...firsts)
  return found.map(({ subject, counts }) => ({
    subject,
    days: { counts, shares: counts.map((_, day) => (day < first ? 0 : (shares?.[day] ?? 1))) },
  }))
}

/** Stores the alert where a route is to have it; null where none is, or where it was told already of another subject. */
async function tell(
  needs: WatcherNeeds,
  { subject, days, judged, lastAt }: News,
  told: readonly ToldAlert[],
  now: number,
  today: number,
): Promise<ToldAlert | 'overtaken' | null> {
  const fromAt = today - (WEEK_DAYS - 1) * DAY_MS
  const briefs = await needs.archive.storiesOf(subject.of, fromAt, today + DAY_MS, MOST_STORIES)
  const lately = told.filter((one) => one.subject !== subject.id && now - one.toldAt < TOLD_FOR_MS)
  const known = new Set(lately.flatMap(({ storyIds }) => storyIds))
  if (2 * briefs.filter(({ storyId }) => known.has(storyId)).length > briefs.length) return null
  const routes = needs.routes().filter((route) => wantsAlerts(route) && briefs.some((brief) => routesFor(brief, [route]).length > 0))
  if (routes.length === 0) return null
  const alert = { subject: subject.id, toldAt: now, count: judged.count, storyIds: briefs.map(({ storyId }) => storyId) }
  const brief = await alertOf(needs, unusualOf(subject, days, judged, now, today), briefs, fromAt, now)
  const routeIds = routes.map(({ id }) => id)
  if (!(await needs.alerts.record(brief, alert, lastAt, routeIds))) return 'overtaken'
  needs.log.info({ subject: subject.id, stories: judged.count, chance: judged.chance, routes: routeIds }, 'told of unusual activity')
  return alert
}

/** What an alert says of its week, with the windows that its picture shows. */
function unusualOf(subject: Subject, days: DailyCounts, judged: Judgement, now: number, today: number): Unusual {
  const windows = windowsTo(days, days.counts.length - 1)
  const shown = windows.map(({ count, share }, back) => ({ startAt: today - (WEEK_DAYS * (back + 1) - 1) * DAY_MS, count, share }))
  const { id, label, colour } = subject
  return {
    subject: { id, label, colour },
    count: judged.count,
    usual: bandOf(judged.before),
    weeks: judged.before.length,
    chance: judged.chance,
    windows: shown.toReversed(),
    until: now,
  }
}

async function alertOf(needs: WatcherNeeds, unusual: Unusual, briefs: readonly Brief[], fromAt: number, toAt: number) {
  return digestOf({
    routeId: unusual.subject.id.replace(':', '-'),
    kind: 'unusual',
    fromAt,
    toAt,
    timeZone: needs.timeZone,
    watched: [unusual.subject.label],
    feeds: await feedsOver(needs, fromAt),
    unusual,
    briefs,
    known: new Set(),
  })
}
