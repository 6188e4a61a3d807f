import { join, resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { loadConfig } from '../config.ts'
import { type Feed, type FeedOutcome, isHealthy } from '../domain/feed.ts'
import { createFetcher } from '../feeds/fetch.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import { type Polled, pollFeed } from '../feeds/poll-feed.ts'
import { freshState } from '../feeds/poll-state.ts'
import { addCapture } from './feeds-capture.ts'
import { addDiscover } from './feeds-discover.ts'
import { eachByHost } from './feeds-hosts.ts'
import type { Io, Verb } from './verb.ts'

type Checked = {
  readonly feed: Feed
  readonly outcome: FeedOutcome | null
  readonly items: number
  readonly newestAt: number | null
  readonly tookMs: number
}

/** Shorter than a poll's deadlines: a person is waiting. */
const CONNECT_TIMEOUT_MS = 5_000
const TOTAL_TIMEOUT_MS = 10_000

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 16).replace('T', ' '))

const skipped = (feed: Feed): Checked => ({ feed, outcome: null, items: 0, newestAt: null, tookMs: 0 })

/** What a row says of a feed that is not polled, read, or failed. */
function remark({ feed, outcome }: Checked): string {
  if (outcome === null) return `disabled: ${feed.disabledReason ?? 'no reason given'}`
  return outcome.message
}

const statusOf = ({ outcome }: Checked): string => (outcome === null ? 'disabled' : outcome.kind)

function table(rows: readonly Checked[]): string {
  const cells = rows.map((row) => [row.feed.id, statusOf(row), row.items === 0 ? '' : String(row.items), iso(row.newestAt), remark(row)])
  const head = ['feed', 'outcome', 'items', 'newest (UTC)', 'what']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((cell) => (column === 4 ? 0 : (cell[column]?.length ?? 0)))),
  )
  const line = (cell: readonly string[]) =>
    cell
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${[head, ...cells].map(line).join('\n')}\n`
}

function asJson(rows: readonly Checked[]): string {
  const feeds = rows.map((row) => ({
    id: row.feed.id,
    title: row.feed.title,
    url: row.feed.url,
    outcome: statusOf(row),
    healthy: row.outcome === null ? null : isHealthy(row.outcome.kind),
    items: row.items,
    newest: row.newestAt === null ? null : new Date(row.newestAt).toISOString(),
    tookMs: row.tookMs,
    message: remark(row),
  }))
  return `${JSON.stringify({ feeds, failed: rows.filter(isBad).length, checked: rows.filter((row) => row.outcome !== null).length })}\n`
}

const isBad = ({ outcome }: Checked): boolean => outcome !== null && !isHealthy(outcome.kind)

const newest = ({ items }: Polled): number | null => items.at(-1)?.publishedAt ?? null

type CheckOptions = { readonly json?: boolean; readonly config: string }

async function check(ids: readonly string[], options: CheckOptions, io: Io): Promise<void> {
  const { feeds, settings } = await loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
  const unknown = ids.filter((id) => !feeds.some((feed) => feed.id === id))
  if (unknown.length > 0) {
    io.stderr.write(`feeds check: no feed is called ${unknown.join(', ')}; the ids are in ${join(options.config, 'feeds.yaml')}\n`)
    io.exit(2)
    return
  }
  const wanted = ids.length === 0 ? feeds : feeds.filter((feed) => ids.includes(feed.id))
  const fetcher = createFetcher({ ...settings.poll, connectTimeoutMs: CONNECT_TIMEOUT_MS, totalTimeoutMs: TOTAL_TIMEOUT_MS })
  const pool = createParsePool()
  const deps = {
    fetch: fetcher.fetch,
    parse: pool.parse,
    outlets: () => undefined,
    backfillMs: settings.poll.backfillMs,
    clock: Date.now,
    random: Math.random,
  }
  const bar = io.interactive
    ? new SingleBar({ format: 'feeds {bar} {value}/{total}', stream: io.stderr as NodeJS.WriteStream, clearOnComplete: true })
    : null
  const checkOne = async (feed: Feed): Promise<Checked> => {
    const startedAt = Date.now()
    const polled = await pollFeed(feed, freshState(feed.id, startedAt), deps, io.signal)
    bar?.increment()
    return { feed, outcome: polled.outcome, items: polled.items.length, newestAt: newest(polled), tookMs: Date.now() - startedAt }
  }
  const enabled = wanted.filter((feed) => feed.enabled)
  bar?.start(enabled.length, 0)
  try {
    const checked = new Map((await eachByHost(enabled, checkOne)).map((row) => [row.feed.id, row]))
    bar?.stop()
    const rows = wanted.map((feed) => checked.get(feed.id) ?? skipped(feed))
    io.stdout.write(options.json === true ? asJson(rows) : table(rows))
    if (options.json !== true) io.stderr.write(summary(rows))
    if (rows.some(isBad)) io.exit(1)
  } finally {
    bar?.stop()
    await Promise.all([fetcher.close(), pool.close()])
  }
}

function summary(rows: readonly Checked[]): string {
  const failed = rows.filter(isBad).length
  const disabled = rows.filter((row) => row.outcome === null).length
  return `${rows.length - failed - disabled} of ${rows.length} feeds are well, ${failed} failed, ${disabled} disabled\n`
}

/** `feeds check`: asks every configured feed once and says in a line each how it is; `capture` and `discover` have files of their own. */
export const feeds: Verb = (program, io) => {
  const group = program.command('feeds').description('look after the configured feeds')
  group
    .command('check')
    .description('ask every configured feed once; exit 1 when any fails')
    .argument('[ids...]', 'only these feeds')
    .option('--json', 'one JSON object in place of the table')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action((ids: string[], options: CheckOptions) => check(ids, options, io))
  addCapture(group, io)
  addDiscover(group, io)
}
