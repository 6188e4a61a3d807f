import { type Kysely, sql } from 'kysely'
import {
  type Changed,
  type DigestBrief,
  type DigestRun,
  type DigestSettles,
  type Digests,
  type Gathered,
  isDigest,
} from '../domain/digest.ts'
import { insertDeliveries } from './deliveries.ts'
import type { Engine } from './engine.ts'
import type { Database, DigestRunRow } from './schema.ts'
import { toBrief } from './stories.ts'

type Tx = Kysely<Database>

export const createDigests = ({ db, durably, alone }: Engine): Digests => ({
  async run(routeId) {
    const row = await db.selectFrom('digest_runs').selectAll().where('route_id', '=', routeId).executeTakeFirst()
    return row === undefined ? null : toRun(row)
  },
  async find(id) {
    const row = await db.selectFrom('digests').select('body').where('id', '=', id).executeTakeFirst()
    const brief = row === undefined ? null : toBrief(row.body)
    return brief !== null && isDigest(brief) ? brief : null
  },
  plan: (run) => putRun(db, run),
  record: (brief, settles, now) =>
    durably(async (tx) => {
      // With stories, whose deliveries are numbered in the order in which they can be seen: see `StoryStore.record`.
      await alone(tx, ['stories'])
      return record(tx, Array.isArray(brief) ? brief : [brief], settles, now)
    }),
  changed: (routeId, fromAt, untilAt, limit) => changed(db, routeId, fromAt, untilAt, limit),
  gathered: (routeId) => gathered(db, routeId),
  waiting: () => waiting(db),
  async release(deliveryId, now) {
    await db
      .updateTable('deliveries')
      .set({ state: 'pending', open: 1, due_at: now, touched_at: now, reason: null })
      .where('id', '=', deliveryId)
      .where('state', '=', 'gathered')
      .execute()
  },
  postsSince: (routeId, since, until) => postsSince(db, routeId, since, until),
})

async function record(tx: Tx, parts: readonly DigestBrief[], settles: DigestSettles, now: number): Promise<boolean> {
  const { routeId, run, gathered: kept = [] } = settles
  const [first] = parts
  if (run !== undefined && !(await isStill(tx, run.before))) return false
  if (!(await areKept(tx, kept))) return false
  if (first !== undefined) {
    const rows = parts.map((brief) => ({ id: brief.storyId, route_id: routeId, made_at: now, body: JSON.stringify(brief) }))
    const { numInsertedOrUpdatedRows: added = 0n } = await tx
      .insertInto('digests')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    // Only now is anything settled: what a digest that was there already does not tell must not count as told.
    if (added === 0n) return false
  }
  if (run !== undefined) await putRun(tx, run.after)
  if (first !== undefined) await gatherUp(tx, kept, first.storyId, now)
  for (const { storyId, revision } of parts) await insertDeliveries(tx, [{ storyId, revision, routeId }], now)
  return true
}

async function isStill(tx: Tx, { routeId, nextAt, fromAt }: DigestRun): Promise<boolean> {
  const row = await tx.selectFrom('digest_runs').selectAll().where('route_id', '=', routeId).executeTakeFirst()
  return row !== undefined && row.next_at === nextAt && row.from_at === fromAt
}

const idsOf = (kept: readonly Gathered[]): readonly number[] => kept.map(({ deliveryId }) => deliveryId)

/** Whether all of them still wait: what was gathered up by another meanwhile is not told twice. */
async function areKept(tx: Tx, kept: readonly Gathered[]): Promise<boolean> {
  if (kept.length === 0) return true
  const rows = await tx.selectFrom('deliveries').select('id').where('id', 'in', idsOf(kept)).where('state', '=', 'gathered').execute()
  return rows.length === kept.length
}

/** Why a delivery that a cap kept back is not sent any more: the digest's id follows. */
const TOLD_IN = 'told in '

async function gatherUp(tx: Tx, kept: readonly Gathered[], digestId: string, now: number): Promise<void> {
  if (kept.length === 0) return
  await tx
    .updateTable('deliveries')
    .set({ state: 'superseded', open: 0, settled_at: now, touched_at: now, reason: `${TOLD_IN}${digestId}` })
    .where('id', 'in', idsOf(kept))
    .execute()
}

async function putRun(db: Tx, { routeId, schedule, fromAt, nextAt }: DigestRun): Promise<void> {
  const row = { schedule, from_at: fromAt, next_at: nextAt }
  await db
    .insertInto('digest_runs')
    .values({ route_id: routeId, ...row })
    .onConflict((conflict) => conflict.column('route_id').doUpdateSet(row))
    .execute()
}

async function changed(db: Tx, routeId: string, fromAt: number, untilAt: number, limit: number): Promise<readonly Changed[]> {
  const rows = await db
    .selectFrom('stories')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .leftJoin('deliveries', (join) =>
      join
        .onRef('deliveries.story_id', '=', 'stories.id')
        .onRef('deliveries.revision', '=', 'stories.revision')
        .on('deliveries.route_id', '=', routeId)
        .on(({ or, eb }) =>
          or([eb('deliveries.state', 'not in', ['rejected', 'superseded']), eb('deliveries.reason', 'like', `${TOLD_IN}%`)]),
        ),
    )
    .select(['stories.first_recorded_at', 'briefs.body', 'deliveries.id as delivery_id'])
    .where('stories.merged_into', 'is', null)
    .where('stories.recorded_at', '>=', fromAt)
    .where('stories.recorded_at', '<', untilAt)
    .orderBy('stories.recorded_at', 'desc')
    .orderBy('stories.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    brief: toBrief(row.body),
    isKnown: (row.first_recorded_at ?? fromAt) < fromAt,
    isPosted: row.delivery_id !== null,
  }))
}

async function gathered(db: Tx, routeId: string): Promise<readonly Gathered[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('briefs', (join) =>
      join.onRef('briefs.story_id', '=', 'deliveries.story_id').onRef('briefs.revision', '=', 'deliveries.revision'),
    )
    .select(['deliveries.id', 'deliveries.created_at', 'briefs.body'])
    .where('deliveries.route_id', '=', routeId)
    // A literal, so that the index of what is kept back serves.
    .where('deliveries.state', '=', sql.lit('gathered'))
    .orderBy('deliveries.id')
    .execute()
  return rows.map((row) => ({ deliveryId: row.id, createdAt: row.created_at, brief: toBrief(row.body) }))
}

async function waiting(db: Tx): ReturnType<Digests['waiting']> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['route_id', fn.countAll<number>().as('count'), fn.min('created_at').as('oldest_at')])
    .where('state', '=', sql.lit('gathered'))
    .groupBy('route_id')
    .orderBy('route_id')
    .execute()
  return rows.map((row) => ({ routeId: row.route_id, count: Number(row.count), oldestAt: row.oldest_at }))
}

/** Edits are not counted: a revision of which an earlier one was sent is one. */
export async function postsSince(db: Tx, routeId: string, since: number, until = Number.MAX_SAFE_INTEGER): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries as post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('post.route_id', '=', routeId)
    .where('post.settled_at', '>', since)
    .where('post.settled_at', '<=', until)
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
