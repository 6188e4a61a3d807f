import type { Kysely } from 'kysely'
import { type Alerts, dayOf, type ToldAlert } from '../domain/alert.ts'
import type { DigestBrief } from '../domain/digest.ts'
import { insertDeliveries } from './deliveries.ts'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>

/** An alert is sent as digests are: its document stands among them, its deliveries in the outbox. */
export const createAlerts = ({ db, durably, alone }: Engine): Alerts => ({
  async since(at) {
    const rows = await db
      .selectFrom('alerts')
      .selectAll()
      .where('told_at', '>=', at)
      .orderBy('told_at', 'desc')
      .orderBy('subject')
      .execute()
    return rows.map((row) => ({
      subject: row.subject,
      toldAt: row.told_at,
      count: row.count,
      storyIds: JSON.parse(row.story_ids) as readonly string[],
    }))
  },
  record: (brief, told, last, routeIds) =>
    durably(async (tx) => {
      // With stories, whose deliveries are numbered in the order in which they can be seen: see `StoryStore.record`.
      await alone(tx, ['stories'])
      return record(tx, brief, told, last, routeIds)
    }),
})

async function record(
  tx: Tx,
  brief: DigestBrief,
  { subject, toldAt, count, storyIds }: ToldAlert,
  last: number | null,
  routeIds: readonly string[],
): Promise<boolean> {
  const row = { subject, day: dayOf(toldAt), told_at: toldAt, count, story_ids: JSON.stringify(storyIds) }
  // The row goes in first: whoever comes second waits for it, and finds it there.
  const { numInsertedOrUpdatedRows: added = 0n } = await tx
    .insertInto('alerts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added === 0n) return false
  const others = await tx
    .selectFrom('alerts')
    .select('told_at')
    .where('subject', '=', subject)
    .where('day', '!=', row.day)
    .where('told_at', '>', last ?? Number.MIN_SAFE_INTEGER)
    .limit(1)
    .execute()
  if (others.length > 0) {
    await tx.deleteFrom('alerts').where('subject', '=', subject).where('day', '=', row.day).execute()
    return false
  }
  const digest = { id: brief.storyId, route_id: '', made_at: toldAt, body: JSON.stringify(brief) }
  await tx.insertInto('digests').values(digest).execute()
  await insertDeliveries(
    tx,
    routeIds.map((routeId) => ({ storyId: brief.storyId, revision: brief.revision, routeId })),
    toldAt,
  )
  return true
}
