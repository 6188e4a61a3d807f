import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { JUDGE, OURS } from '../advisory.ts'
import { openSession, pause, type Session, type SessionOptions, SILENT_MS, untilOpen } from './session.ts'

/** The place of the one process that judges. */
export type Chair = {
  /** Aborted when it may be another's: the connection that kept it is gone. */
  readonly lost: AbortSignal
  /** Lets another have it. */
  leave(): Promise<void>
}

export type ChairOptions = SessionOptions & {
  /** How often it is asked whether the chair has become free. */
  readonly askMs?: number
}

const ASK_MS = 1_000
const BEAT_MS = 5_000

/**
 * Waits, as long as it takes, until this process is the one that judges: by an advisory lock on a connection of its own. Null where `stop`
 * was aborted before. Who stands still for half a minute has lost it, though its machine keeps its connection. Who has the chair may lose it without knowing for a while: what is written has to be refused by the term
 * (`Sharing.beginTerm`), not by this.
 */
export async function takeChair(options: ChairOptions, stop: AbortSignal): Promise<Chair | null> {
  const open = () => openSession({ silentMs: SILENT_MS, ...options }, `alignment-watch judge ${randomUUID()}`, asked)
  while (!stop.aborted) {
    const session = await untilOpen(open, stop)
    if (session === null) return null
    if (await untilFree(session, options.askMs ?? ASK_MS, stop)) return chairOf(session, options.beatMs ?? BEAT_MS)
    await session.end()
  }
  return null
}

/** `taken` where another process judges. */
async function asked(client: pg.Client): Promise<'taken' | null> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [OURS, JUDGE])
  return rows[0]?.held === true ? null : 'taken'
}

/** False where the connection broke, or nobody wants it any more. */
async function untilFree({ refused, gone, again }: Session<'taken'>, askMs: number, stop: AbortSignal): Promise<boolean> {
  const either = AbortSignal.any([gone, stop])
  try {
    for (let free = refused === null; ; free = (await again()) === null) {
      if (either.aborted) return false
      if (free) return true
      await pause(askMs, either)
    }
  } catch {
    return false
  }
}

function chairOf({ gone, ask, end }: Session<'taken'>, beatMs: number): Chair {
  const silent = new AbortController()
  const left = new AbortController()
  const lost = AbortSignal.any([gone, silent.signal])
  const over = AbortSignal.any([lost, left.signal])
  const beating = (async () => {
    while (!over.aborted) {
      await pause(beatMs, over)
      if (!over.aborted) await ask().catch(() => silent.abort())
    }
  })()
  return {
    lost,
    async leave() {
      left.abort()
      await end()
      await beating
    },
  }
}
