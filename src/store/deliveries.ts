import type { Kysely, Selectable } from 'kysely'
import { assertNever } from '../domain/assert-never.ts'
import type { Brief } from '../domain/brief.ts'
import type { Delivery, DeliveryState, NewDelivery, Outbox, Receipt, SendResult } from '../domain/delivery.ts'
import { claimDue, nextDue } from './claim.ts'
import type { Engine } from './engine.ts'
import type { Database, DeliveryRow } from './schema.ts'

type Tx = Kysely<Database>

/** Claims are durable before anything is sent: a claim that a power cut took back would be sent again, unlooked for. */
export const createOutbox = ({ db, durably, hold, kept }: Engine): Outbox => ({
  claim: (now, limit, leaseMs, routeIds, caps, onlyUnasked = false, targets) =>
    durably((tx) => claimDue(tx, { now, limit, leaseMs, routeIds, caps, onlyUnasked, targets }, hold)),
  aim: ({ id }, target) => durably((tx) => tx.updateTable('deliveries').set({ target }).where('id', '=', id).execute()).then(() => {}),
  settle: ({ id, attempts, looks }, result, now, nextAt) => durably((tx) => settle(tx, { id, attempts, looks, kept }, result, now, nextAt)),
  dropRoute: (routeId, reason, now) => durably((tx) => dropRoute(tx, routeId, reason, now)),
  nextDueAt: (routeIds) => nextDue(db, routeIds),

  async list({ storyId, routeId, limit }) {
    let query = db.selectFrom('deliveries').selectAll().orderBy('id', 'desc').limit(limit)
    if (storyId !== undefined) query = query.where('story_id', '=', storyId)
    if (routeId !== undefined) query = query.where('route_id', '=', routeId)
    return (await query.execute()).map(toDelivery)
  },

  async waiting() {
    const rows = await db
      .selectFrom('deliveries')
      .select(({ fn }) => ['route_id', fn.countAll<number>().as('count'), fn.min('created_at').as('oldest_at')])
      .where('open', '=', 1)
      .groupBy('route_id')
      .orderBy('route_id')
      .execute()
    return rows.map((row) => ({ routeId: row.route_id, count: Number(row.count), oldestAt: row.oldest_at }))
  },
})

/** Rows in one statement, well under SQLite's limit of 32,766 values. https://www.sqlite.org/limits.html#max_variable_number */
const CHUNK = 500

/** Outbox rows for a story's revision; one that is there already is left alone. What older revisions had not sent is skipped. */
export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[], now: number): Promise<void> {
  for (let at = 0; at < deliveries.length; at += CHUNK) await insertChunk(tx, deliveries.slice(at, at + CHUNK), now)
}

