import { z } from 'zod'

/** What one benchmark printed. */
export type Figures = { readonly name: string; readonly figures: unknown }

/** A line of the table, in words: what is measured, ours, what a user would take instead, and what no program can pass. */
export type Row = { readonly what: string; readonly ours: string; readonly beside: string; readonly limit: string }

const Feeds = z.object({
  rows: z.array(z.object({ parser: z.string(), mbPerSecond: z.number(), itemsPerSecond: z.number() })),
  decodingMbPerSecond: z.number(),
})
const Classify = z.object({ perSecond: z.record(z.string(), z.number()), mbPerSecond: z.record(z.string(), z.number()) })
const stands = z.literal('beside').optional()
const Cluster = z.array(z.object({ what: z.string(), medianMs: z.number(), perSecond: z.number(), stands }))
const Pipeline = z.object({
  perSecond: z.number(),
  storedPerSecond: z.number(),
  scriptPerSecond: z.number(),
  kept: z.number(),
  scriptPosts: z.number(),
})
const Poll = z.object({ feeds: z.number(), cpuShare: z.number(), bareShare: z.number(), peakMb: z.number(), overdue: z.number() })
const Timed = z.object({ what: z.string(), p50: z.number(), p99: z.number() })
const Lookups = z.object({ items: z.number(), rows: z.array(Timed), byKey: Timed, beside: z.array(Timed) })
const Deliver = z.array(z.object({ what: z.string(), share: z.number(), refused429: z.number(), requests: z.number(), stands }))

const count = (value: number): string => Math.round(value).toLocaleString('en')
const ms = ({ p50, p99 }: { readonly p50: number; readonly p99: number }): string => `p50 ${p50} ms, p99 ${p99} ms`

function parsing(figures: unknown): readonly Row[] {
  const { rows, decodingMbPerSecond } = Feeds.parse(figures)
  const [ours, ...others] = rows
  if (ours === undefined) return []
  const beside = others.map(({ parser, mbPerSecond }) => `${parser} ${mbPerSecond}`).join(', ')
  const limit = `decoding alone ${count(decodingMbPerSecond)} MB/s`
  return [{ what: 'parse feeds', ours: `${ours.mbPerSecond} MB/s, ${count(ours.itemsPerSecond)} items/s`, beside: `${beside} MB/s`, limit }]
}

/** The benchmark names ours last; what it looks for by itself stands before. */
function judging(figures: unknown): readonly Row[] {
  const { perSecond, mbPerSecond } = Classify.parse(figures)
  const { 'our matcher': ours = 0, 'each character once': limit = 0, ...others } = mbPerSecond
  const finders = Object.entries(others).map(([name, speed]) => `${name} ${speed}`)
  const assessing = Object.entries(perSecond).map(([name, speed]) => ({ name, speed }))
  const whole = assessing.at(-1)?.speed ?? 0
  const beside = assessing.slice(0, -1).map(({ name, speed }) => `${name} ${count(speed)}`)
  return [
    { what: 'match names', ours: `${ours} MB/s`, beside: `${finders.join(', ')} MB/s`, limit: `each character once ${count(limit)} MB/s` },
    { what: 'assess', ours: `${count(whole)} items/s`, beside: `${beside.join(', ')} items/s`, limit: 'finding the names, as above' },
  ]
}

/** What stands beside a line follows it. */
function clustering(figures: unknown): readonly Row[] {
  const all = Cluster.parse(figures)
  const told = ({ medianMs, perSecond }: (typeof all)[number]): string => `median ${medianMs} ms, ${count(perSecond)}/s`
  return all.flatMap((one, index) => {
    if (one.stands !== undefined) return []
    const next = all[index + 1]
    const beside = next?.stands === undefined ? '' : `${next.what} ${told(next)}`
    return [{ what: one.what, ours: told(one), beside, limit: '' }]
  })
}

function wholeWay(figures: unknown): readonly Row[] {
  const { perSecond, storedPerSecond, scriptPerSecond, kept, scriptPosts } = Pipeline.parse(figures)
  return [
    {
      what: 'stored item → outbox',
      ours: `${count(perSecond)} items/s, ${count(kept)} kept`,
      beside: `Map and includes ${count(scriptPerSecond)} items/s, ${count(scriptPosts)} posts`,
      limit: `storing alone ${count(storedPerSecond)} items/s`,
    },
  ]
}

function polling(figures: unknown): readonly Row[] {
  const { feeds, cpuShare, bareShare, peakMb, overdue } = Poll.parse(figures)
  return [
    {
      what: `poll ${count(feeds)} feeds every five minutes, 95 % unchanged`,
      ours: `${cpuShare} % of a core, ${peakMb} MB, ${overdue} overdue`,
      beside: 'published, not run here: RSS-to-Telegram-Bot, 6,000 feeds, load 0.2, 350 MB',
      limit: `the requests alone ${bareShare} % of a core`,
    },
  ]
}

function lookingUp(figures: unknown): readonly Row[] {
  const { items, rows, byKey, beside } = Lookups.parse(figures)
  const others = beside.map((row) => `${row.what} ${ms(row)}`).join('; ')
  const searching = rows.find(({ what }) => what.startsWith('/search'))
  return rows.map((row) => ({
    what: `${row.what}, ${count(items)} items`,
    ours: ms(row),
    beside: row === searching ? others : '',
    limit: row === rows[0] ? `one story by its key ${ms(byKey)}` : '',
  }))
}

function delivering(figures: unknown): readonly Row[] {
  const all = Deliver.parse(figures)
  const told = ({ share, refused429, requests }: (typeof all)[number]): string =>
    `${Math.round(share * 10) / 10} % of the limit, ${Math.round((refused429 / requests) * 1000) / 10} % refused by 429`
  return all.flatMap((one, index) => {
    if (one.stands !== undefined) return []
    const next = all[index + 1]
    const beside = next?.stands === undefined ? '' : `${next.what} ${told(next)}`
    return [{ what: `deliver ${one.what}`, ours: told(one), beside, limit: 'the platform’s own rate' }]
  })
}

const READ: Readonly<Record<string, (figures: unknown) => readonly Row[]>> = {
  feeds: parsing,
  classify: judging,
  cluster: clustering,
  pipeline: wholeWay,
  poll: polling,
  lookups: lookingUp,
  deliver: delivering,
}

/** The table of what the benchmarks printed. Throws where one printed other figures than it used to. */
export const tableOf = (all: readonly Figures[]): readonly Row[] =>
  all.flatMap(({ name, figures }) => {
    const read = READ[name]
    if (read === undefined) throw new Error(`nobody reads the figures of the benchmark ${name}`)
    return read(figures)
  })
