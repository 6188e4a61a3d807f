import pg from 'pg'
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

/** Feeds that were read an interval ago, when they had published nothing: what comes now is new, and is news. */
const PLAN = `insert into feeds (feed_id, next_at, first_ok_at, last_ok_at, last_polled_at, validators_at, failures, last_kind, etag, moved_count)
  select $5::text || n, due, due - $4, due - $4, due - $4, due - $4, 0, 'ok', '"0"', 0
  from (select n, $1::bigint + n * $2::bigint as due from generate_series(0, $3::int - 1) as n) as planned`

const COUNTS = `select (select count(*) from items) as items, (select count(*) from items where assessed = 1) as judged,
  (select count(*) from deliveries where open = 1) as open`
const LOAD = `select xact_commit + xact_rollback as transactions, tup_returned + tup_fetched as "rowsRead",
  tup_inserted + tup_updated + tup_deleted as "rowsWritten" from pg_stat_database where datname = current_database()`
const ITEMS = 'select guid, count(*) as times, min(assessed) as assessed from items group by feed_id, guid'
const DELIVERIES = 'select id, story_id as story, revision, route_id as route from deliveries'
const MERGED = 'select id, merged_into from stories where merged_into is not null'

/** Makes the store at an address, empty, and opens it. */
export async function openDatabase(url: string): Promise<Database> {
  await (await openStore({ url, connections: 2, statementMs: 60_000, patienceMs: 10_000 })).close()
  const client = new pg.Client({ connectionString: url, application_name: 'scale' })
  // A server that goes is told by the next question.
  client.on('error', () => {})
  await client.connect()
  const rows = async <Row>(sql: string): Promise<readonly Row[]> => (await client.query(sql)).rows as Row[]
  const numbersOf = async <Row>(sql: string): Promise<Row> => {
    const [row = {}] = await rows<Record<string, string>>(sql)
    return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as Row
  }
  const [backend] = await rows<{ pid: number }>('select pg_backend_pid() as pid')
  return {
    server: parentOf(backend?.pid ?? 0),
    plan: async (feeds, gapMs) => void (await client.query(PLAN, [Date.now(), gapMs, feeds, INTERVAL_MS, feedId('')])),
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
    close: () => client.end(),
  }
}
