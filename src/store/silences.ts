import type { Kysely } from 'kysely'
import type { FeedState } from '../domain/feed.ts'
import { SILENCE_MS, type Silence } from '../domain/history.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

/** Notes a silence that a good answer has just ended; to be called before the new state is put. */
export async function endSilence(tx: Db, { feedId, lastOkAt }: Pick<FeedState, 'feedId' | 'lastOkAt'>): Promise<void> {
  if (lastOkAt === null) return
  const before = await tx.selectFrom('feeds').select('last_ok_at').where('feed_id', '=', feedId).executeTakeFirst()
  const from = before?.last_ok_at ?? null
  if (from === null || lastOkAt - from < SILENCE_MS) return
  await tx
    .insertInto('feed_silences')
    .values({ feed_id: feedId, from_at: from, to_at: lastOkAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Silences that ended after a moment, oldest first. */
export async function silences(db: Db, since: number): Promise<readonly Silence[]> {
  const rows = await db.selectFrom('feed_silences').selectAll().where('to_at', '>', since).orderBy('from_at').orderBy('feed_id').execute()
  return rows.map((row) => ({ feedId: row.feed_id, fromAt: row.from_at, toAt: row.to_at }))
}
