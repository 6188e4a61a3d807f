import { expect, test } from 'vitest'
import { createInvalidBudget } from '#src/channels/discord/budget.ts'

const TEN_MINUTES_MS = 600_000

test('after too many refused requests nothing is asked until ten minutes are over', () => {
  let now = 1_000
  const budget = createInvalidBudget(() => now, 3)
  for (const status of [401, 403, 429]) budget.note(status, null)
  expect(budget.pauseMs()).toBe(TEN_MINUTES_MS)
  now += TEN_MINUTES_MS
  expect(budget.pauseMs()).toBe(0)
  budget.note(403, null)
  expect(budget.pauseMs()).toBe(0)
})

test('answers that Discord does not count, and limits shared with others, are not counted', () => {
  const budget = createInvalidBudget(() => 0, 1)
  for (const [status, scope] of [
    [200, null],
    [404, null],
    [500, null],
    [429, 'shared'],
  ] as const)
    budget.note(status, scope)
  expect(budget.pauseMs()).toBe(0)
})

test('a clock that is put back by a month makes the pause no longer than ten minutes', () => {
  let now = 5_000_000_000
  const budget = createInvalidBudget(() => now, 1)
  budget.note(403, null)
  now -= 2_592_000_000
  expect(budget.pauseMs()).toBe(TEN_MINUTES_MS)
  now += TEN_MINUTES_MS
  expect(budget.pauseMs()).toBe(0)
})
