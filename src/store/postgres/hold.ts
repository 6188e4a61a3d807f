import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, type Kysely } from 'kysely'
import type pg from 'pg'
import type { Log } from '../../domain/log.ts'
import { BOT, OURS } from '../advisory.ts'
import type { Hold, Holding } from '../hold.ts'
import { StoreError } from '../store-error.ts'
import { placeOf } from './engine.ts'
import { keepLocks, openPatiently, openSession, type SessionOptions } from './session.ts'

export type PostgresHoldOptions = SessionOptions

/** The server may need a moment to see that the connection of a bot that was killed is gone. */
const GRACE_MS = 1_000
const GRACE_STEP_MS = 50
const GOODBYE_MS = 1_000

/**
 * Takes a Postgres store for one bot, or for one process of those that share it, by an advisory lock on a connection of its own. Lost with
 * the server, it is taken again when the server is back. Throws a `StoreError` where another has it, or the server cannot be reached.
 */
export async function holdPostgres(options: PostgresHoldOptions, log: Log, holding: Holding = 'alone'): Promise<Hold> {
  const place = placeOf(options.url)
  const name = `alignment-watch ${randomUUID()}`
  const open = () => openSession(options, name, (client) => asked(client, holding))
  const first = await openPatiently(open, place, options.patienceMs ?? 0)
  if (first.refused !== null) {
    await first.end()
    throw new StoreError('taken', TAKEN[holding][first.refused](place))
  }
  const stopping = new AbortController()
  const lost = Promise.withResolvers<StoreError>()
  const keeping = keepLocks(first, open, {
    beatMs: options.beatMs,
    stop: stopping.signal,
    onGone: () =>
      log.warn({ place }, 'The connection that keeps other bots from the store is lost. It is made again as soon as the server is there.'),
    onBack: () => log.info({ place }, 'The store is kept from other bots again.'),
  }).then((by) => {
    if (by !== null) lost.resolve(new StoreError('taken', takenOver(place)))
  })
  return {
    lost: lost.promise,
    async release() {
      stopping.abort()
      await Promise.race([keeping, sleep(GOODBYE_MS, undefined, { ref: false })])
    },
  }
}

/** By what is wanted, and by what stands in its way. */
const TAKEN: Readonly<Record<Holding, Readonly<Record<Holding, (place: string) => string>>>> = {
  alone: {
    alone: (place) => `another bot works on the store ${place}: stop that one, or give this one a database of its own (DATABASE_URL)`,
    shared: (place) =>
      `processes with a role share the store ${place}: start this one with --role too, or stop all of those before a bot works on it alone`,
  },
  shared: {
    alone: (place) =>
      `a bot without a role works on the store ${place} alone: stop it, and start it again with --role all, so that others can share the work`,
    // Those who share it keep nobody else out who shares it.
    shared: (place) => `the store ${place} could not be taken: try again`,
  },
}

const takenOver = (place: string): string =>
  `another bot has taken the store ${place} while the connection to it was lost, so this one stops: leave one of the two running`

/** Asks for the lock, and a moment longer; answers who has it. */
async function asked(client: pg.Client, holding: Holding): Promise<Holding | null> {
  const deadline = performance.now() + GRACE_MS
  for (;;) {
    if (await tried(client, holding)) return null
    if (performance.now() >= deadline) return holder(client, holding)
    await sleep(GRACE_STEP_MS)
  }
}

async function tried(client: pg.Client, holding: Holding): Promise<boolean> {
  const lock = holding === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  const { rows } = await client.query<{ held: boolean }>(`select ${lock}($1, $2) as held`, [OURS, BOT])
  return rows[0]?.held === true
}

/** How others have it: locks of a database, as the server lists them. https://www.postgresql.org/docs/current/view-pg-locks.html */
const HOLDERS = `select mode from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where locktype = 'advisory' and datname = current_database() and classid::bigint = $1 and objid::bigint = $2 and granted`

async function holder(client: pg.Client, wanted: Holding): Promise<Holding> {
  const { rows } = await client.query<{ mode: string }>(HOLDERS, [OURS, BOT >>> 0])
  if (wanted === 'shared') return 'alone'
  return rows.some(({ mode }) => mode === 'ShareLock') ? 'shared' : 'alone'
}

/** How many processes share a store, and whether a bot has it alone, told without asking for it. */
export async function holdersOf<DB>(db: Kysely<DB>): Promise<{ readonly alone: boolean; readonly sharing: number }> {
  const { rows } = await db.executeQuery<{ mode: string }>(CompiledQuery.raw(HOLDERS, [OURS, BOT >>> 0]))
  const modes = rows.map(({ mode }) => mode)
  return { alone: modes.includes('ExclusiveLock'), sharing: modes.filter((mode) => mode === 'ShareLock').length }
}
