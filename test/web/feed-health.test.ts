import { describe, expect, test } from 'vitest'
import { OUTCOME_KINDS } from '#src/domain/feed.ts'
import { failureGroups, healthOf, healthSummary, nextPollAt } from '#src/web/feed-health.ts'
import { makeFeed, makeFeedState } from '../fixtures/make.ts'

const NOW = Date.UTC(2026, 9, 6, 5)
const MINUTE_MS = 60_000

const answered = { lastKind: 'ok', lastPolledAt: NOW - 5 * MINUTE_MS, lastItemAt: NOW - 120 * MINUTE_MS, nextAt: NOW + 600_000 } as const
const failed = {
  lastKind: 'dns',
  lastMessage: 'The name a.example could not be found.',
  lastPolledAt: NOW,
  failures: 3,
  nextAt: NOW + 300_000,
} as const

const feeds = [
  makeFeed({ id: 'a', title: 'A' }),
  makeFeed({ id: 'b', title: 'B' }),
  makeFeed({ id: 'c', title: 'C' }),
  makeFeed({ id: 'd', title: 'D', enabled: false, disabledReason: 'Its terms bar automated reading.' }),
]

describe('the health of the feeds', () => {
  test('puts what fails first and says of each feed how it does', () => {
    const health = healthOf(feeds, [makeFeedState({ feedId: 'a', ...answered }), makeFeedState({ feedId: 'b', ...failed })], NOW)
    expect(health.map((each) => [each.feed.id, each.condition, each.words])).toEqual([
      ['b', 'failing', 'The name a.example could not be found. 3 failures in a row.'],
      ['c', 'waiting', 'Not polled yet.'],
      ['a', 'answering', 'Answered 5 min ago; newest item 2 h ago.'],
      ['d', 'off', 'Its terms bar automated reading.'],
    ])
    expect(healthSummary(health)).toBe('1 of 3 feeds answer, 1 fail, 1 not polled yet.')
    expect(nextPollAt(health)).toBe(NOW + 300_000)
  })

  test('does not say a feed’s name twice', () => {
    const [health] = healthOf(
      [makeFeed({ id: 'a', title: 'A Daily' })],
      [makeFeedState({ feedId: 'a', ...failed, failures: 1, lastMessage: 'A Daily cannot be reached.' })],
      NOW,
    )
    expect(health?.words).toBe('Cannot be reached.')
  })

  test('says plainly when nothing answers, nothing was asked, or nothing is switched on', () => {
    const all = (changes: object) => feeds.slice(0, 3).map(({ id }) => makeFeedState({ feedId: id, ...changes }))
    expect(healthSummary(healthOf(feeds, all(failed), NOW))).toBe('None of 3 feeds could be reached.')
    expect(healthSummary(healthOf(feeds, all(failed).slice(1), NOW))).toBe('None of 3 feeds has answered so far: 2 fail, 1 not polled yet.')
    expect(healthSummary(healthOf(feeds, all({}), NOW))).toBe('3 feeds, none polled yet.')
    expect(healthSummary(healthOf(feeds, all(answered), NOW))).toBe('3 of 3 feeds answer.')
    expect(healthSummary(healthOf(feeds.slice(3), [], NOW))).toMatch(/No feed is switched on/)
    expect(nextPollAt(healthOf(feeds, [], NOW))).toBeNull()
  })

  test('gathers many failures by what went wrong, and has words for every way a poll can end', () => {
    const many = OUTCOME_KINDS.map((kind, index) => makeFeed({ id: `f${index}`, title: kind }))
    const states = OUTCOME_KINDS.map((lastKind, index) => makeFeedState({ feedId: `f${index}`, ...failed, lastKind }))
    const groups = failureGroups(healthOf([...feeds, ...many], [...states, makeFeedState({ feedId: 'b', ...failed })], NOW))
    expect(groups[0]?.name).toBe('Name not found')
    expect(groups[0]?.feeds.map((each) => each.feed.id)).toEqual(['b', `f${OUTCOME_KINDS.indexOf('dns')}`])
    expect(groups).toHaveLength(OUTCOME_KINDS.length - 3)
  })
})
