import type { CreateTableBuilder, Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import type { Migration } from '../migrate.ts'
import type { Database } from '../schema.ts'

/** Posts that stand for many stories: the outbox sends digests too, so that its rows no longer all belong to a story's brief. */
export const migration0007: Migration = {
  number: 7,
  name: 'digests',
  async up(db, engine) {
    await freeDeliveries(db, engine)
    await db.schema
      .createTable('digests')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('route_id', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('digest_runs')
      .addColumn('route_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .execute()
  },
}

const NEEDED = ['story_id', 'route_id', 'state'] as const
const COUNTS = ['revision', 'open', 'attempts', 'looks'] as const
const TIMES = ['due_at', 'created_at', 'touched_at'] as const
const COLUMNS = [
  ...['id', ...NEEDED, ...COUNTS, ...TIMES],
  ...['lease_until', 'settled_at', 'reason', 'receipt_channel', 'receipt_message'],
] as never[]

type Table = CreateTableBuilder<string, string>

/** Columns that must be there. */
const columns =
  (kind: 'text' | 'integer' | 'bigint', names: readonly string[]) =>
  (table: Table): Table =>
    names.reduce((made, name) => made.addColumn(name, kind, (column) => column.notNull()) as Table, table)

/** The same table without its constraint: neither engine's own way to drop one is the other's. */
async function freeDeliveries(db: Kysely<Database>, engine: Engine): Promise<void> {
  await db.schema.dropIndex('deliveries_queue').execute()
  await db.schema.dropIndex('deliveries_route').execute()
  await db.schema.alterTable('deliveries').renameTo('deliveries_before').execute()
  const table = db.schema.createTable('deliveries').addColumn('id', 'integer', engine.autoIncrement) as Table
  await [columns('text', NEEDED), columns('integer', COUNTS), columns('bigint', TIMES)]
    .reduce((made, add) => add(made), table)
    .addColumn('lease_until', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('receipt_channel', 'text')
    .addColumn('receipt_message', 'text')
    .addUniqueConstraint('deliveries_one_each', ['story_id', 'route_id', 'revision'])
    .execute()
  const before = db.selectFrom('deliveries_before' as 'deliveries')
  await db.insertInto('deliveries').columns(COLUMNS).expression(before.select(COLUMNS)).execute()
  await db.schema.dropTable('deliveries_before').execute()
  await db.schema.createIndex('deliveries_queue').on('deliveries').columns(['open', 'route_id', 'id']).execute()
  await db.schema.createIndex('deliveries_route').on('deliveries').columns(['route_id', 'id']).execute()
  await db.schema.createIndex('deliveries_settled').on('deliveries').columns(['route_id', 'settled_at']).execute()
}
