import { setTimeout as sleep } from 'node:timers/promises'

/** Keeps a gap between the posts to one channel. `turn` waits for its own and gives false where that would be too long. */
export type Spacing = { turn(channel: string, signal: AbortSignal): Promise<boolean>; hold(channel: string, forMs: number): void }

/** Real time, not the program's clock: the platform counts real seconds. */
export type Time = { now(): number; pause(ms: number, signal: AbortSignal): Promise<void> }

export const realTime: Time = {
  now: () => performance.now(),
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
}

type Lane = { nextAt: number; waiting: number; last: Promise<void> }

/**
 * One after the other in each channel. The gap is counted from when the one before really went, not from when it should have: a
 * timer that is late must not bring two posts together. A wait longer than `patienceMs` is refused, so that no delivery outlives its
 * lease while it queues.
 */
export function makeSpacing(gapMs: number, patienceMs: number, time: Time = realTime): Spacing {
  const lanes = new Map<string, Lane>()
  const laneOf = (channel: string): Lane => {
    const lane = lanes.get(channel) ?? { nextAt: 0, waiting: 0, last: Promise.resolve() }
    lanes.set(channel, lane)
    return lane
  }

  async function take(lane: Lane, before: Promise<void>, signal: AbortSignal): Promise<boolean> {
    await before
    const waitMs = lane.nextAt - time.now()
    if (waitMs > patienceMs) return false
    if (waitMs > 0) await time.pause(waitMs, signal)
    lane.nextAt = Math.max(lane.nextAt, time.now() + gapMs)
    return true
  }

  return {
    turn(channel, signal) {
      const lane = laneOf(channel)
      if (lane.nextAt - time.now() + lane.waiting * gapMs > patienceMs) return Promise.resolve(false)
      lane.waiting += 1
      const turn = take(lane, lane.last, signal).finally(() => {
        lane.waiting -= 1
      })
      lane.last = turn.then(
        () => {},
        () => {},
      )
      return turn
    },
    hold(channel, forMs) {
      const lane = laneOf(channel)
      lane.nextAt = Math.max(lane.nextAt, time.now() + forMs)
    },
  }
}
