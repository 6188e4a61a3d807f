import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import type { Migration } from '../migrate.ts'
import type { Database } from '../schema.ts'

/** The store as it was first released. */
export const migration0001: Migration = {
  number: 1,
  name: 'first',
  async up(db, engine) {
    await feeds(db)
    await items(db, engine)
    await stories(db, engine)
    await lookups(db)
    await deliveries(db, engine)
    await memory(db)
    await engine.textIndex.create(db)
  },
}

type Table = CreateTableBuilder<string, string>
type ColumnKind = 'text' | 'integer' | 'bigint' | 'real'

/** Columns that must be there; `bigint` holds a time. */
const needed = (table: Table, columns: Readonly<Record<string, ColumnKind>>): Table =>
  Object.entries(columns).reduce((made, [name, kind]) => made.addColumn(name, kind, (column) => column.notNull()) as Table, table)

const optional = (table: Table, columns: Readonly<Record<string, ColumnKind>>): Table =>
  Object.entries(columns).reduce((made, [name, kind]) => made.addColumn(name, kind) as Table, table)

const table = (db: Kysely<Database>, name: string): Table => db.schema.createTable(name) as Table

const keyed = (db: Kysely<Database>, name: string, key: string): Table =>
  table(db, name).addColumn(key, 'text', (column) => column.primaryKey().notNull()) as Table

async function feeds(db: Kysely<Database>): Promise<void> {
  const made = needed(keyed(db, 'feeds', 'feed_id'), { next_at: 'bigint', failures: 'integer', moved_count: 'integer' })
  await optional(made, {
    first_ok_at: 'bigint',
    last_ok_at: 'bigint',
    last_polled_at: 'bigint',
    last_item_at: 'bigint',
    last_kind: 'text',
    last_message: 'text',
    etag: 'text',
    last_modified: 'text',
    validators_at: 'bigint',
    body_hash: 'text',
    moved_to: 'text',
  }).execute()
  await db.schema.createIndex('feeds_due').on('feeds').columns(['next_at', 'feed_id']).execute()
}

