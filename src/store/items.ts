import type { Kysely, Selectable } from 'kysely'
import type { Assessment } from '../domain/assessment.ts'
import type { FeedKind } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import { listedAgain } from './forgotten.ts'
import type { Database, ItemRow } from './schema.ts'
import { noteWordings } from './wordings.ts'

const CHUNK = 100

/** Stores the items not yet known and answers them, in the order given. Of those known, what their publisher changed is noted. */
export async function insertNew(tx: Kysely<Database>, items: readonly Item[]): Promise<readonly Item[]> {
  const seen = new Set<string>()
  const fresh: Item[] = []
  for (let at = 0; at < items.length; at += CHUNK) {
    const chunk = items.slice(at, at + CHUNK)
    const { same, current } = await knownOf(tx, chunk)
    const gone = await listedAgain(
      tx,
      chunk.filter((item) => !current.has(item.id)),
    )
    const unknown = chunk.filter(
      (item) => !seen.has(item.id) && !current.has(item.id) && !same.has(sameness(item)) && !gone.has(item.id) && note(seen, item),
    )
    if (unknown.length > 0) await tx.insertInto('items').values(unknown.map(toItemRow)).execute()
    await noteWordings(tx, firstOfEach(chunk), current)
    fresh.push(...unknown)
  }
  return fresh
}

const firstOfEach = (items: readonly Item[]): readonly Item[] =>
  [...Map.groupBy(items, ({ id }) => id).values()].flatMap(([first]) => first ?? [])

/**
 * One outlet's entry that stands in several of its feeds, or whose guid changed, is one item: same address and same title. The
 * address alone is not enough: some feeds give every entry the address of the front page. Without an address it is one feed's
 * entry of the same title and moment.
 */
export const sameness = ({ url, title, feedId, publishedAt }: Pick<Item, 'url' | 'title' | 'feedId' | 'publishedAt'>): string =>
  url === '' ? `${feedId} ${publishedAt} ${title}` : `${url} ${title}`

/** Of one document, entries without an address are told apart by their ids. */
function note(seen: Set<string>, item: Item): boolean {
  const key = item.url === '' ? item.id : sameness(item)
  const isNew = !seen.has(key)
  seen.add(item.id).add(key)
  return isNew
}

type Known = {
  /** What would be the same item under another id. */
  readonly same: ReadonlySet<string>
  /** The rows of the items whose ids are known. */
  readonly current: ReadonlyMap<string, { readonly title: string; readonly text: string; readonly newest_revision: number }>
}

async function knownOf(tx: Kysely<Database>, items: readonly Item[]): Promise<Known> {
  const ids = items.map((item) => item.id)
  const urls = items.flatMap((item) => (item.url === '' ? [] : [item.url]))
  const bare = items.filter((item) => item.url === '')
  const byId = await tx.selectFrom('items').select(['id', 'title', 'text', 'newest_revision']).where('id', 'in', ids).execute()
  const columns = ['url', 'title', 'feed_id as feedId', 'published_at as publishedAt'] as const
  const byUrl = urls.length === 0 ? [] : await tx.selectFrom('items').select(columns).where('url', 'in', urls).execute()
  const byDate =
    bare.length === 0
      ? []
      : await tx
          .selectFrom('items')
          .select(columns)
          .where('url', '=', '')
          .where('feed_id', 'in', [...new Set(bare.map(({ feedId }) => feedId))])
          .where(
            'published_at',
            'in',
            bare.map(({ publishedAt }) => publishedAt),
          )
          .execute()
  return { same: new Set([...byUrl, ...byDate].map(sameness)), current: new Map(byId.map((row) => [row.id, row])) }
}

/** What the store itself knows of an item. */
type Own = 'assessed' | 'revision' | 'newest_revision'

export const toItemRow = (item: Item): Omit<Selectable<ItemRow>, Own> => ({
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
  authors: JSON.stringify(item.authors ?? []),
  categories: JSON.stringify(item.categories ?? []),
})

export const toItem = (row: Omit<Selectable<ItemRow>, Exclude<Own, 'revision'>>): Item => ({
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
  ...(row.revision === 0 ? {} : { revision: row.revision }),
  ...byline(row),
})

/** Lists stored as JSON; nothing where they are empty, as with most. */
const byline = ({ authors, categories }: Pick<Selectable<ItemRow>, 'authors' | 'categories'>): Pick<Item, 'authors' | 'categories'> => ({
  ...(authors === '[]' ? {} : { authors: JSON.parse(authors) as readonly string[] }),
  ...(categories === '[]' ? {} : { categories: JSON.parse(categories) as readonly string[] }),
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
  'items.revision',
  'items.authors',
  'items.categories',
] as const

export const toAssessment = (body: string): Assessment => JSON.parse(body) as Assessment
