import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { Share, Taken, Turn, Waits } from '../../domain/turn.ts'
import { DIVISION, MOST_PARTS, OURS, PART } from '../advisory.ts'
import { keepLocks, openSession, pause, type Session, type SessionOptions, SILENT_MS, untilOpen } from './session.ts'

export type PostgresTurnOptions = SessionOptions & {
  /** How often a process that stands by asks. */
  readonly askMs?: number
}

const ASK_MS = 1_000

/**
 * The turn of one process at a share of something, by advisory locks on a connection of its own: one on each part, and one, shared, on
 * how it is divided, so that two divisions never stand beside each other.
 */
export function openPostgresTurn(options: PostgresTurnOptions, share: Share): Turn {
  const { ids, count } = share === 'whole' ? { ids: [0], count: 0 } : share
  const name = `alignment-watch ${randomUUID()}`
  const open = () => openSession<Waits>({ silentMs: SILENT_MS, ...options }, name, (client) => asked(client, ids, count))
  return {
    async take(stop, onWait) {
      const session = await untilOurs(open, options.askMs ?? ASK_MS, stop, onWait)
      return session === null ? null : kept(session, open, options)
    },
  }
}

type Open = () => Promise<Session<Waits>>

/** Stands by: asks until it is our turn. */
async function untilOurs(open: Open, askMs: number, stop: AbortSignal, onWait: (why: Waits) => void): Promise<Session<Waits> | null> {
  let told: Waits | null = null
  for (;;) {
    const session = await untilOpen(open, stop)
    if (session === null) return null
    for (let why = session.refused; !stop.aborted && !session.gone.aborted; ) {
      if (why === null) return session
      if (!isDeepStrictEqual(why, told)) onWait(why)
      told = why
      await pause(askMs * (0.75 + Math.random() / 2), stop)
      why = await session.again().catch(() => told)
    }
    await session.end()
  }
}

function kept(first: Session<Waits>, open: Open, { beatMs }: PostgresTurnOptions): Taken {
  const [stopping, lost] = [new AbortController(), new AbortController()]
  const keeping = keepLocks(first, open, { beatMs, stop: stopping.signal, onGone: () => {}, onBack: () => {} }).then((why) => {
    if (why !== null) lost.abort()
  })
  return {
    lost: lost.signal,
    async giveBack() {
      stopping.abort()
      await keeping
    },
  }
}

/** All of it or nothing. */
async function asked(client: pg.Client, ids: readonly number[], count: number): Promise<Waits | null> {
  const why = await refusal(client, ids, count)
  if (why !== null) await client.query('select pg_advisory_unlock_all()')
  return why
}

async function refusal(client: pg.Client, ids: readonly number[], count: number): Promise<Waits | null> {
  await client.query('select pg_advisory_lock_shared($1, $2)', [OURS, DIVISION + count])
  const other = await otherDivision(client, count)
  if (other !== null) return { kind: 'divided', into: other }
  for (const id of ids) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [OURS, PART + id])
    if (rows[0]?.held !== true) return { kind: 'taken' }
  }
  return null
}

/** Locks of this database, as the server lists them. https://www.postgresql.org/docs/current/view-pg-locks.html */
const OTHERS = `select objid::bigint - $2 as into from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where locktype = 'advisory' and datname = current_database() and classid::bigint = $1 and granted
    and objid::bigint between $2::bigint and $2::bigint + $3::bigint and objid::bigint <> $2::bigint + $4::bigint limit 1`

async function otherDivision(client: pg.Client, count: number): Promise<number | null> {
  const { rows } = await client.query<{ into: string }>(OTHERS, [OURS, DIVISION, MOST_PARTS, count])
  return rows[0] === undefined ? null : Number(rows[0].into)
}
