import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Item } from '../domain/item.ts'
import { sameness } from './items.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>

type Identified = Pick<Item, 'id' | 'url' | 'title' | 'feedId' | 'publishedAt'>

/** That a feed still lists an old entry is noted again only when it was last noted longer ago than this. */
const NOTE_AGAIN_MS = 7 * 86_400_000

const hashOf = (item: Identified): string => createHash('sha256').update(sameness(item)).digest('base64url').slice(0, 22)

/** Lets the items go, but for what they are known by. What else refers to them must be gone already. */
export async function forgetItems(tx: Tx, items: readonly Identified[], now: number): Promise<void> {
  if (items.length === 0) return
  const rows = items.map((item) => ({ id: item.id, sameness: hashOf(item), feed_id: item.feedId, listed_at: now }))
  await tx
    .insertInto('forgotten_items')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ listed_at: now }))
    .execute()
  const ids = items.map(({ id }) => id)
  await tx.deleteFrom('items').where('id', 'in', ids).execute()
}

/** Ids of those that were let go before: they are no news. That their feed still lists them is noted. */
export async function listedAgain(tx: Tx, items: readonly Item[]): Promise<ReadonlySet<string>> {
  if (items.length === 0) return new Set()
  const hashes = new Map(items.map((item) => [item.id, hashOf(item)]))
  const ids = [...hashes.keys()]
  const columns = ['id', 'sameness', 'listed_at'] as const
  const byId = await tx.selectFrom('forgotten_items').select(columns).where('id', 'in', ids).execute()
  const bySameness = await tx
    .selectFrom('forgotten_items')
    .select(columns)
    .where('sameness', 'in', [...hashes.values()])
    .execute()
  const now = Math.max(...items.map(({ firstSeenAt }) => firstSeenAt))
  const stale = [...byId, ...bySameness].filter((row) => row.listed_at < now - NOTE_AGAIN_MS).map((row) => row.id)
  if (stale.length > 0) await tx.updateTable('forgotten_items').set({ listed_at: now }).where('id', 'in', stale).execute()
  const known = new Set(byId.map((row) => row.id))
  const same = new Set(bySameness.map((row) => row.sameness))
  return new Set(ids.filter((id) => known.has(id) || same.has(hashes.get(id) ?? '')))
}