async function items(db: Kysely<Database>, { longTexts }: Engine): Promise<void> {
  await needed(keyed(db, 'items', 'id'), {
    feed_id: 'text',
    guid: 'text',
    url: 'text',
    title: 'text',
    text: 'text',
    language: 'text',
    outlet: 'text',
    country: 'text',
    kind: 'text',
    bloc: 'text',
    published_at: 'bigint',
    first_seen_at: 'bigint',
    backfilled: 'integer',
  })
    .addColumn('assessed', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createIndex('items_to_assess')
    .on('items')
    .columns(['published_at', 'id'])
    .where(sql.ref('assessed'), '=', sql.lit(0))
    .execute()
  await longTexts(db.schema.createIndex('items_url').on('items').column('url')).execute()
  await needed(keyed(db, 'assessments', 'item_id'), {
    language: 'text',
    kept: 'integer',
    best_score: 'real',
    published_at: 'bigint',
    body: 'text',
  })
    .addForeignKeyConstraint('assessment_of', ['item_id'], 'items', ['id'])
    .execute()
  await db.schema.createIndex('assessments_kept').on('assessments').columns(['kept', 'published_at']).execute()
  await optional(needed(table(db, 'mentions'), { item_id: 'text', actor_id: 'text', alignment: 'text', published_at: 'bigint' }), {
    country: 'text',
  })
    .addPrimaryKeyConstraint('mentions_key', ['item_id', 'actor_id', 'alignment'])
    .addForeignKeyConstraint('mention_in', ['item_id'], 'items', ['id'])
    .execute()
  await db.schema.createIndex('mentions_actor').on('mentions').columns(['actor_id', 'published_at', 'alignment']).execute()
}

async function stories(db: Kysely<Database>, engine: Engine): Promise<void> {
  await needed(keyed(db, 'stories', 'id'), { revision: 'integer', opened_at: 'bigint', updated_at: 'bigint' }).execute()
  await db.schema.createIndex('stories_updated').on('stories').columns(['updated_at', 'id']).execute()
  const members = table(db, 'story_items').addColumn('seq', 'integer', engine.autoIncrement) as Table
  await needed(members, { story_id: 'text', item_id: 'text', published_at: 'bigint' })
    .addUniqueConstraint('story_items_once', ['item_id'])
    .addForeignKeyConstraint('member_of', ['story_id'], 'stories', ['id'])
    .addForeignKeyConstraint('member_item', ['item_id'], 'items', ['id'])
    .execute()
  await db.schema.createIndex('story_items_story').on('story_items').columns(['story_id', 'seq']).execute()
  await db.schema.createIndex('story_items_published').on('story_items').columns(['published_at']).execute()
  await needed(table(db, 'briefs'), { story_id: 'text', revision: 'integer', body: 'text' })
    .addPrimaryKeyConstraint('briefs_key', ['story_id', 'revision'])
    .addForeignKeyConstraint('brief_of', ['story_id'], 'stories', ['id'])
    .execute()
}

/** By what stories are looked up. */
async function lookups(db: Kysely<Database>): Promise<void> {
  for (const [name, column] of [
    ['story_alignments', 'alignment'],
    ['story_actors', 'actor_id'],
  ] as const) {
    await needed(table(db, name), { story_id: 'text', [column]: 'text', updated_at: 'bigint' })
      .addPrimaryKeyConstraint(`${name}_key`, ['story_id', column])
      .addForeignKeyConstraint(`${name}_of`, ['story_id'], 'stories', ['id'])
      .execute()
    await db.schema.createIndex(`${name}_newest`).on(name).columns([column, 'updated_at', 'story_id']).execute()
  }
  await needed(table(db, 'story_categories'), { story_id: 'text', category: 'text' })
    .addPrimaryKeyConstraint('story_categories_key', ['story_id', 'category'])
    .addForeignKeyConstraint('story_categories_of', ['story_id'], 'stories', ['id'])
    .execute()
}

async function deliveries(db: Kysely<Database>, engine: Engine): Promise<void> {
  const made = needed(table(db, 'deliveries').addColumn('id', 'integer', engine.autoIncrement) as Table, {
    story_id: 'text',
    revision: 'integer',
    route_id: 'text',
    state: 'text',
    open: 'integer',
    attempts: 'integer',
    looks: 'integer',
    due_at: 'bigint',
    created_at: 'bigint',
    touched_at: 'bigint',
  })
  await optional(made, { lease_until: 'bigint', settled_at: 'bigint', reason: 'text', receipt_channel: 'text', receipt_message: 'text' })
    .addUniqueConstraint('deliveries_once', ['story_id', 'route_id', 'revision'])
    .addForeignKeyConstraint('delivery_of', ['story_id', 'revision'], 'briefs', ['story_id', 'revision'])
    .execute()
  await db.schema.createIndex('deliveries_queue').on('deliveries').columns(['open', 'route_id', 'id']).execute()
  await db.schema.createIndex('deliveries_route').on('deliveries').columns(['route_id', 'id']).execute()
}

async function memory(db: Kysely<Database>): Promise<void> {
  await needed(keyed(db, 'stops', 'subject'), { reason: 'text', since: 'bigint', until: 'bigint', tries: 'integer' }).execute()
  await needed(keyed(db, 'notices', 'subject'), { text: 'text', told_at: 'bigint' }).execute()
  const posts = needed(table(db, 'local_posts'), {
    route_id: 'text',
    story_id: 'text',
    revision: 'integer',
    body: 'text',
    posted_at: 'bigint',
  })
  await optional(posts, { edited_at: 'bigint' }).addPrimaryKeyConstraint('local_posts_key', ['route_id', 'story_id']).execute()
  await db.schema.createIndex('local_posts_newest').on('local_posts').columns(['posted_at', 'story_id']).execute()
}
