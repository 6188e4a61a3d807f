import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../domain/log.ts'
import { BOT, OURS } from '../advisory.ts'
import type { Hold } from '../hold.ts'
import { StoreError } from '../store-error.ts'
import { type PostgresOptions, placeOf } from './engine.ts'
import { explainPostgres, mayPass } from './error.ts'

export type PostgresHoldOptions = Pick<PostgresOptions, 'url' | 'connectMs' | 'patienceMs'> & {
  /** How often the connection is asked whether it still is one. */
  readonly beatMs?: number
}

const CONNECT_MS = 10_000
const ANSWER_MS = 10_000
const BEAT_MS = 5_000
const RETRY_MS = 200
/** The server may need a moment to see that the connection of a bot that was killed is gone. */
const GRACE_MS = 1_000
const GRACE_STEP_MS = 50
const GOODBYE_MS = 1_000

/**
 * A bot whose machine or network is gone, without a word, has the store for no longer than this lets it: half a minute. A server may
 * close what does nothing: not this one. https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const SETTINGS = `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4; set idle_session_timeout = 0`

/** A connection on which the lock was asked for. */
type Session = {
  readonly held: boolean
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal
  ask(): Promise<unknown>
  end(): Promise<void>
}

/**
 * Takes a Postgres store for one bot, by an advisory lock on a connection of its own. Lost with the server, it is taken again when the
 * server is back. Throws a `StoreError` where another has it, or the server cannot be reached.
 */
export async function holdPostgres(options: PostgresHoldOptions, log: Log): Promise<Hold> {
  const place = placeOf(options.url)
  // By its name a bot knows a connection of its own that the server takes to be alive still.
  const name = `alignment-watch ${randomUUID()}`
  const first = await waited(() => session(options, name), place, options.patienceMs ?? 0)
  if (!first.held) {
    await first.end()
    throw taken(place)
  }
  const stopping = new AbortController()
  const lost = Promise.withResolvers<StoreError>()
  let current = first
  const keeping = (async () => {
    for (;;) {
      await untilGone(current, options.beatMs ?? BEAT_MS, stopping.signal)
      await current.end()
      if (stopping.signal.aborted) return
      log.warn({ place }, 'The connection that keeps other bots from the store is lost. It is made again as soon as the server is there.')
      const next = await again(() => session(options, name), stopping.signal)
      if (next === null) return
      current = next
      if (!next.held) return lost.resolve(takenOver(place))
      log.info({ place }, 'The store is kept from other bots again.')
    }
  })()
  return {
    lost: lost.promise,
    async release() {
      stopping.abort()
      await current.end()
      await Promise.race([keeping, sleep(GOODBYE_MS, undefined, { ref: false })])
    },
  }
}

const taken = (place: string): StoreError =>
  new StoreError('taken', `another bot works on the store ${place}: stop that one, or give this one a database of its own (DATABASE_URL)`)

const takenOver = (place: string): StoreError =>
  new StoreError(
    'taken',
    `another bot has taken the store ${place} while the connection to it was lost, so this one stops: leave one of the two running`,
  )

/** A server that is full of others is waited for. */
async function waited(open: () => Promise<Session>, place: string, patienceMs: number): Promise<Session> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await open()
    } catch (error) {
      const told = explainPostgres(error, place)
      if (!mayPass(told) || performance.now() >= deadline) throw told
    }
    await sleep(RETRY_MS)
  }
}

/** As often as it takes: why the server cannot be reached is told by the jobs that need it. Null where nobody wants it any more. */
async function again(open: () => Promise<Session>, signal: AbortSignal): Promise<Session | null> {
  while (!signal.aborted) {
    const next = await open().catch(() => null)
    if (next !== null && !signal.aborted) return next
    await next?.end()
    await pause(RETRY_MS, signal)
  }
  return null
}

/** Until the connection says that it is gone, or does not answer, or nobody wants it any more. */
async function untilGone({ gone, ask }: Session, beatMs: number, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([gone, signal])
  for (;;) {
    await pause(beatMs, either)
    if (either.aborted) return
    const answers = await ask().then(
      () => true,
      () => false,
    )
    if (!answers) return
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {})

/** Connects, and asks for the lock. Throws errors of `pg`. */
async function session({ url, connectMs = CONNECT_MS }: PostgresHoldOptions, name: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs, query_timeout: ANSWER_MS, keepAlive: true })
  const gone = new AbortController()
  client.on('error', () => gone.abort())
  client.on('end', () => gone.abort())
  // The other side may be gone without a word, and never say goodbye.
  const end = async (): Promise<void> => {
    await Promise.race([client.end().catch(() => {}), sleep(GOODBYE_MS, undefined, { ref: false })])
  }
  try {
    await client.connect()
    await client.query(SETTINGS)
    await client.query(`select set_config('application_name', $1, false)`, [name])
    return { held: await locked(client, name), gone: gone.signal, ask: () => client.query('select 1'), end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Whether the lock is ours now. */
async function locked(client: pg.Client, name: string): Promise<boolean> {
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [
    name,
  ])
  const deadline = performance.now() + GRACE_MS
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [OURS, BOT])
    if (rows[0]?.held === true) return true
    if (performance.now() >= deadline) return false
    await sleep(GRACE_STEP_MS)
  }
}
