import { expect, test } from 'vitest'
import { watchJumps } from '#src/delivery/jumps.ts'
import { KEEPING_KINDS, type Keeping, type KeepingKind } from '#src/domain/upkeep.ts'
import { createKeeper } from '#src/jobs/keeping.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const KEEPING = Object.fromEntries(KEEPING_KINDS.map((kind) => [kind, 30 * DAY_MS])) as Keeping
const never = new AbortController().signal

test('by a clock that jumps years ahead nothing is let go for six hours, and that is told once; set right, it goes on six hours later', async () => {
  let elapsed = 0
  let ahead = 0
  const clock = (): number => Date.UTC(2025, 6, 12) + elapsed + ahead
  const asked: (readonly [KeepingKind, number])[] = []
  const warned: string[] = []
  const keeper = createKeeper({
    upkeep: {
      forget: async (kind, before) => {
        asked.push([kind, before])
        return 0
      },
      reclaim: async () => {},
    },
    keeping: () => KEEPING,
    clock,
    sinceJumpMs: watchJumps(clock, () => elapsed).sinceMs,
    log: { debug() {}, info() {}, error() {}, warn: (_, message) => void warned.push(message) },
  })
  const after = async (ms: number): Promise<number> => {
    elapsed += ms
    asked.length = 0
    await keeper.run(never)
    return asked.length
  }
  expect(await after(0)).toBe(KEEPING_KINDS.length)
  ahead = 10 * 365 * DAY_MS
  expect(await after(2 * HOUR_MS)).toBe(0)
  expect(await after(2 * HOUR_MS)).toBe(0)
  expect(warned).toEqual([expect.stringMatching(/^The clock has jumped: nothing old is let go for six hours/)])
  ahead = 0
  expect(await after(3 * HOUR_MS)).toBe(0)
  expect(await after(5 * HOUR_MS)).toBe(0)
  expect(await after(1 * HOUR_MS)).toBe(KEEPING_KINDS.length)
  expect(Math.max(...asked.map(([, before]) => before))).toBeLessThan(Date.UTC(2025, 6, 12))
  expect(warned).toHaveLength(1)
})
