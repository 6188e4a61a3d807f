import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDeliverer } from '#src/delivery/deliver.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeOutcome, makeRoute } from '../../fixtures/make.ts'
import { type Opened, openBoth } from './open.ts'

// Slack knows no key by which it would recognise a second try: here is how far looking twice reaches.
const routes = [makeRoute({ id: 'desk', platform: 'slack', channel: 'C0ALERTS' })]
let opened: Opened
let store: Store
let clock = CALL_AT

beforeEach(async () => {
  opened = await openBoth()
  store = await openStore({ path: ':memory:', now: () => clock })
  await store.stories.record(makeOutcome({ routes: ['desk'] }))
})
afterEach(async () => {
  await opened.close()
  await store.close()
})

const messages = () => opened.slack.workspace.channel('C0ALERTS').messages
const asked = (method: string): number => opened.slack.calls.filter((call) => call.method === method).length

async function runAfter(ms: number): Promise<void> {
  clock += ms
  const channels = new Map([[opened.channel.platform, opened.channel]])
  const parts = { outbox: store.outbox, stops: store.stops, channels, log: silentLog }
  await createDeliverer({ ...parts, routes: () => routes, clock: () => clock }).run(new AbortController().signal)
}

test('a post that Slack stores only after we looked for it stands there once: it is looked for again before it is sent again', async () => {
  const lateMs = 1_500
  opened.slack.faults.add('chat.postMessage', { kind: 'late', afterMs: lateMs })
  await runAfter(0)
  await runAfter(10_000)
  expect(messages()).toHaveLength(0)
  expect(asked('conversations.history')).toBe(1)
  await sleep(lateMs)
  await runAfter(20_000)
  expect(asked('conversations.history')).toBe(1)
  await runAfter(20_000)
  expect(messages()).toHaveLength(1)
  expect(asked('chat.postMessage')).toBe(1)
  expect(await store.outbox.list({ limit: 1 })).toMatchObject([{ state: 'sent' }])
})

test('what is not there at the second look either is sent', async () => {
  opened.slack.faults.add('chat.postMessage', { kind: 'drop' })
  for (const ms of [0, 10_000, 40_000]) await runAfter(ms)
  expect(messages()).toHaveLength(1)
  expect([asked('conversations.history'), asked('chat.postMessage')]).toEqual([2, 2])
})
