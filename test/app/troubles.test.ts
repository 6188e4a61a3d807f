import { expect, test } from 'vitest'
import { overWords, troublesOf } from '#src/app/troubles.ts'
import type { Feed, FeedState } from '#src/domain/feed.ts'
import { freshState } from '#src/feeds/poll-state.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 20)
const feed = { id: 'ministry', title: 'Ministry of Defence', enabled: true } as Feed

const troubles = (state: Partial<FeedState>, feeds: readonly Feed[] = [feed]) =>
  troublesOf(
    {
      stops: { list: async () => [] },
      feeds: { all: async () => [{ ...freshState('ministry', NOW), ...state }] },
      outbox: { list: async () => [] },
    } as unknown as Parameters<typeof troublesOf>[0],
    feeds,
    NOW,
  )

const lively = { lastKind: 'not-modified', lastOkAt: NOW, longestGapMs: DAY_MS } as const

test('a feed that answers well and has published nothing for three of its longest pauses is told as silent', async () => {
  expect(await troubles({ ...lively, lastItemAt: NOW - 2.9 * DAY_MS })).toEqual([])
  const [told] = await troubles({ ...lively, lastItemAt: NOW - 4 * DAY_MS })
  expect(told).toMatchObject({ subject: 'feed:ministry', mark: 'silent' })
  expect(told?.text).toContain('published nothing for 4 days; its longest pause was 24 hours')
})

test('a feed that was not asked, or whose rhythm is not known, is not called silent', async () => {
  expect(await troubles({ ...lively, lastOkAt: NOW - 3 * DAY_MS, lastItemAt: NOW - 4 * DAY_MS })).toEqual([])
  expect(await troubles({ ...lively, longestGapMs: null, lastItemAt: NOW - 40 * DAY_MS })).toEqual([])
})

test('a silent feed that fails once stays silent, and one that fails three times is told as failing', async () => {
  const silent = { ...lively, lastItemAt: NOW - 4 * DAY_MS, lastKind: 'timeout' } as const
  expect(await troubles({ ...silent, failures: 1 })).toMatchObject([{ mark: 'silent' }])
  expect(await troubles({ ...silent, failures: 3, lastMessage: 'no answer' })).toMatchObject([{ mark: 'failing' }])
})

test('a feed that is disabled is nobody’s trouble', async () => {
  expect(await troubles({ ...lively, lastItemAt: NOW - 9 * DAY_MS }, [{ ...feed, enabled: false }])).toEqual([])
})

test('the end of a feed’s trouble is said once, that of a refusal is not', () => {
  expect(overWords('feed:ministry')).toBe('The feed ministry is back.')
  expect(overWords('delivery:7')).toBe('')
})
