import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../domain/log.ts'
import { KEEPING_KINDS, type Keeping, type KeepingKind, type Upkeep } from '../domain/upkeep.ts'

export type KeeperNeeds = {
  readonly upkeep: Pick<Upkeep, 'forget' | 'reclaim'>
  /** The policy as it is now. */
  readonly keeping: () => Keeping
  readonly clock: Clock
  readonly log: Log
  /** How long ago the clock was last seen to jump, in ms that only go forward; left out where it cannot. */
  readonly sinceJumpMs?: () => number
  readonly onForgotten?: (kind: KeepingKind, rows: number) => void
  readonly settings?: Partial<KeeperSettings>
}

export type KeeperSettings = {
  /** How often it is looked what has become old. */
  readonly everyMs: number
  /** Rows in one transaction: a few milliseconds in which others wait. */
  readonly batch: number
  /** After each batch, so that polling, judging and sending have nine tenths of the time. */
  readonly restTimes: number
  /** Bytes given back to the disk at one time. */
  readonly reclaimBytes: number
  /** After the clock has jumped nothing is let go for so long: by one that is years ahead everything is old. */
  readonly doubtMs: number
}

const DEFAULTS: KeeperSettings = { everyMs: 3_600_000, batch: 100, restTimes: 9, reclaimBytes: 4_000_000, doubtMs: 6 * 3_600_000 }

export interface Keeper {
  /** Lets go what has become too old, if it was not looked for lately. Aborting `signal` ends it between two batches. */
  run(signal: AbortSignal): Promise<Partial<Record<KeepingKind, number>>>
}

/** Makes a keeper. What it remembers is only when it last looked; what is old is a question to the store. */
export function createKeeper(needs: KeeperNeeds): Keeper {
  const settings = { ...DEFAULTS, ...needs.settings }
  let lookedAt: number | null = null
  let doubted = false
  return {
    async run(signal) {
      const now = needs.clock()
      // A clock that went back counts as time passed: looking once too often does no harm.
      if (lookedAt !== null && now >= lookedAt && now - lookedAt < settings.everyMs) return {}
      const doubts = (needs.sinceJumpMs?.() ?? Number.POSITIVE_INFINITY) < settings.doubtMs
      if (doubts && !doubted)
        needs.log.warn(
          { clock: new Date(now).toISOString() },
          'The clock has jumped: nothing old is let go for six hours. Set it right if it is wrong.',
        )
      doubted = doubts
      if (doubts) return {}
      const forgotten: Partial<Record<KeepingKind, number>> = {}
      for (const kind of KEEPING_KINDS) {
        const age = needs.keeping()[kind]
        const rows = age === null ? 0 : await forgetAll(needs, settings, kind, now - age, signal)
        if (rows > 0) forgotten[kind] = rows
      }
      if (signal.aborted) return forgotten
      lookedAt = now
      if (Object.keys(forgotten).length > 0) needs.log.info({ ...forgotten }, 'what is older than the policy keeps was let go')
      return forgotten
    },
  }
}

async function forgetAll(
  { upkeep, onForgotten }: KeeperNeeds,
  { batch, restTimes, reclaimBytes }: KeeperSettings,
  kind: KeepingKind,
  before: number,
  signal: AbortSignal,
): Promise<number> {
  let all = 0
  while (!signal.aborted) {
    const begun = performance.now()
    const rows = await upkeep.forget(kind, before, batch)
    all += rows
    if (rows > 0) onForgotten?.(kind, rows)
    if (rows > 0) await upkeep.reclaim(reclaimBytes)
    if (rows < batch) return all
    await sleep((performance.now() - begun) * restTimes, undefined, { signal }).catch(() => {})
  }
  return all
}
