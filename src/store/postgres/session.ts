import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PostgresOptions } from './engine.ts'
import { explainPostgres, mayPass } from './error.ts'

export type SessionOptions = Pick<PostgresOptions, 'url' | 'connectMs' | 'patienceMs'> & {
  /** How often the connection is asked whether it still is one. */
  readonly beatMs?: number
  /** Who says nothing for so long loses its locks, though its connection stands: a process may be stopped. Left out: never. */
  readonly silentMs?: number
}

const CONNECT_MS = 10_000
const ANSWER_MS = 10_000
const BEAT_MS = 5_000
const RETRY_MS = 200
const GOODBYE_MS = 1_000
/** For who shall make room while it stands still: several signs of life. A machine that is very busy must not be taken for one that stopped. */
export const SILENT_MS = 30_000

/**
 * Who is gone with machine or network, without a word, keeps its locks for no longer than this lets it: half a minute. A server may
 * close what does nothing: not this one, unless that is asked for. https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const settings = (silentMs: number): string =>
  `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4; set idle_session_timeout = ${silentMs}`

/** Asks for locks on a connection; answers why they cannot be had, null where they are ours now. */
export type AskLocks<Why> = (client: pg.Client) => Promise<Why | null>

/** A connection of its own, on which locks were asked for: they last as long as it does. */
export type Session<Why> = {
  readonly refused: Why | null
  /** Aborted when the connection is gone. */
  readonly gone: AbortSignal
  /** Asks once more on the same connection. */
  again(): Promise<Why | null>
  ask(): Promise<unknown>
  end(): Promise<void>
}

/** Connects under a name of its own, and asks for the locks. Throws errors of `pg`. */
export async function openSession<Why>(options: SessionOptions, name: string, locks: AskLocks<Why>): Promise<Session<Why>> {
  const { url, connectMs = CONNECT_MS, silentMs = 0 } = options
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
    await client.query(settings(silentMs))
    await client.query(`select set_config('application_name', $1, false)`, [name])
    await endFormer(client, name)
    return { refused: await locks(client), gone: gone.signal, again: () => locks(client), ask: () => client.query('select 1'), end }
  } catch (error) {
    await end()
    throw error
  }
}

/** By its name a process knows a connection of its own that the server takes to be alive still. */
const endFormer = (client: pg.Client, name: string): Promise<unknown> =>
  client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [name])

/** As `openSession`; a server that is full of others is waited for. Throws a `StoreError`. */
export async function openPatiently<T>(open: () => Promise<T>, place: string, patienceMs: number): Promise<T> {
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

export type Keeping = {
  readonly beatMs?: number | undefined
  readonly stop: AbortSignal
  /** The connection is gone, and is made again. */
  readonly onGone: () => void
  /** It is there again, with its locks. */
  readonly onBack: () => void
}

/**
 * Keeps locks over the loss of their connection: it is made again as often as it takes. Answers why they could not be had again, or null
 * when `stop` was aborted. What was open is closed then.
 */
export async function keepLocks<Why>(first: Session<Why>, open: () => Promise<Session<Why>>, keeping: Keeping): Promise<Why | null> {
  const { stop, beatMs = BEAT_MS } = keeping
  for (let current = first; ; ) {
    await untilGone(current, beatMs, stop)
    await current.end()
    if (stop.aborted) return null
    keeping.onGone()
    const next = await untilOpen(open, stop)
    if (next === null) return null
    if (next.refused !== null) {
      await next.end()
      return next.refused
    }
    current = next
    keeping.onBack()
  }
}

/** As often as it takes: why the server cannot be reached is told by the jobs that need it. Null where nobody wants it any more. */
export async function untilOpen<Why>(open: () => Promise<Session<Why>>, stop: AbortSignal): Promise<Session<Why> | null> {
  while (!stop.aborted) {
    const next = await open().catch(() => null)
    if (next !== null && !stop.aborted) return next
    await next?.end()
    await pause(RETRY_MS, stop)
  }
  return null
}

/** Until the connection says that it is gone, or does not answer, or nobody wants it any more. */
async function untilGone<Why>({ gone, ask }: Session<Why>, beatMs: number, stop: AbortSignal): Promise<void> {
  const either = AbortSignal.any([gone, stop])
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

/** Waits, and no longer than until `stop` is aborted. */
export const pause = (ms: number, stop: AbortSignal): Promise<void> => sleep(ms, undefined, { signal: stop }).catch(() => {})
