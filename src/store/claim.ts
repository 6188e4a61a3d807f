import type { Kysely, Selectable } from 'kysely'
import type { ClaimedDelivery } from '../domain/delivery.ts'
import { type Document, documentsOf } from './claim-documents.ts'
import { MERGED, superseded, toDelivery, WITHDRAWN } from './deliveries.ts'
import { postsSince } from './digests.ts'
import type { Engine } from './engine.ts'
import type { Database, DeliveryRow } from './schema.ts'

type Tx = Kysely<Database>
type Row = Selectable<DeliveryRow>

/** A row changed further in the future than this shows that the clock was set back: then its waiting times mean nothing. */
const CLOCK_SLACK_MS = 60_000
/** Up to so many routes are looked up one by one: asking for all takes about as long as ten. */
const FEW_ROUTES = 8

export type Claim = {
  readonly now: number
  readonly limit: number
  readonly leaseMs: number
  readonly routeIds: readonly string[] | undefined
  readonly caps: ReadonlyMap<string, number> | undefined
  readonly onlyUnasked: boolean
  readonly targets: ReadonlyMap<string, string> | undefined
}

/** The first unsettled delivery of each route, where it is due, marked as claimed: see `Outbox.claim`. */
export async function claimDue(tx: Tx, claim: Claim, hold: Engine['hold']): Promise<readonly ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  const looked = new Set<number>()
  for (;;) {
    const first = await heads(tx, claim.routeIds)
    for (const row of first) if (isOfLater(row, claim.now)) await holdBack(tx, row, claim)
    const due = first.filter((row) => isDue(row, claim) && !looked.has(row.id)).toSorted((a, b) => a.id - b.id)
    let dropped = 0
    for (let at = 0; at < due.length && claimed.length < claim.limit; ) {
      const some = due.slice(at, at + claim.limit - claimed.length)
      at += some.length
      const held = await hold(tx, some.map(idOf))
      const ours = some.filter(({ id }) => held.has(id))
      const documentOf = await documentsOf(tx, ours)
      for (const { id } of some) looked.add(id)
      for (const row of ours) {
        const mine = await take(tx, row, documentOf(row), claim)
        if (mine === 'passed over') dropped += 1
        else if (mine !== null) claimed.push(mine)
      }
    }
    if (claimed.length >= claim.limit) return claimed
    // Behind what was dropped on a route, another delivery waits.
    if (dropped === 0) return claimed
  }
}

const idOf = ({ id }: Row): number => id

/** When the first of the routes' heads is due. */
export async function nextDue(db: Tx, routeIds: readonly string[] | undefined): Promise<number | null> {
  const times = (await heads(db, routeIds)).map((row) => (row.state === 'claimed' ? (row.lease_until ?? 0) : row.due_at))
  return times.length === 0 ? null : Math.min(...times)
}

/** The first open delivery of each route. */
async function heads(db: Tx, routeIds: readonly string[] | undefined): Promise<readonly Row[]> {
  if (routeIds !== undefined && routeIds.length <= FEW_ROUTES) return (await Promise.all(routeIds.map((id) => head(db, id)))).flat()
  const rows = await allHeads(db)
  if (routeIds === undefined) return rows
  const wanted = new Set(routeIds)
  return rows.filter((row) => wanted.has(row.route_id))
}

const head = (db: Tx, routeId: string): Promise<readonly Row[]> =>
  db.selectFrom('deliveries').selectAll().where('open', '=', 1).where('route_id', '=', routeId).orderBy('id').limit(1).execute()

