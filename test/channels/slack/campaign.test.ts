import { expect, test } from 'vitest'
import { createDeliverer } from '#src/delivery/deliver.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../../fixtures/make.ts'
import type { Fault } from '../../stand-ins/slack/faults.ts'
import { openBoth } from './open.ts'

const STORIES = ['a', 'b', 'c', 'd', 'e', 'f']
const REVISIONS = 4
const CHANNELS = ['C0ALERTS', 'C0SEOUL']
const ROUTES = CHANNELS.map((channel) => makeRoute({ id: channel.toLowerCase(), platform: 'slack', channel }))
const NEVER = new AbortController().signal

/** All that Slack or the way to it may do to a post without refusing that very post. */
const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'drop' },
  { kind: 'lost', how: 'drop' },
  { kind: 'lost', how: 'bad-gateway' },
  { kind: 'lost', how: 'silence' },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'not_in_channel' },
  { kind: 'error', error: 'token_revoked' },
  { kind: 'error', error: 'invalid_blocks' },
]

/** A fault or none, decided by the call's number: the same at every run. */
const faultOf = (call: number): Fault | null => ((call * 7) % 5 < 2 ? (FAULTS[(call * 3) % FAULTS.length] ?? null) : null)

test('whatever Slack does on the way, each story ends as one message with its newest revision', async () => {
  const { slack, channel, close } = await openBoth({ slack: { timeoutMs: 150 } })
  slack.workspace.addChannel('C0SEOUL')
  let clock = CALL_AT
  const store = await openStore({ path: ':memory:', now: () => clock })
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: () => ROUTES,
    channels: new Map([['slack', channel]]),
    clock: () => clock,
    log: silentLog,
    settings: { random: () => 0 },
  })
  const fateful = (): void => {
    slack.faults.clear()
    const made = slack.calls.length
    for (const method of ['chat.postMessage', 'chat.update', 'conversations.history']) {
      const fault = faultOf(made + method.length)
      if (fault !== null) slack.faults.add(method, fault)
    }
  }
  for (let revision = 1; revision <= REVISIONS; revision += 1) {
    for (const id of STORIES) {
      const headline = `${id} ${revision}`
      const outcome = makeOutcome({
        item: makeItem({ guid: headline, title: headline }),
        story: { id, revision },
        brief: { headline },
        routes: ROUTES.map((route) => route.id),
      })
      await store.stories.record(outcome)
      fateful()
      await deliverer.run(NEVER)
      clock += 60_000
    }
  }
  for (let next = await deliverer.nextDueAt(); next !== null; next = await deliverer.nextDueAt()) {
    clock = Math.max(clock + 1, next)
    await deliverer.run(NEVER)
  }
  for (const id of CHANNELS) {
    const shown = slack.workspace
      .channel(id)
      .messages.map(({ metadata }) => `${metadata?.event_payload.story} ${metadata?.event_payload.revision}`)
    expect(shown.toSorted()).toEqual(STORIES.map((story) => `${story} ${REVISIONS}`))
  }
  const disturbed = slack.calls.filter((call) => call.method === 'conversations.history').length
  expect(disturbed).toBeGreaterThan(5)
  await store.close()
  await close()
})
