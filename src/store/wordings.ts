import type { Kysely } from 'kysely'
import type { Item } from '../domain/item.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>

/** A publisher that changes an item more often than this is not followed any further. */
const MOST = 12
/** A wording that was replaced comes back from a cache or a trial of headlines: within this time it is no change. */
const AGAIN_MS = 24 * 3_600_000

type Wording = { readonly title: string; readonly text: string }

const plain = ({ title, text }: Wording): string => `${title}\n${text}`.replace(/\s+/gu, ' ').trim()

/**
 * Notes what a publisher has changed in items that are known by their ids: each new wording is kept beside the old ones and judged
 * anew. `current` are the rows as they stand.
 */
export async function noteWordings(
  tx: Tx,
  items: readonly Item[],
  current: ReadonlyMap<string, Wording & { readonly newest_revision: number }>,
) {
  for (const item of items) {
    const row = current.get(item.id)
    if (row !== undefined && (row.newest_revision > 0 || plain(row) !== plain(item))) await noteWording(tx, item, row)
  }
}

async function noteWording(tx: Tx, item: Item, row: Wording): Promise<void> {
  const known = await tx.selectFrom('item_wordings').selectAll().where('item_id', '=', item.id).orderBy('number').execute()
  const newest = known.at(-1) ?? row
  if (plain(newest) === plain(item) || known.length > MOST) return
  const wanted = plain(item)
  const replaced = known.findLastIndex((wording) => plain(wording) === wanted)
  const replacedAt = known[replaced + 1]?.seen_at
  if (replaced >= 0 && replacedAt !== undefined && item.firstSeenAt - replacedAt < AGAIN_MS) return
  if (known.length === 0) await keep(tx, item.id, 0, row, item.firstSeenAt)
  const number = Math.max(1, known.length)
  await keep(tx, item.id, number, item, item.firstSeenAt)
  await tx.updateTable('items').set({ newest_revision: number, assessed: 0 }).where('id', '=', item.id).execute()
}

const keep = (tx: Tx, item_id: string, number: number, { title, text }: Wording, seen_at: number) =>
  tx.insertInto('item_wordings').values({ item_id, number, title, text, seen_at }).execute()

/** The items in the wording that is to be judged: the newest, where the publisher has changed it since. */
export async function inNewestWording(db: Tx, rows: readonly { readonly item: Item; readonly newest: number }[]): Promise<readonly Item[]> {
  const changed = rows.filter(({ item, newest }) => newest > (item.revision ?? 0))
  if (changed.length === 0) return rows.map(({ item }) => item)
  const wordings = await db
    .selectFrom('item_wordings')
    .selectAll()
    .where(
      'item_id',
      'in',
      changed.map(({ item }) => item.id),
    )
    .execute()
  return rows.map(({ item, newest }) => {
    const wording = wordings.find(({ item_id, number }) => item_id === item.id && number === newest)
    return wording === undefined ? item : { ...item, title: wording.title, text: wording.text, revision: newest }
  })
}
