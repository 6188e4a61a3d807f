import type { CreateTableBuilder, Kysely } from 'kysely'
import { putActs } from '../acts.ts'
import type { Engine } from '../engine.ts'
import { countMentions } from '../mentions.ts'
import type { Migration } from '../migrate.ts'
import type { Database } from '../schema.ts'
import { searchable } from '../searchable.ts'
import { putSources } from '../sources.ts'
import { toBrief } from '../stories.ts'
import { putText } from '../texts.ts'

/**
 * Look-ups that stay quick in a store of many years: acts by pair and by week, mentions counted by week, stories by language, and texts
 * numbered by when their story was first told, with what it is narrowed by. Filled anew from what the store has.
 */
export const migration0016: Migration = {
  number: 16,
  name: 'lookups',
  async up(db, engine) {
    await mergedStories(db)
    await actTables(db)
    await mentionWeeks(db)
    await sources(db)
    await texts(db, engine)
    await countMentions(db)
    await fillStories(db, engine)
  },
}

/** Nearly all stories are not merged: an index of those too would be taken for the quick way to them, and all of them be sorted. */
async function mergedStories(db: Kysely<Database>): Promise<void> {
  await db.schema.dropIndex('stories_merged').execute()
  await db.schema.createIndex('stories_merged').on('stories').column('merged_into').where('merged_into', 'is not', null).execute()
}

type Table = CreateTableBuilder<string, string>

const needed = (name: string, db: Kysely<Database>, columns: Readonly<Record<string, 'text' | 'integer' | 'bigint'>>): Table =>
  Object.entries(columns).reduce(
    (made, [column, kind]) => made.addColumn(column, kind, (each) => each.notNull()) as Table,
    db.schema.createTable(name) as Table,
  )

const ACT = { story_id: 'text', number: 'integer', category: 'text', at: 'bigint', week: 'integer' } as const

/** By what acts are looked up: the table with its own columns. */
const ACTS_BY = { story_acts: [], act_states: ['state'], act_pairs: ['first', 'second'], act_alignments: ['alignment'] } as const

/** Each with an index for counting by week, and one for the latest; both hold all that is asked of them. */
async function actTables(db: Kysely<Database>): Promise<void> {
  await db.schema.dropTable('act_states').execute()
  await db.schema.dropTable('story_acts').execute()
  for (const [name, own] of Object.entries(ACTS_BY)) {
    await needed(name, db, { ...ACT, ...Object.fromEntries(own.map((column) => [column, 'text'])) })
      .addPrimaryKeyConstraint(`${name}_key`, ['story_id', 'number', ...own])
      .addForeignKeyConstraint(`${name}_of`, ['story_id'], 'stories', ['id'])
      .execute()
    await db.schema
      .createIndex(`${name}_weekly`)
      .on(name)
      .columns([...own, 'week', 'category', 'at', 'story_id'])
      .execute()
    await db.schema
      .createIndex(`${name}_dated`)
      .on(name)
      .columns([...own, 'at', 'story_id', 'number'])
      .execute()
  }
}

async function mentionWeeks(db: Kysely<Database>): Promise<void> {
  await needed('mention_weeks', db, { actor_id: 'text', week: 'integer', alignment: 'text', count: 'integer' })
    .addPrimaryKeyConstraint('mention_weeks_key', ['actor_id', 'week', 'alignment'])
    .execute()
}

async function sources(db: Kysely<Database>): Promise<void> {
  await needed('story_languages', db, { story_id: 'text', language: 'text', updated_at: 'bigint' })
    .addPrimaryKeyConstraint('story_languages_key', ['story_id', 'language'])
    .addForeignKeyConstraint('story_languages_of', ['story_id'], 'stories', ['id'])
    .execute()
  await db.schema.createIndex('story_languages_newest').on('story_languages').columns(['language', 'updated_at', 'story_id']).execute()
  await needed('outlets', db, { name: 'text', told_at: 'bigint' }).addPrimaryKeyConstraint('outlets_key', ['name']).execute()
}

async function texts(db: Kysely<Database>, engine: Engine): Promise<void> {
  await db.schema.dropTable('story_docs').ifExists().execute()
  await needed('story_docs', db, { doc: 'bigint', story_id: 'text' })
    .addPrimaryKeyConstraint('story_docs_key', ['doc'])
    .addUniqueConstraint('story_docs_once', ['story_id'])
    .execute()
  await engine.textIndex.create(db)
}

/** So many briefs are read at one time: a store may hold more than memory. */
const PAGE = 500

async function fillStories(db: Kysely<Database>, engine: Engine): Promise<void> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('stories')
      .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
      .select(['stories.id', 'briefs.body'])
      .where('stories.merged_into', 'is', null)
      .where('stories.id', '>', after)
      .orderBy('stories.id')
      .limit(PAGE)
      .execute()
    for (const { body } of rows) {
      const brief = toBrief(body)
      await putActs(db, brief)
      await putSources(db, brief)
      if (!brief.withdrawn) await putText(db, engine, brief, await searchable(db, brief))
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
