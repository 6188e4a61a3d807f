import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SendResult } from '#src/domain/delivery.ts'
import { CALL_AT, makeBrief, makeDigest, makeOutcome } from '../fixtures/make.ts'
import { type Desk, openDesk, TOKEN } from './desk.ts'
import { classed, named } from './elements.ts'

let desk: Desk
let now = CALL_AT
beforeEach(async () => {
  now = CALL_AT
  desk = await openDesk({ now: () => now })
})
afterEach(() => desk.close())

const deliveries = async (path: string): Promise<string> => (await desk.get(path, { authorization: `Bearer ${TOKEN}` })).text()

const { storyId, headline } = makeBrief()
const MINUTE = 60_000

async function settle(result: SendResult): Promise<void> {
  await desk.store.stories.record(makeOutcome())
  const [claimed] = await desk.store.outbox.claim(now, 1, MINUTE)
  if (claimed === undefined) throw new Error('nothing was due')
  await desk.store.outbox.settle(claimed, result, now, now + 5 * MINUTE)
}

const rows = (page: string) =>
  named(page, 'tr')
    .slice(1)
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())

test('shows of every delivery the story, the route, the tries and what the platform said', async () => {
  await settle({ kind: 'sent', receipt: { channel: 'desk', messageId: '4711' } })
  const page = await deliveries('/deliveries')
  expect(rows(page)).toEqual([headline, 'desk Revision 1 sent Tries: 1 19 Dec, 21:00 KST · message 4711'])
  expect(page).toContain('Nothing is held')
  expect(classed(await desk.page('/'), 'held')).toEqual([])
})

test('a digest stands under what it is called, and leads to no page that there is not', async () => {
  const digest = makeDigest([makeBrief()])
  await desk.store.digests.record(digest, { routeId: 'desk' }, now)
  const page = await deliveries('/deliveries')
  expect(rows(page)[0]).toBe('Digest: 1 story')
  expect(page).not.toContain(`/story/${digest.storyId}`)
})

test('a stop is told on the channel’s page in one line, and in full on the page of deliveries', async () => {
  await settle({ kind: 'rejected', reason: 'the bot may not write <b>there</b>', scope: 'route' })
  await desk.store.stops.stop('route:desk', 'the bot may not write <b>there</b>', now, now + MINUTE)
  expect(classed(await desk.page('/'), 'held').map(({ text }) => text)).toEqual(['1 post to 1 route is held. Deliveries'])
  const page = await deliveries('/deliveries')
  expect(page).not.toContain('<b>there')
  expect(rows(page)[1]).toContain('waits Tries: 1 next in 5 min · the bot may not write <b>there</b>')
  expect(named(page, 'li').map(({ text }) => text)).toContainEqual(expect.stringContaining('desk: 1 post, the oldest just now; stopped'))
})

test('what is on its way is told only when it lasts', async () => {
  await settle({ kind: 'retry', reason: 'busy' })
  expect(classed(await desk.page('/'), 'held')).toEqual([])
  now += 16 * MINUTE
  expect(classed(await desk.page('/'), 'held')).toHaveLength(1)
})

test('the list can be narrowed to a story or a route, and an unknown one is simply empty', async () => {
  await settle({ kind: 'retry', reason: 'busy' })
  expect(rows(await deliveries(`/deliveries?story=${storyId}`))).toHaveLength(2)
  expect(rows(await deliveries('/deliveries?route=desk'))).toHaveLength(2)
  expect(await deliveries('/deliveries?route=%3Cscript%3E')).toContain('Nothing was to be posted')
  expect(await deliveries('/deliveries?route=%3Cscript%3E')).not.toContain('<script>')
  expect(named(await desk.page(`/story/${storyId}`), 'a').map(({ attributes }) => attributes.href)).toContain(
    `/deliveries?story=${storyId}`,
  )
})
