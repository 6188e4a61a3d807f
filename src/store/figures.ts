import type { Kysely } from 'kysely'
import type { OutcomeKind } from '../domain/feed.ts'
import type { Figures } from '../domain/figures.ts'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

export const createFigures = ({ db, upkeep }: Pick<Engine, 'db' | 'upkeep'>): Figures => ({
  async answers() {
    await db.selectFrom('migrations').select('number').limit(1).execute()
  },

  async feeds() {
    const rows = await db.selectFrom('feeds').select(['feed_id', 'last_item_at', 'failures', 'last_kind']).execute()
    return rows.map((row) => ({
      feedId: row.feed_id,
      lastItemAt: row.last_item_at,
      failures: row.failures,
      lastKind: row.last_kind as OutcomeKind | null,
    }))
  },

  async toJudge() {
    const row = await db
      .selectFrom('items')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<number | null>('first_seen_at').as('oldest_at')])
      // A literal, so that the index of what is still to do serves.
      .where(({ eb, lit }) => eb('assessed', '=', lit(0)))
      .executeTakeFirstOrThrow()
    return { count: Number(row.count), oldestAt: row.oldest_at }
  },

  judged: (since, until, languages) => judged(db, since, until, languages),

  async reportTold(storyId, at) {
    const row = await db
      .selectFrom('story_items')
      .innerJoin('items', 'items.id', 'story_items.item_id')
      .select(['items.published_at', 'items.first_seen_at'])
      .where('story_items.story_id', '=', storyId)
      .where('items.first_seen_at', '<=', at)
      .orderBy('story_items.seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row === undefined ? null : { publishedAt: row.published_at, firstSeenAt: row.first_seen_at }
  },

  size: () => upkeep.size(),
})

/** Counted from an index alone: no assessment is read. */
async function judged(db: Db, since: number, until: number, languages: readonly string[]): ReturnType<Figures['judged']> {
  const rows = await db
    .selectFrom('assessments')
    .select(['kept', 'language'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('published_at', '>=', since)
    .where('published_at', '<', until)
    .groupBy(['kept', 'language'])
    .execute()
  const sum = (mine: typeof rows): number => mine.reduce((total, row) => total + Number(row.count), 0)
  return {
    kept: sum(rows.filter((row) => row.kept === 1)),
    dropped: sum(rows.filter((row) => row.kept !== 1)),
    unknownLanguage: sum(rows.filter((row) => !languages.includes(row.language))),
  }
}
