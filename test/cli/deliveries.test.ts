import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliveries } from '#src/cli/deliveries.ts'
import type { SendResult } from '#src/domain/delivery.ts'
import { CALL_AT, makeBrief, makeDigest, makeItem, makeOutcome } from '../fixtures/make.ts'
import { type Desk, openDesk } from './stored.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const { storyId, headline } = makeBrief()
const MINUTE = 60_000

/** One story to two routes of the configuration and one that is gone: sent, refused for now, never tried. */
async function send(): Promise<void> {
  const store = await desk.store()
  const outcome = makeOutcome()
  if (outcome.story === null) throw new Error('the outcome has no story')
  const rows = ['local', 'terminal', 'old'].map((routeId) => ({ storyId, revision: 1, routeId }))
  await store.stories.record({ ...outcome, story: { ...outcome.story, deliveries: rows } })
  const answers: Record<string, SendResult> = {
    local: { kind: 'sent', receipt: { channel: 'local', messageId: 'm-1' } },
    terminal: { kind: 'rejected', reason: 'the terminal is closed', scope: 'route' },
  }
  for (const claimed of await store.outbox.claim(Date.now(), 10, MINUTE, Object.keys(answers))) {
    const answer = answers[claimed.routeId]
    if (answer !== undefined) await store.outbox.settle(claimed, answer, CALL_AT + MINUTE, CALL_AT + 5 * MINUTE)
  }
  await store.stops.stop('route:terminal', 'the terminal is closed', CALL_AT, CALL_AT + 5 * MINUTE)
  await store.close()
}

test('tells under each headline what went where, how often it was tried, what was said, and what is held and why', async () => {
  await send()
  const { out, code } = await desk.run(deliveries, ['deliveries'])
  expect(out).toContain(`${storyId}  ${headline}`)
  expect(out).toMatch(/local +revision 1 +sent +tried once +at 2024-12-19 12:01 · message m-1/)
  expect(out).toMatch(/terminal +revision 1 +waits +tried once +next at 2024-12-19 12:05 · the terminal is closed/)
  expect(out).toMatch(/Held\n(?:.*\n)*? +old: 1 since .*no route old is configured: put it back to have these sent/)
  expect(out).toMatch(/terminal: 1 since .*stopped: the terminal is closed/)
  expect(code).toBe(0)
})

test('tells what a cap keeps back, also of a route that is gone', async () => {
  const store = await desk.store()
  for (const id of ['a', 'b']) {
    const outcome = makeOutcome({ item: makeItem({ title: id }), story: { id } })
    if (outcome.story === null) throw new Error('the outcome has no story')
    const rows = ['local', 'old'].map((routeId) => ({ storyId: id, revision: 1, routeId }))
    await store.stories.record({ ...outcome, story: { ...outcome.story, deliveries: rows } })
  }
  const caps = new Map(['local', 'old'].map((routeId) => [routeId, 0]))
  await store.outbox.claim(Date.now(), 10, MINUTE, ['local', 'old'], caps)
  await store.close()
  const { out } = await desk.run(deliveries, ['deliveries'])
  expect(out).toMatch(/local: 2 since .*kept back by its cap/)
  expect(out).toMatch(/old: 2 since .*no route old is configured/)
})

test('tells of a digest what it is called, and can be narrowed to it', async () => {
  const store = await desk.store()
  const digest = makeDigest([makeBrief()])
  await store.digests.record(digest, { routeId: 'local' }, CALL_AT)
  await store.close()
  for (const args of [[], ['--story', digest.storyId]]) {
    const { out } = await desk.run(deliveries, ['deliveries', ...args])
    expect(out).toContain(`${digest.storyId}  Digest: 1 story\n`)
  }
})

test('as JSON, narrowed to a route or to the beginning of a story’s id', async () => {
  await send()
  const { out } = await desk.run(deliveries, ['deliveries', '--json', '--route', 'local', '--story', storyId.slice(0, 6)])
  expect(JSON.parse(out)).toEqual({
    deliveries: [
      {
        story: storyId,
        revision: 1,
        route: 'local',
        state: 'sent',
        attempts: 1,
        created: expect.stringMatching(/Z$/),
        due: expect.stringMatching(/Z$/),
        settled: '2024-12-19T12:01:00.000Z',
        reason: null,
        message: 'm-1',
      },
    ],
    held: [],
  })
})

test('a story, a route or a number that is none is named', async () => {
  await send()
  expect(await desk.run(deliveries, ['deliveries', '--story', 'zz'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('begins with zz'),
  })
  expect(await desk.run(deliveries, ['deliveries', '--route', 'locale'])).toMatchObject({
    code: 1,
    err: 'no route has the id locale; there are: local, terminal\n',
  })
  expect(await desk.run(deliveries, ['deliveries', '--limit', 'all'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--limit 50'),
  })
})
