import { z } from 'zod'

/** What one benchmark printed. */
export type Figures = { readonly name: string; readonly figures: unknown }

/** A line of the table, in words: what is measured, ours, what a user would take instead, and what no program can pass. */
export type Row = { readonly what: string; readonly ours: string; readonly beside: string; readonly limit: string }

const Feeds = z.object({ rows: z.array(z.object({ parser: z.string(), mbPerSecond: z.number(), itemsPerSecond: z.number() })) })
const Classify = z.object({ perSecond: z.record(z.string(), z.number()) })
const Cluster = z.array(z.object({ what: z.string(), medianMs: z.number(), perSecond: z.number() }))
const Pipeline = z.object({
  perSecond: z.number(),
  storedPerSecond: z.number(),
  scriptPerSecond: z.number(),
  kept: z.number(),
  scriptPosts: z.number(),
})
const Poll = z.object({ feeds: z.number(), cpuShare: z.number(), peakMb: z.number(), overdue: z.number() })
const Timed = z.object({ what: z.string(), p50: z.number(), p99: z.number() })
const Lookups = z.object({ items: z.number(), rows: z.array(Timed), beside: z.array(Timed) })
const Deliver = z.array(z.object({ what: z.string(), share: z.number(), refused429: z.number(), requests: z.number() }))

const count = (value: number): string => Math.round(value).toLocaleString('en')
const ms = ({ p50, p99 }: { readonly p50: number; readonly p99: number }): string => `p50 ${p50} ms, p99 ${p99} ms`

function parsing(figures: unknown): readonly Row[] {
  const [ours, ...others] = Feeds.parse(figures).rows
  if (ours === undefined) return []
  const beside = others.map(({ parser, mbPerSecond }) => `${parser} ${mbPerSecond}`).join(', ')
  return [
    { what: 'parse feeds', ours: `${ours.mbPerSecond} MB/s, ${count(ours.itemsPerSecond)} items/s`, beside: `${beside} MB/s`, limit: '' },
  ]
}

function judging(figures: unknown): readonly Row[] {
  const entries = Object.entries(Classify.parse(figures).perSecond).map(([name, perSecond]) => ({ name, perSecond }))
  const ours = entries.at(-1)
  if (ours === undefined) return []
  const beside = entries.slice(0, -1).map(({ name, perSecond }) => `${name} ${count(perSecond)}`)
  return [{ what: 'match and assess', ours: `${count(ours.perSecond)} items/s`, beside: `${beside.join(', ')} items/s`, limit: '' }]
}

const clustering = (figures: unknown): readonly Row[] =>
  Cluster.parse(figures).map(({ what, medianMs, perSecond }) => ({
    what,
    ours: `median ${medianMs} ms, ${count(perSecond)}/s`,
    beside: '',
    limit: '',
  }))

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
  const { feeds, cpuShare, peakMb, overdue } = Poll.parse(figures)
  return [
    {
      what: `poll ${count(feeds)} feeds, 95 % unchanged`,
      ours: `${cpuShare} % of a core, ${peakMb} MB, ${overdue} overdue`,
      beside: 'published, not run here: RSS-to-Telegram-Bot, 6,000 feeds, load 0.2, 350 MB',
      limit: 'every five minutes',
    },
  ]
}

function lookingUp(figures: unknown): readonly Row[] {
  const { items, rows, beside } = Lookups.parse(figures)
  const others = beside.map((row) => `${row.what} ${ms(row)}`).join('; ')
  return rows.map((row) => ({
    what: `${row.what}, ${count(items)} items`,
    ours: ms(row),
    beside: row.what.startsWith('/search') && row === rows.find(({ what }) => what.startsWith('/search')) ? others : '',
    limit: '',
  }))
}

const delivering = (figures: unknown): readonly Row[] =>
  Deliver.parse(figures).map(({ what, share, refused429, requests }) => ({
    what: `deliver ${what}`,
    ours: `${Math.round(share * 10) / 10} % of the limit, ${Math.round((refused429 / requests) * 1000) / 10} % refused by 429`,
    beside: '',
    limit: 'the platform’s own rate',
  }))

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