/** Steps from route to route by the index, so that a long queue costs nothing. */
function allHeads(db: Tx): Promise<readonly Row[]> {
  const firsts = db
    .withRecursive('waiting(route_id)', (cte) =>
      cte
        .selectFrom('deliveries')
        .select(({ fn }) => fn.min<string | null>('route_id').as('route_id'))
        .where('open', '=', 1)
        .unionAll(
          cte
            .selectFrom('waiting')
            .select((eb) =>
              eb
                .selectFrom('deliveries as next')
                .select(({ fn }) => fn.min<string | null>('next.route_id').as('route_id'))
                .where('next.open', '=', 1)
                .whereRef('next.route_id', '>', 'waiting.route_id')
                .as('route_id'),
            )
            .where('waiting.route_id', 'is not', null),
        ),
    )
    .selectFrom('waiting')
    .innerJoin('deliveries', (join) =>
      join.on('deliveries.id', '=', (eb) =>
        eb
          .selectFrom('deliveries as first')
          .select(({ fn }) => fn.min('first.id').as('id'))
          .where('first.open', '=', 1)
          .whereRef('first.route_id', '=', 'waiting.route_id'),
      ),
    )
    .selectAll('deliveries')
  return firsts.execute()
}

/**
 * Where the clock was set back, nobody can tell how long ago a delivery was asked for: whoever claimed it may be sending it right now, and
 * it may be on its way. It has a whole lease from now.
 */
async function holdBack(tx: Tx, { id, state, attempts }: Row, { now, leaseMs }: Claim): Promise<void> {
  const until = now + leaseMs
  await tx
    .updateTable('deliveries')
    .set({ touched_at: now, due_at: until, lease_until: state === 'claimed' ? until : null })
    .where('id', '=', id)
    .where('state', '=', state)
    .where('attempts', '=', attempts)
    .execute()
}

const isOfLater = ({ state, touched_at }: Row, now: number): boolean => state !== 'pending' && touched_at > now + CLOCK_SLACK_MS

function isDue(row: Row, { now, onlyUnasked }: Claim): boolean {
  if (row.state === 'pending') return row.due_at <= now || row.touched_at > now + CLOCK_SLACK_MS
  if (onlyUnasked || isOfLater(row, now)) return false
  return row.state === 'claimed' ? (row.lease_until ?? 0) <= now : row.due_at <= now
}

/** Takes the row if it still is as it was read: of two processes, one does. */
async function take(tx: Tx, row: Row, { brief, previous }: Document, claim: Claim): Promise<ClaimedDelivery | 'passed over' | null> {
  const { now, leaseMs } = claim
  const wasUnknown = row.state !== 'pending'
  const looks = wasUnknown ? row.looks + 1 : 0
  // What may have been sent is looked for where that was.
  const target = wasUnknown ? row.target : (claim.targets?.get(row.route_id) ?? null)
  const change = { state: 'claimed', attempts: row.attempts + 1, looks, lease_until: now + leaseMs, touched_at: now, target }
  const { numUpdatedRows } = await tx
    .updateTable('deliveries')
    .set(change)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  const passed = await passedOver(tx, row, { brief, previous, wasUnknown }, claim)
  if (passed === null) return { ...toDelivery({ ...row, ...change }), brief, previous, wasUnknown, looks, target }
  await tx
    .updateTable('deliveries')
    .set({ ...passed, attempts: row.attempts })
    .where('id', '=', row.id)
    .execute()
  return 'passed over'
}

type Candidate = Pick<ClaimedDelivery, 'brief' | 'previous' | 'wasUnknown'>

const HOUR_MS = 3_600_000

/** What becomes of a row that is not to be sent now or ever; null where it is. */
async function passedOver(tx: Tx, row: Row, { brief, previous, wasUnknown }: Candidate, { now, caps }: Claim) {
  if (previous !== null || brief.digest !== undefined) return null
  if (brief.mergedInto !== undefined) return { ...superseded(now), reason: MERGED }
  if (brief.withdrawn) return { ...superseded(now), reason: WITHDRAWN }
  const cap = caps?.get(row.route_id)
  if (cap === undefined || wasUnknown || (await postsSince(tx, row.route_id, now - HOUR_MS, now + CLOCK_SLACK_MS)) < cap) return null
  return { state: 'gathered', open: 0, lease_until: null, touched_at: now, reason: `the route has had its ${cap} posts of the hour` }
}
