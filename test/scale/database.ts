import pg from 'pg'
import { freshState } from '#src/feeds/poll-state.ts'
import { openStore } from '#src/store/store.ts'
import type { Stored } from './account.ts'
import { feedId, INTERVAL_MS } from './folder.ts'
import { parentOf } from './processes.ts'

/** The store from outside, beside whatever works on it. */
export type Database = {
  /** Lets every feed be due: `gapMs` after the one before. */
  plan(feeds: number, gapMs: number): Promise<void>
  counts(): Promise<Counts>
  stored(): Promise<Stored>
  load(): Promise<Load>
  /** The process id of the server, where it runs on this machine. */
  readonly server: number | null
  close(): Promise<void>
}

/** What is done, and what is not. */
export type Counts = {
  readonly items: number
  readonly judged: number
  /** Posts that wait or are on their way. */
  readonly open: number
}

/** What the database has done since it was made. Rows: those read by scans, and those written. */
export type Load = { readonly transactions: number; readonly rowsRead: number; readonly rowsWritten: number }

const COUNTS = `select (select count(*) from items) as items, (select count(*) from items where assessed = 1) as judged,
  (select count(*) from deliveries where open = 1) as open`
const LOAD = `select xact_commit + xact_rollback as transactions, tup_returned + tup_fetched as "rowsRead",
  tup_inserted + tup_updated + tup_deleted as "rowsWritten" from pg_stat_database where datname = current_database()`
const ITEMS = 'select guid, count(*) as times, min(assessed) as assessed from items group by feed_id, guid'
const DELIVERIES = 'select id, story_id as story, revision, route_id as route from deliveries'
const MERGED = 'select id, merged_into from stories where merged_into is not null'

/** Makes the store at an address, empty, and opens it. */
export async function openDatabase(url: string): Promise<Database> {
  const store = await openStore({ url, connections: 10, statementMs: 60_000, patienceMs: 10_000 })
  const client = new pg.Client({ connectionString: url, application_name: 'scale' })
  await client.connect()
  const rows = async <Row>(sql: string): Promise<readonly Row[]> => (await client.query(sql)).rows as Row[]
  const numbersOf = async <Row>(sql: string): Promise<Row> => {
    const [row = {}] = await rows<Record<string, string>>(sql)
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as Row
  }
  const [backend] = await rows<{ pid: number }>('select pg_backend_pid() as pid')
  return {
    server: parentOf(backend?.pid ?? 0),
    async plan(feeds, gapMs) {
      const now = Date.now()
      const of = (feed: number) => polledState(feed, now + feed * gapMs)
      for (let at = 0; at < feeds; at += 100)
        await Promise.all(Array.from({ length: Math.min(100, feeds - at) }, (_, step) => store.feeds.settle(of(at + step), [])))
    },
    counts: () => numbersOf<Counts>(COUNTS),
    load: () => numbersOf<Load>(LOAD),
    async stored() {
      const items = await rows<{ guid: string; times: string; assessed: number }>(ITEMS)
      const deliveries = await rows<{ id: string; story: string; revision: string; route: string }>(DELIVERIES)
      const merged = await rows<{ id: string; merged_into: string }>(MERGED)
      return {
        items: new Map(items.map(({ guid, times, assessed }) => [guid, { times: Number(times), judged: Number(assessed) === 1 }])),
        deliveries: deliveries.map((one) => ({ ...one, id: Number(one.id), revision: Number(one.revision) })),
        merged: new Map(merged.map(({ id, merged_into }) => [id, merged_into])),
      }
    },
    async close() {
      await client.end()
      await store.close()
    },
  }
}

/** A feed that was read an interval ago, when it had published nothing: what comes now is new, and is news. */
function polledState(feed: number, nextAt: number) {
  const lastAt = nextAt - INTERVAL_MS
  const known = { firstOkAt: lastAt, lastOkAt: lastAt, lastPolledAt: lastAt, lastKind: 'ok' as const, validatorsAt: lastAt }
  return { ...freshState(feedId(feed), nextAt), ...known, etag: '"0"' }
}
