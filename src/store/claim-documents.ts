import { type Kysely, type Selectable, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { ClaimedDelivery, Receipt } from '../domain/delivery.ts'
import { toReceipt } from './deliveries.ts'
import type { Database, DeliveryRow } from './schema.ts'
import { toBrief } from './stories.ts'

type Tx = Kysely<Database>
type Row = Selectable<DeliveryRow>
export type Document = Pick<ClaimedDelivery, 'brief' | 'previous'>

/** Values in one statement stay well under SQLite's limit of 32,766. https://www.sqlite.org/limits.html#max_variable_number */
const CHUNK = 5_000

const nameOf = ({ story_id, revision }: Pick<Row, 'story_id' | 'revision'>): string => `${revision} ${story_id}`

/** For each row what is to be sent, and the message that an earlier revision of its story made on its route: asked for all at once. */
export async function documentsOf(tx: Tx, rows: readonly Row[]): Promise<(row: Row) => Document> {
  const bodies = new Map<string, Brief>()
  const previous = new Map<number, ClaimedDelivery['previous']>()
  for (let at = 0; at < rows.length; at += CHUNK) {
    const some = rows.slice(at, at + CHUNK)
    await readBriefs(tx, some, bodies)
    await readReceipts(tx, some, previous)
  }
  return (row) => {
    const brief = bodies.get(nameOf(row))
    if (brief === undefined) throw new Error(`there is nothing to send for the delivery ${row.id} (story ${row.story_id})`)
    return { brief, previous: previous.get(row.id) ?? null }
  }
}

/** A story's brief, or a digest: of many routes' deliveries most are of the same one. */
async function readBriefs(tx: Tx, rows: readonly Row[], bodies: Map<string, Brief>): Promise<void> {
  const wanted = [...new Map(rows.map((row) => [nameOf(row), row])).values()]
  const names = sql.join(wanted.map(({ story_id, revision }) => sql`(cast(${story_id} as text), cast(${revision} as integer))`))
  const briefs = await tx.selectFrom('briefs').selectAll().where(sql<boolean>`(story_id, revision) in (values ${names})`).execute()
  for (const row of briefs) bodies.set(nameOf(row), toBrief(row.body))
  const others = wanted.filter((row) => !bodies.has(nameOf(row)))
  if (others.length === 0) return
  const ids = others.map(({ story_id }) => story_id)
  const digests = await tx.selectFrom('digests').select(['id', 'body']).where('id', 'in', ids).execute()
  const byId = new Map(digests.map(({ id, body }) => [id, toBrief(body)]))
  for (const row of others) {
    const digest = byId.get(row.story_id)
    if (digest !== undefined) bodies.set(nameOf(row), digest)
  }
}

async function readReceipts(tx: Tx, rows: readonly Row[], previous: Map<number, ClaimedDelivery['previous']>): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const earlier = await tx
    .selectFrom('deliveries as mine')
    .innerJoin('deliveries as earlier', (join) =>
      join
        .onRef('earlier.story_id', '=', 'mine.story_id')
        .onRef('earlier.route_id', '=', 'mine.route_id')
        .onRef('earlier.revision', '<', 'mine.revision'),
    )
    .select(['mine.id', 'earlier.receipt_channel', 'earlier.receipt_message', 'earlier.target'])
    .where('mine.id', 'in', ids)
    .where('earlier.state', '=', 'sent')
    // The newest comes last, and stays.
    .orderBy('earlier.revision')
    .execute()
  for (const row of earlier) previous.set(row.id, placed(toReceipt(row), row.target))
}

/** A receipt that says which platform gave it, where that is known. */
const placed = (receipt: Receipt | null, target: string | null): Receipt | null =>
  receipt === null || target === null ? receipt : { ...receipt, platform: target.slice(0, target.indexOf(':')) }
