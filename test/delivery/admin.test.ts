import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { overWords, troublesOf } from '#src/app/troubles.ts'
import { createAdmin } from '#src/delivery/admin.ts'
import type { Channel, SendResult } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import type { AdminNote, Trouble } from '#src/domain/trouble.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeFeed, makeFeedState } from '../fixtures/make.ts'

const MINUTE_MS = 60_000
const quiet = new AbortController().signal
const stopped: Trouble = { subject: 'route:desk', mark: 'is_archived', text: 'Posting to the route desk is stopped: it is archived.' }

describe('what people are told', () => {
  let store: Store
  let clock: number
  let notes: AdminNote[]
  let answer: SendResult
  let troubles: readonly Trouble[]
  beforeEach(async () => {
    clock = CALL_AT
    store = await openStore({ path: ':memory:', now: () => clock })
    notes = []
    answer = { kind: 'sent', receipt: { channel: 'admin', messageId: 'm1' } }
    troubles = []
  })
  afterEach(() => store.close())

  const place = (platform = 'slack'): { readonly channel: Channel; readonly id: string } => ({
    id: 'admin',
    channel: {
      platform,
      send: async () => answer,
      reconcile: async () => null,
      tell: async (note) => {
        notes.push(note)
        return answer
      },
      close: async () => {},
    },
  })
  /** A bot that has just been started. */
  const open = (places = [place()]) =>
    createAdmin({
      places: () => places,
      notices: store.notices,
      troubles: async () => troubles,
      over: overWords,
      clock: () => clock,
      log: silentLog,
    })
  const lines = () => notes.map((note) => note.lines)

  test('a trouble is told once, over restarts too, and once that it is over', async () => {
    troubles = [stopped]
    await open().run(quiet)
    await open().run(quiet)
    troubles = []
    await open().run(quiet)
    await open().run(quiet)
    expect(lines()).toEqual([[stopped.text], ['Posting to the route desk works again.']])
  })

  test('the same trouble is told again when it comes back, and when its reason changes', async () => {
    const admin = open()
    troubles = [stopped]
    await admin.run(quiet)
    troubles = [{ ...stopped, mark: 'not_in_channel', text: 'Posting to the route desk is stopped: not in the channel.' }]
    await admin.run(quiet)
    troubles = []
    await admin.run(quiet)
    troubles = [stopped]
    await admin.run(quiet)
    expect(lines()).toHaveLength(4)
  })

  test('what comes at once is one note; of very much, how much more there is', async () => {
    troubles = Array.from({ length: 40 }, (_, n) => ({ subject: `feed:f${n}`, mark: 'failing', text: `The feed f${n} has failed.` }))
    await open().run(quiet)
    expect(notes).toHaveLength(1)
    expect(notes[0]?.lines).toHaveLength(12)
    expect(notes[0]?.lines.at(-1)).toBe('And 29 more: see the page.')
  })

  test('a channel that cannot be told is told later, with pauses, under the same key within the minute', async () => {
    const admin = open()
    troubles = [stopped]
    answer = { kind: 'unknown', reason: 'no answer' }
    await admin.run(quiet)
    await admin.run(quiet)
    expect(notes).toHaveLength(1)
    clock += 10_000
    answer = { kind: 'sent', receipt: { channel: 'admin', messageId: 'm1' } }
    await admin.run(quiet)
    await admin.run(quiet)
    expect(notes).toHaveLength(2)
    expect(new Set(notes.map(({ key }) => key)).size).toBe(1)
    expect(notes[0]?.key).toMatch(/^[0-9a-f]{25}$/)
  })

  test('a clock that is put back by a month makes no channel wait so long', async () => {
    const admin = open()
    troubles = [stopped]
    answer = { kind: 'retry', reason: 'busy', afterMs: 3_600_000 }
    await admin.run(quiet)
    clock -= 2_592_000_000
    await admin.run(quiet)
    expect(notes).toHaveLength(2)
    clock += 600_000
    await admin.run(quiet)
    expect(notes).toHaveLength(2)
  })

  test('each admin channel is told, and one that is down holds up no other', async () => {
    troubles = [stopped]
    const down = place('discord')
    await open([{ ...down, channel: { ...down.channel, tell: async () => ({ kind: 'retry', reason: 'down' }) } }, place()]).run(quiet)
    expect(lines()).toEqual([[stopped.text]])
  })
})

describe('what a person should look at', () => {
  test('routes and platforms that stopped, feeds that have failed three times or are gone; not a feed that failed once', async () => {
    const store = await openStore({ path: ':memory:', now: () => CALL_AT })
    await store.stops.stop('platform:slack', 'the token was revoked', CALL_AT, CALL_AT + MINUTE_MS)
    const feeds = ['once', 'thrice', 'gone', 'fine', 'off'].map((id) => makeFeed({ id, enabled: id !== 'off' }))
    await store.feeds.sync(feeds, () => 0)
    const fails = { lastKind: 'timeout', lastMessage: 'River Wire cannot be reached: no answer in time.' } as const
    await store.feeds.settle(makeFeedState({ feedId: 'once', ...fails, failures: 1 }), [])
    await store.feeds.settle(makeFeedState({ feedId: 'thrice', ...fails, failures: 3 }), [])
    await store.feeds.settle(makeFeedState({ feedId: 'off', ...fails, failures: 9 }), [])
    await store.feeds.settle(makeFeedState({ feedId: 'gone', lastKind: 'gone', lastMessage: 'It is gone', failures: 1 }), [])
    await store.feeds.settle(makeFeedState({ feedId: 'fine', lastKind: 'ok', failures: 0 }), [])
    const told = await troublesOf(store, feeds, CALL_AT)
    expect(told.map(({ subject }) => subject).toSorted()).toEqual(['feed:gone', 'feed:thrice', 'platform:slack'])
    expect(told.find(({ subject }) => subject === 'platform:slack')?.text).toBe(
      'Posting to Slack is stopped: the token was revoked. What waits is kept and tried again by itself.',
    )
    expect(told.find(({ subject }) => subject === 'feed:thrice')?.text).toContain('3 times in a row: River Wire cannot be reached')
    await store.close()
  })
})
