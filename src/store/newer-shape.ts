import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import { silentLog } from '../domain/log.ts'
import type { Engine } from './engine.ts'
import { type Hold, holdStore } from './hold.ts'
import { migrate, missingSteps } from './migrate.ts'
import type { EngineOptions } from './open.ts'
import { StoreError } from './store-error.ts'

/** Another process of this version may be at it; a bot of an older one has the store for as long as it runs. */
const PATIENCE_MS = 10_000
const LOOK_MS = 100

/**
 * Brings a store to this program's shape for who does not have it alone. A bot of an older version that works on it must not find it changed
 * under its feet: while one does, this rejects with a `StoreError`, and nothing is changed. An empty store is made by who comes first.
 */
export async function bringUpToDate(engine: Engine, options: EngineOptions, now: Clock, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const { missing, had } = await missingSteps(engine)
    if (missing.length === 0) return
    const hold = had.size === 0 ? null : await holdOrNull(options)
    if (hold !== 'taken') return migrate(engine, now).finally(() => hold?.release())
    if (performance.now() >= deadline) throw olderBot(engine.place)
    await sleep(LOOK_MS)
  }
}

const holdOrNull = (options: EngineOptions): Promise<Hold | 'taken'> =>
  holdStore(options, silentLog).catch((error: unknown) => {
    if (error instanceof StoreError && error.kind === 'taken') return 'taken' as const
    throw error
  })

const olderBot = (place: string): StoreError =>
  new StoreError(
    'taken',
    `the store ${place} is of an older version of this program, and a bot works on it: stop every process of that version, then start this one, which brings the store up to date`,
  )
