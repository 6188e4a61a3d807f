import type { Kysely } from 'kysely'
import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import { counterparts, mentionsByWeek } from './actors.ts'
import { dropped, near } from './dropped.ts'
import type { Engine } from './engine.ts'
import { createFeedStore } from './feeds.ts'
import { createHistory } from './history.ts'
import { ITEM_COLUMNS, toAssessment, toItem } from './items.ts'
import type { Database } from './schema.ts'
import { briefOf, reportsOf, toBrief } from './stories.ts'
import { phrases } from './tokens.ts'

type Db = Kysely<Database>

export function createArchive(engine: Engine): Archive {
  const { db } = engine
  return {
    ...createHistory(db),
    latest: (filter) => latest(db, filter),

    async search(query, limit) {
      const sought = phrases(query)
      if (sought.length === 0) return []
      const briefs = await briefsOf(db, await engine.textIndex.find(db, sought, limit))
      return briefs.toSorted((a, b) => b.updatedAt - a.updatedAt)
    },

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
    feeds: () => createFeedStore(db).all(),
    counts: () => counts(db),
  }
}

type Filter = Parameters<Archive['latest']>[0]

/** Stories are found by one thing (the actor, else the alignment, else time), newest first by its index, and checked for the rest. */
async function latest(db: Db, filter: Filter): Promise<readonly Brief[]> {
  const rows = await (filter.actorId !== undefined
    ? ofActor(db, filter)
    : filter.alignment !== undefined
      ? ofAlignment(db, filter)
      : all(db, filter))
  return briefsOf(
    db,
    rows.map((row) => row.story_id),
  )
}

type Found = Promise<readonly { readonly story_id: string }[]>

const all = (db: Db, { since = 0, limit }: Filter): Found =>
  db
    .selectFrom('stories')
    .select('id as story_id')
    .where('merged_into', 'is', null)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

const ofAlignment = (db: Db, { alignment = '', since = 0, limit }: Filter): Found =>
  db
    .selectFrom('story_alignments')
    .select('story_id')
    .where('alignment', '=', alignment)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .orderBy('story_id', 'desc')
    .limit(limit)
    .execute()

function ofActor(db: Db, { actorId = '', alignment, since = 0, limit }: Filter): Found {
  const stories = db
    .selectFrom('story_actors as of')
    .select('of.story_id')
    .where('of.actor_id', '=', actorId)
    .where('of.updated_at', '>=', since)
  const kept =
    alignment === undefined
      ? stories
      : stories.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('story_alignments')
              .select('story_alignments.story_id')
              .whereRef('story_alignments.story_id', '=', 'of.story_id')
              .where('story_alignments.alignment', '=', alignment),
          ),
        )
  return kept.orderBy('of.updated_at', 'desc').orderBy('of.story_id', 'desc').limit(limit).execute()
}

/** Newest briefs in the order of the ids. */
async function briefsOf(db: Db, storyIds: readonly string[]): Promise<readonly Brief[]> {
  if (storyIds.length === 0) return []
  const rows = await db
    .selectFrom('stories')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .select(['stories.id', 'briefs.body'])
    .where('stories.id', 'in', storyIds)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row.body]))
  return storyIds.flatMap((id) => {
    const body = byId.get(id)
    return body === undefined ? [] : [toBrief(body)]
  })
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
