import { afterEach, expect, test, vi } from 'vitest'
import { startTicker } from '#src/jobs/ticker.ts'
import type { Worker } from '#src/jobs/worker.ts'

function countingWorker(): { readonly worker: Pick<Worker, 'kick'>; readonly kicks: () => number } {
  let kicks = 0
  const kick = (): void => {
    kicks += 1
  }
  const worker: Pick<Worker, 'kick'> = { kick }
  return { worker, kicks: () => kicks }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const RealDate = Date

/** The wall clock put on or back by some milliseconds; timers know nothing of it. */
function shiftClock(ms: number): void {
  class Shifted extends RealDate {
    constructor(at: number | string = RealDate.now() + ms) {
      super(at)
    }
    static override now(): number {
      return RealDate.now() + ms
    }
  }
  vi.stubGlobal('Date', Shifted)
}

afterEach(() => void vi.unstubAllGlobals())

test.each([
  ['back by a day', -86_400_000],
  ['forward by three days', 3 * 86_400_000],
])('ticks go on, and no missed one is made up for, when the clock jumps %s', async (_, jumpMs) => {
  const { worker, kicks } = countingWorker()
  const ticker = startTicker('* * * * * *', [worker])
  shiftClock(jumpMs)
  await sleep(2_100)
  expect(kicks()).toBeGreaterThanOrEqual(1)
  expect(kicks()).toBeLessThanOrEqual(4)
  await ticker.stop()
})

test('a ticker that is stopped is silent', async () => {
  const { worker, kicks } = countingWorker()
  await startTicker('* * * * * *', [worker]).stop()
  await sleep(1_100)
  expect(kicks()).toBe(0)
})
