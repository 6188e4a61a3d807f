import type { Kysely, Selectable } from 'kysely'
import type { Assessment } from '../domain/assessment.ts'
import type { FeedKind } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Database, ItemRow } from './schema.ts'

const CHUNK = 100

/** Stores the items not yet known and answers them, in the order given. */
export async function insertNew(tx: Kysely<Database>, items: readonly Item[]): Promise<readonly Item[]> {
  const seen = new Set<string>()
  const fresh: Item[] = []
  for (let at = 0; at < items.length; at += CHUNK) {
    const chunk = items.slice(at, at + CHUNK)
    const known = await knownOf(tx, chunk)
    const unknown = chunk.filter((item) => ![item.id, sameness(item)].some((key) => known.has(key) || seen.has(key)) && note(seen, item))
    if (unknown.length > 0) await tx.insertInto('items').values(unknown.map(toItemRow)).execute()
    fresh.push(...unknown)
  }
  return fresh
}

/**
 * One outlet's entry that stands in several of its feeds, or whose guid changed, is one item: same address and same title. The
 * address alone is not enough: some feeds give every entry the address of the front page.
 */
const sameness = (item: Pick<Item, 'id' | 'url' | 'title'>): string => (item.url === '' ? item.id : `${item.url} ${item.title}`)

function note(seen: Set<string>, item: Item): boolean {
  const isNew = !seen.has(item.id) && !seen.has(sameness(item))
  seen.add(item.id).add(sameness(item))
  return isNew
}

async function knownOf(tx: Kysely<Database>, items: readonly Item[]): Promise<ReadonlySet<string>> {
  const ids = items.map((item) => item.id)
  const urls = items.flatMap((item) => (item.url === '' ? [] : [item.url]))
  const byId = ids.length === 0 ? [] : await tx.selectFrom('items').select(['id']).where('id', 'in', ids).execute()
  const byUrl = urls.length === 0 ? [] : await tx.selectFrom('items').select(['id', 'url', 'title']).where('url', 'in', urls).execute()
  return new Set([...byId.map((row) => row.id), ...byUrl.map(sameness)])
}

export const toItemRow = (item: Item): Omit<Selectable<ItemRow>, 'assessed'> => ({
  id: item.id,
  feed_id: item.feedId,
  guid: item.guid,
  url: item.url,
  title: item.title,
  text: item.text,
  language: item.language,
  outlet: item.source.outlet,
  country: item.source.country,
  kind: item.source.kind,
  bloc: item.source.bloc,
  published_at: item.publishedAt,
  first_seen_at: item.firstSeenAt,
  backfilled: item.backfilled ? 1 : 0,
})

export const toItem = (row: Omit<Selectable<ItemRow>, 'assessed'>): Item => ({
  id: row.id,
  feedId: row.feed_id,
  guid: row.guid,
  url: row.url,
  title: row.title,
  text: row.text,
  language: row.language,
  source: { outlet: row.outlet, country: row.country, kind: row.kind as FeedKind, bloc: row.bloc },
  publishedAt: row.published_at,
  firstSeenAt: row.first_seen_at,
  backfilled: row.backfilled === 1,
})

/** What `toItem` needs, for queries that join. */
export const ITEM_COLUMNS = [
  'items.id',
  'items.feed_id',
  'items.guid',
  'items.url',
  'items.title',
  'items.text',
  'items.language',
  'items.outlet',
  'items.country',
  'items.kind',
  'items.bloc',
  'items.published_at',
  'items.first_seen_at',
  'items.backfilled',
] as const

export const toAssessment = (body: string): Assessment => JSON.parse(body) as Assessment