async function insertChunk(tx: Tx, deliveries: readonly NewDelivery[], now: number): Promise<void> {
  const times = { due_at: now, created_at: now, touched_at: now }
  await tx
    .insertInto('deliveries')
    .values(deliveries.map((row) => ({ ...FRESH, ...times, story_id: row.storyId, revision: row.revision, route_id: row.routeId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // One outcome has one story and one revision.
  const { storyId = '', revision = 0 } = deliveries[0] ?? {}
  await tx
    .updateTable('deliveries')
    .set(superseded(now))
    .where('story_id', '=', storyId)
    .where(
      'route_id',
      'in',
      deliveries.map((row) => row.routeId),
    )
    .where('revision', '<', revision)
    .where('state', 'in', ['pending', 'gathered'])
    .execute()
}

/**
 * The posts of a story that is told otherwise now, or turned out to be another one, are corrected wherever one stands or may stand;
 * what had not begun to be sent is not sent any more.
 */
export async function correctPosts(
  tx: Tx,
  { storyId, revision }: Pick<Brief, 'storyId' | 'revision'>,
  now: number,
  reason = NEWER,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ ...superseded(now), reason })
    .where('story_id', '=', storyId)
    .where('state', 'in', ['pending', 'gathered'])
    .execute()
  const sent = await tx
    .selectFrom('deliveries')
    .select('route_id')
    .distinct()
    .where('story_id', '=', storyId)
    .where('state', 'in', ['sent', 'claimed', 'unknown'])
    .orderBy('route_id')
    .execute()
  if (sent.length > 0)
    await insertDeliveries(
      tx,
      sent.map((row) => ({ storyId, revision, routeId: row.route_id })),
      now,
    )
}

const NEWER = 'a newer revision takes its place'
export const WITHDRAWN = 'no report stands for it any more'
export const MERGED = 'its story turned out to be another one'

const FRESH = {
  state: 'pending',
  open: 1,
  attempts: 0,
  looks: 0,
  lease_until: null,
  settled_at: null,
  reason: null,
  receipt_channel: null,
  receipt_message: null,
  target: null,
} as const

export const superseded = (now: number) =>
  ({
    state: 'superseded',
    open: 0,
    lease_until: null,
    settled_at: now,
    touched_at: now,
    reason: NEWER,
  }) as const

async function dropRoute(tx: Tx, routeId: string, reason: string, now: number): Promise<number> {
  const over = { ...superseded(now), reason }
  const of = tx.updateTable('deliveries').where('route_id', '=', routeId)
  const waiting = await of.set(over).where('state', 'in', ['pending', 'gathered']).executeTakeFirst()
  const unknown = await of
    .set({ ...over, state: 'rejected' })
    .where(({ or, and, eb }) => or([eb('state', '=', 'unknown'), and([eb('state', '=', 'claimed'), eb('lease_until', '<=', now)])]))
    .executeTakeFirst()
  return Number(waiting.numUpdatedRows + unknown.numUpdatedRows)
}

type Holder = {
  readonly id: number
  readonly attempts: number | undefined
  readonly looks: number | undefined
  readonly kept: Engine['kept']
}

async function settle(tx: Tx, holder: Holder, result: SendResult, now: number, nextAt: number): Promise<void> {
  const row = await holder.kept(tx.selectFrom('deliveries').selectAll().where('id', '=', holder.id)).executeTakeFirst()
  if (row === undefined || row.state === 'sent') return
  const isLate = row.state !== 'claimed' || (holder.attempts !== undefined && holder.attempts !== row.attempts)
  if (isLate && result.kind !== 'sent') return
  await tx
    .updateTable('deliveries')
    .set(await settled(tx, row, result, { now, nextAt, looks: holder.looks ?? row.looks }))
    .where('id', '=', row.id)
    .execute()
}

type Change = Partial<Omit<Selectable<DeliveryRow>, 'id'>>

type Settling = { readonly now: number; readonly nextAt: number; readonly looks: number }

async function settled(tx: Tx, row: Selectable<DeliveryRow>, result: SendResult, { now, nextAt, looks }: Settling): Promise<Change> {
  const common = { lease_until: null, touched_at: now }
  // A platform may ask for 1.3 seconds, and a row holds whole milliseconds.
  const waits = { ...common, open: 1, due_at: Math.ceil(nextAt), settled_at: null, looks }
  switch (result.kind) {
    case 'sent':
      return { ...common, state: 'sent', open: 0, settled_at: now, reason: null, ...receiptColumns(result.receipt) }
    case 'unknown':
      return { ...waits, state: 'unknown', reason: result.reason }
    case 'rejected':
      if (result.scope === 'delivery') return { ...common, state: 'rejected', open: 0, settled_at: now, reason: result.reason }
      // Where it cannot even be asked, nothing was looked at.
      return pending(tx, row, { ...waits, looks: Math.max(0, looks - 1), reason: result.reason }, now)
    case 'retry':
      return pending(tx, row, { ...waits, reason: result.reason }, now)
    default:
      return assertNever(result)
  }
}

/**
 * Surely not posted this time: it waits, unless a newer revision was recorded meanwhile. What was handed out to be looked for may still
 * stand there, unseen: it is looked for again, and a newer revision, which has another key, does not take its place.
 */
async function pending(tx: Tx, row: Selectable<DeliveryRow>, waits: Change, now: number): Promise<Change> {
  if (row.looks > 0) return { ...waits, state: 'unknown' }
  const newer = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('story_id', '=', row.story_id)
    .where('route_id', '=', row.route_id)
    .where('revision', '>', row.revision)
    .limit(1)
    .executeTakeFirst()
  return newer === undefined ? { ...waits, state: 'pending' } : superseded(now)
}

const receiptColumns = (receipt: Receipt) => ({ receipt_channel: receipt.channel, receipt_message: receipt.messageId })

export const toReceipt = (row: Pick<DeliveryRow, 'receipt_channel' | 'receipt_message'>): Receipt | null =>
  row.receipt_message === null ? null : { channel: row.receipt_channel ?? '', messageId: row.receipt_message }

export const toDelivery = (row: Selectable<DeliveryRow>): Delivery => ({
  id: row.id,
  storyId: row.story_id,
  revision: row.revision,
  routeId: row.route_id,
  state: row.state as DeliveryState,
  attempts: row.attempts,
  dueAt: row.due_at,
  createdAt: row.created_at,
  settledAt: row.settled_at,
  reason: row.reason,
  receipt: toReceipt(row),
})
