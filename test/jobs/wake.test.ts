import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWake } from '#src/jobs/wake.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a worker is woken once for all that is asked for in a moment, and again for what comes later', () => {
  const kick = vi.fn()
  const wake = createWake({ kick }, 1_000)
  wake.ask()
  vi.advanceTimersByTime(500)
  wake.ask()
  expect(kick).not.toHaveBeenCalled()
  vi.advanceTimersByTime(500)
  expect(kick).toHaveBeenCalledTimes(1)
  wake.ask()
  vi.advanceTimersByTime(1_000)
  expect(kick).toHaveBeenCalledTimes(2)
})

test('nobody is woken after the stop', () => {
  const kick = vi.fn()
  const wake = createWake({ kick }, 1_000)
  wake.ask()
  wake.stop()
  vi.advanceTimersByTime(2_000)
  expect(kick).not.toHaveBeenCalled()
})
