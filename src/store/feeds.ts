import type { Kysely } from 'kysely'
import type { Feed, FeedState, FeedStore, OutcomeKind } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Engine } from './engine.ts'
import { insertNew } from './items.ts'
import type { Database, FeedRow } from './schema.ts'
import { endSilence } from './silences.ts'

/** Rows in one statement, well under SQLite's limit of 32,766 values. https://www.sqlite.org/limits.html#max_variable_number */
const CHUNK = 500

export const createFeedStore = ({ db, beside, alone }: Pick<Engine, 'db' | 'beside' | 'alone'>): FeedStore => ({
  async sync(feeds, nextAt) {
    const rows = feeds.map((feed) => freshRow(feed, nextAt(feed)))
    await beside(async (tx) => {
      for (let at = 0; at < rows.length; at += CHUNK) {
        await tx
          .insertInto('feeds')
          .values(rows.slice(at, at + CHUNK))
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      }
    })
  },

  async due(now, limit) {
    const rows = await db
      .selectFrom('feeds')
      .selectAll()
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .orderBy('feed_id')
      .limit(limit)
      .execute()
    return rows.map(toState)
  },

  all: async () => (await db.selectFrom('feeds').selectAll().orderBy('feed_id').execute()).map(toState),

  async find(feedId) {
    const row = await db.selectFrom('feeds').selectAll().where('feed_id', '=', feedId).executeTakeFirst()
    return row === undefined ? null : toState(row)
  },

  settle: (state, items) =>
    beside(async (tx) => {
      await alone(tx, publishers(items))
      await endSilence(tx, state)
      await putState(tx, state)
      return insertNew(tx, items)
    }),
})

/** Two feeds of one publisher may hold the same entry: they are stored one after the other. */
const publishers = (items: readonly Item[]): readonly string[] =>
  items.map(({ url, feedId }) => (URL.canParse(url) ? new URL(url).host : feedId))

async function putState(tx: Kysely<Database>, state: FeedState): Promise<void> {
  const row = toRow(state)
  await tx
    .insertInto('feeds')
    .values(row)
    .onConflict((conflict) => conflict.column('feed_id').doUpdateSet(row))
    .execute()
}

const freshRow = (feed: Feed, nextAt: number): FeedRow => ({
  feed_id: feed.id,
  next_at: nextAt,
  first_ok_at: null,
  last_ok_at: null,
  last_polled_at: null,
  last_item_at: null,
  failures: 0,
  last_kind: null,
  last_message: null,
  etag: null,
  last_modified: null,
  validators_at: null,
  body_hash: null,
  moved_to: null,
  moved_count: 0,
  poll_url: null,
  poll_url_of: null,
  rhythm_ms: null,
  longest_gap_ms: null,
  ttl_ms: null,
  url: null,
})

const toRow = (state: FeedState): FeedRow => ({
  feed_id: state.feedId,
  // A publisher may ask for a minute and a half.
  next_at: Math.ceil(state.nextAt),
  first_ok_at: state.firstOkAt,
  last_ok_at: state.lastOkAt,
  last_polled_at: state.lastPolledAt,
  last_item_at: state.lastItemAt,
  failures: state.failures,
  last_kind: state.lastKind,
  last_message: state.lastMessage,
  etag: state.etag,
  last_modified: state.lastModified,
  validators_at: state.validatorsAt,
  body_hash: state.bodyHash,
  moved_to: state.movedTo,
  moved_count: state.movedCount,
  poll_url: state.pollUrl,
  poll_url_of: state.pollUrlOf,
  rhythm_ms: state.rhythmMs,
  longest_gap_ms: state.longestGapMs,
  ttl_ms: state.ttlMs,
  url: state.url,
})

/** A feed's state as its row tells it. */
export const toState = (row: FeedRow): FeedState => ({
  feedId: row.feed_id,
  nextAt: row.next_at,
  firstOkAt: row.first_ok_at,
  lastOkAt: row.last_ok_at,
  lastPolledAt: row.last_polled_at,
  lastItemAt: row.last_item_at,
  failures: row.failures,
  lastKind: row.last_kind as OutcomeKind | null,
  lastMessage: row.last_message,
  etag: row.etag,
  lastModified: row.last_modified,
  validatorsAt: row.validators_at,
  bodyHash: row.body_hash,
  movedTo: row.moved_to,
  movedCount: row.moved_count,
  pollUrl: row.poll_url,
  pollUrlOf: row.poll_url_of,
  rhythmMs: row.rhythm_ms,
  longestGapMs: row.longest_gap_ms,
  ttlMs: row.ttl_ms,
  url: row.url,
})
