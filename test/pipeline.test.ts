import { expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import type { Outcome } from '#src/domain/story.ts'
import { createPipeline } from '#src/pipeline.ts'
import { makeAssessment, makeItem } from './fixtures/make.ts'

/** Stories kept in an array, with the items that wait. */
function shelf(ids: readonly string[]) {
  const recorded: Outcome[] = []
  const items = ids.map((id) => makeItem({ id }))
  return {
    recorded,
    stories: {
      unassessed: async () => items.filter((item) => !recorded.some(({ report }) => report.item.id === item.id)),
      record: async (outcome: Outcome) => void recorded.push(outcome),
    },
  }
}

const never = () => Promise.reject(new Error('not asked for in this test'))

test('an item of which no story can be made is set aside with the reason, and holds up no other', async () => {
  const { stories, recorded } = shelf(['a', 'b', 'c'])
  let opened = 0
  const pipeline = createPipeline({
    stories: { ...stories, placedSince: never, story: never, reports: never, brief: never },
    assess: () => makeAssessment(),
    openNewsroom: async () => {
      opened += 1
      return {
        size: 0,
        restore: () => {},
        tell: () => {
          throw new Error('planted')
        },
        revise: () => {
          throw new Error('not asked for')
        },
        concerns: () => false,
      }
    },
    routes: () => [],
    clock: () => 0,
    log: silentLog,
  })
  await pipeline.run(new AbortController().signal)
  expect(recorded.map(({ report }) => report.item.id)).toEqual(['a', 'b', 'c'])
  expect(recorded.every(({ story }) => story === null)).toBe(true)
  expect(recorded[0]?.report.assessment.reasons.at(-1)?.text).toContain('planted')
  expect(opened).toBe(6)
})

test('an item that cannot be judged is recorded as not kept, with the reason', async () => {
  const { stories, recorded } = shelf(['a', 'b'])
  const pipeline = createPipeline({
    stories: { ...stories, placedSince: never, story: never, reports: never, brief: never },
    assess: (item) => {
      if (item.id === 'a') throw new Error('planted')
      return makeAssessment({ verdicts: {} })
    },
    openNewsroom: async () => ({
      size: 0,
      restore: () => {},
      tell: () => {
        throw new Error('not asked for')
      },
      revise: () => {
        throw new Error('not asked for')
      },
      concerns: () => false,
    }),
    routes: () => [],
    clock: () => 0,
    log: silentLog,
  })
  expect(await pipeline.run(new AbortController().signal)).toEqual({ assessed: 2, kept: 0, posted: 0 })
  expect(recorded[0]?.report.assessment.reasons[0]?.text).toContain('planted')
})

test('an item that changed while it was judged holds up no other, and is taken anew at the next run', async () => {
  const { stories, recorded } = shelf(['a', 'b', 'c'])
  let isStale = true
  const pipeline = createPipeline({
    stories: {
      ...stories,
      placedSince: never,
      story: never,
      reports: never,
      brief: never,
      record: async (outcome) => {
        if (isStale && outcome.report.item.id === 'b') throw Object.assign(new Error('has moved on'), { kind: 'stale' })
        await stories.record(outcome)
      },
    },
    assess: () => makeAssessment({ verdicts: {} }),
    openNewsroom: async () => ({ size: 0, restore: () => {}, tell: never, revise: never, concerns: () => false }) as never,
    routes: () => [],
    clock: () => 0,
    log: silentLog,
  })
  expect((await pipeline.run(new AbortController().signal)).assessed).toBe(2)
  isStale = false
  expect((await pipeline.run(new AbortController().signal)).assessed).toBe(1)
  expect(recorded.map(({ report }) => report.item.id)).toEqual(['a', 'c', 'b'])
})
