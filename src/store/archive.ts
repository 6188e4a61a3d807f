import type { Kysely } from 'kysely'
import type { Archive } from '../domain/archive.ts'
import { counterparts, mentionsByWeek } from './actors.ts'
import { dropped, near } from './dropped.ts'
import type { Engine } from './engine.ts'
import { createFeedStore } from './feeds.ts'
import { createHistory } from './history.ts'
import { ITEM_COLUMNS, toAssessment, toItem } from './items.ts'
import { latest } from './latest.ts'
import { createNetwork } from './network.ts'
import type { Database } from './schema.ts'
import { find } from './search.ts'
import { outlets, textsOf } from './sources.ts'
import { briefOf, reportsOf } from './stories.ts'
import { wordsOf } from './tokens.ts'

type Db = Kysely<Database>

export function createArchive(engine: Engine): Archive {
  const { db } = engine
  return {
    ...createHistory(db),
    ...createNetwork(db),
    latest: (filter) => latest(db, filter),

    async search(query, limit) {
      const words = wordsOf(query)
      return words.length === 0 ? [] : (await find(engine, { words }, { limit })).briefs
    },

    find: (search, page) => find(engine, search, page),
    outlets: (limit) => outlets(db, limit),
    texts: (storyIds) => textsOf(db, storyIds),

    async story(id) {
      const storyId = await storyIdOf(db, id)
      const brief = storyId === null ? null : await briefOf(db, storyId)
      return brief === null ? null : { brief, reports: await reportsOf(db, brief.storyId) }
    },

    item: (idOrUrl) => itemOf(db, idOrUrl),
    near: (limit) => near(db, limit),
    dropped: (page) => dropped(db, page),
    mentionsByWeek: (actorId, since, until) => mentionsByWeek(db, actorId, since, until),
    counterparts: (actorId, since, limit) => counterparts(db, actorId, since, limit),
    feeds: () => createFeedStore(engine).all(),
    counts: () => counts(db),
  }
}

/** The story that an id or its beginning means; what it turned out to be, where it was merged. */
async function storyIdOf(db: Db, prefix: string): Promise<string | null> {
  if (prefix === '') return null
  const rows = await db
    .selectFrom('stories')
    .select(['id', 'merged_into'])
    .where('id', '>=', prefix)
    .where('id', '<', `${prefix}\u{10ffff}`)
    .orderBy('id')
    .limit(2)
    .execute()
  const [first, second] = rows
  return first !== undefined && (second === undefined || first.id === prefix) ? (first.merged_into ?? first.id) : null
}

async function itemOf(db: Db, idOrUrl: string): ReturnType<Archive['item']> {
  const row = await db
    .selectFrom('items')
    .leftJoin('assessments', 'assessments.item_id', 'items.id')
    .leftJoin('story_items', 'story_items.item_id', 'items.id')
    .select(ITEM_COLUMNS)
    .select(['assessments.body', 'story_items.story_id'])
    .where((eb) => eb.or(idOrUrl === '' ? [] : [eb('items.id', '=', idOrUrl), eb('items.url', '=', idOrUrl)]))
    .orderBy('items.first_seen_at')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { item: toItem(row), assessment: row.body === null ? null : toAssessment(row.body), storyId: row.story_id }
}

async function counts(db: Db): ReturnType<Archive['counts']> {
  const of = (table: 'items' | 'stories') => db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count'))
  const [items, stories, kept] = await Promise.all([
    of('items').executeTakeFirstOrThrow(),
    of('stories').where('merged_into', 'is', null).executeTakeFirstOrThrow(),
    db
      .selectFrom('assessments')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('kept', '=', 1)
      .executeTakeFirstOrThrow(),
  ])
  return { items: Number(items.count), kept: Number(kept.count), stories: Number(stories.count) }
}
