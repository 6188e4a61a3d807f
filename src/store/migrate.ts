import type { Kysely } from 'kysely'
import type { Clock } from '../domain/clock.ts'
import type { Engine } from './engine.ts'
import { migration0001 } from './migrations/0001-first.ts'
import { migration0002 } from './migrations/0002-feedback.ts'
import { migration0003 } from './migrations/0003-merged-stories.ts'
import { migration0004 } from './migrations/0004-feed-rhythm.ts'
import { migration0005 } from './migrations/0005-wordings.ts'
import { migration0006 } from './migrations/0006-model.ts'
import { migration0007 } from './migrations/0007-digests.ts'
import { migration0010 } from './migrations/0010-reviews.ts'
import { migration0011 } from './migrations/0011-recorded.ts'
import { migration0012 } from './migrations/0012-history.ts'
import { migration0013 } from './migrations/0013-bylines.ts'
import { migration0014 } from './migrations/0014-changes.ts'
import { migration0015 } from './migrations/0015-alerts.ts'
import { migration0016 } from './migrations/0016-lookups.ts'
import { migration0017 } from './migrations/0017-keeping.ts'
import { migration0018 } from './migrations/0018-ttl.ts'
import { migration0019 } from './migrations/0019-companions.ts'
import { migration0020 } from './migrations/0020-feed-address.ts'
import { migration0021 } from './migrations/0021-sharing.ts'
import { migration0023 } from './migrations/0023-delivery-target.ts'
import { migration0024 } from './migrations/0024-edited-posts.ts'
import { migration0025 } from './migrations/0025-overtaken.ts'
import type { Database } from './schema.ts'
import { storeError } from './store-error.ts'

/**
 * One step of the store's shape. A step that has been released is never changed: a later one mends it; nor may what it calls of the
 * rest of the store ever come to need what a later step makes.
 */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly up: (db: Kysely<Database>, engine: Engine) => Promise<void>
}

export const MIGRATIONS: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
  migration0020,
  migration0021,
  migration0023,
  migration0024,
  migration0025,
]

/** Which shape of the store this program makes. */
export const NEWEST_MIGRATION = MIGRATIONS.at(-1)?.number ?? 0

/** Stands among the steps of a store that is being copied into: no program, not even an older one, takes it for whole. */
export const HALF_COPIED = 1_000_000

/**
 * Brings a store to this program's shape: every step that it has not had, by their numbers, each in a transaction of its own. Killed in
 * the middle, a step is as if it had never begun. Refuses a store that has had a step which this program does not know: it is of a newer
 * version. Two processes that start at once do each step once.
 */
export async function migrate(engine: Engine, now: Clock, steps: readonly Migration[] = MIGRATIONS): Promise<void> {
  const { missing } = await missingSteps(engine, steps)
  for (const step of missing.toSorted((a, b) => a.number - b.number)) await apply(engine, step, now())
}

/** How a store's shape, by the numbers of the steps that it has had, stands to this program's. Empty: it is still to be made. */
export function shapeOf(had: readonly number[]): 'empty' | 'as-ours' | 'older' | 'newer' | 'half-copied' {
  const known = new Set(MIGRATIONS.map(({ number }) => number))
  if (had.includes(HALF_COPIED)) return 'half-copied'
  if (had.some((number) => !known.has(number))) return 'newer'
  if (had.length === 0) return 'empty'
  return had.length < known.size ? 'older' : 'as-ours'
}

/** Which steps a store has had, and which it lacks. Refuses as `migrate` does. */
export async function missingSteps(
  engine: Engine,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<{ readonly had: ReadonlySet<number>; readonly missing: readonly Migration[] }> {
  await engine.transaction((tx) =>
    tx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute(),
  )
  const had = new Set((await engine.db.selectFrom('migrations').select('number').execute()).map((row) => row.number))
  if (had.has(HALF_COPIED)) throw storeError('half-copied', engine.place)
  const known = new Set(steps.map(({ number }) => number))
  if ([...had].some((number) => !known.has(number))) throw storeError('newer', engine.place)
  return { had, missing: steps.filter(({ number }) => !had.has(number)) }
}

/** The number goes in first: whoever comes second finds it there and does nothing. */
async function apply(engine: Engine, step: Migration, now: number): Promise<void> {
  await engine.transaction(async (tx) => {
    const { numInsertedOrUpdatedRows: added = 0n } = await tx
      .insertInto('migrations')
      .values({ number: step.number, name: step.name, applied_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added > 0n) await step.up(tx, engine)
  })
}
