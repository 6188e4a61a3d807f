import type { Kysely } from 'kysely'
import type { DigestBrief, DigestRun, DigestSettles, Digests, Gathered } from '../domain/digest.ts'
import { insertDeliveries } from './deliveries.ts'
import type { Engine } from './engine.ts'
import type { Database, DigestRunRow } from './schema.ts'
import { toBrief } from './stories.ts'

type Tx = Kysely<Database>

export const createDigests = ({ db, durably }: Engine): Digests => ({
  async run(routeId) {
    const row = await db.selectFrom('digest_runs').selectAll().where('route_id', '=', routeId).executeTakeFirst()
    return row === undefined ? null : toRun(row)
  },
  plan: (run) => putRun(db, run),
  record: (brief, settles, now) => durably((tx) => record(tx, brief, settles, now)),
  gathered: (routeId) => gathered(db, routeId),
  async release(deliveryId, now) {
    await db
      .updateTable('deliveries')
      .set({ state: 'pending', open: 1, due_at: now, touched_at: now, reason: null })
      .where('id', '=', deliveryId)
      .where('state', '=', 'gathered')
      .execute()
  },
  postsSince: (routeId, since) => postsSince(db, routeId, since),
})

async function record(tx: Tx, brief: DigestBrief, settles: DigestSettles, now: number): Promise<boolean> {
  const { routeId, run, gathered: kept = [] } = settles
  if (run !== undefined && !(await isStill(tx, run.before))) return false
  if (!(await gatherUp(tx, kept, brief.storyId, now))) return false
  if (run !== undefined) await putRun(tx, run.after)
  const { numInsertedOrUpdatedRows: added = 0n } = await tx
    .insertInto('digests')
    .values({ id: brief.storyId, route_id: routeId, made_at: now, body: JSON.stringify(brief) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added === 0n) return false
  await insertDeliveries(tx, [{ storyId: brief.storyId, revision: brief.revision, routeId }], now)
  return true
}

async function isStill(tx: Tx, { routeId, nextAt, fromAt }: DigestRun): Promise<boolean> {
  const row = await tx.selectFrom('digest_runs').selectAll().where('route_id', '=', routeId).executeTakeFirst()
  return row !== undefined && row.next_at === nextAt && row.from_at === fromAt
}

/** What was gathered by another meanwhile is not told twice: then none is touched here. */
async function gatherUp(tx: Tx, kept: readonly Gathered[], digestId: string, now: number): Promise<boolean> {
  if (kept.length === 0) return true
  const ids = kept.map(({ deliveryId }) => deliveryId)
  const rows = tx.selectFrom('deliveries').select('id').where('id', 'in', ids).where('state', '=', 'gathered')
  if ((await rows.execute()).length !== ids.length) return false
  await tx
    .updateTable('deliveries')
    .set({ state: 'superseded', open: 0, settled_at: now, touched_at: now, reason: `told in ${digestId}` })
    .where('id', 'in', ids)
    .execute()
  return true
}

async function putRun(db: Tx, { routeId, schedule, fromAt, nextAt }: DigestRun): Promise<void> {
  const row = { schedule, from_at: fromAt, next_at: nextAt }
  await db
    .insertInto('digest_runs')
    .values({ route_id: routeId, ...row })
    .onConflict((conflict) => conflict.column('route_id').doUpdateSet(row))
    .execute()
}

async function gathered(db: Tx, routeId: string): Promise<readonly Gathered[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('briefs', (join) =>
      join.onRef('briefs.story_id', '=', 'deliveries.story_id').onRef('briefs.revision', '=', 'deliveries.revision'),
    )
    .select(['deliveries.id', 'deliveries.created_at', 'briefs.body'])
    .where('deliveries.route_id', '=', routeId)
    .where('deliveries.state', '=', 'gathered')
    .orderBy('deliveries.id')
    .execute()
  return rows.map((row) => ({ deliveryId: row.id, createdAt: row.created_at, brief: toBrief(row.body) }))
}

/** Edits are not counted: a revision of which an earlier one was sent is one. */
export async function postsSince(db: Tx, routeId: string, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries as post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('post.route_id', '=', routeId)
    .where('post.settled_at', '>', since)
    .where('post.state', '=', 'sent')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries as earlier')
            .select('earlier.id')
            .whereRef('earlier.story_id', '=', 'post.story_id')
            .whereRef('earlier.route_id', '=', 'post.route_id')
            .whereRef('earlier.revision', '<', 'post.revision')
            .where('earlier.state', '=', 'sent'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  const { waiting } = await db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.story_id')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('deliveries.route_id', '=', routeId)
    .where('deliveries.open', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count) + Number(waiting)
}

const toRun = (row: DigestRunRow): DigestRun => ({
  routeId: row.route_id,
  schedule: row.schedule,
  fromAt: row.from_at,
  nextAt: row.next_at,
})
