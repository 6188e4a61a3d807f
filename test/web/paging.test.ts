import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALL_AT, makeItem, makeOutcome } from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'

const STORIES = 1_020
const MINUTE_MS = 60_000

type Page = { readonly stories: readonly { readonly storyId: string }[]; readonly total: number; readonly next: string | null }

let desk: Desk

const outcome = (at: number) => {
  const [item, updatedAt] = [makeItem({ guid: `call-${at}` }), CALL_AT + at * MINUTE_MS]
  const headline = at % 3 === 0 ? 'Ministers discuss the drill' : 'Ministers speak by telephone'
  return makeOutcome({ item, story: { openedAt: updatedAt, updatedAt }, brief: { headline, openedAt: updatedAt, updatedAt }, routes: [] })
}

beforeAll(async () => {
  desk = await openDesk({ now: () => CALL_AT + 2 * STORIES * MINUTE_MS })
  for (let at = 0; at < STORIES; at += 1) await desk.store.stories.record(outcome(at))
}, 60_000)
afterAll(() => desk.close())

const read = async (path: string): Promise<Page> => JSON.parse(await desk.page(path))

async function walk(first: string): Promise<readonly string[]> {
  const seen: string[] = []
  for (let next: string | null = first; next !== null; ) {
    const page: Page = await read(next)
    seen.push(...page.stories.map(({ storyId }) => storyId))
    next = page.next
  }
  return seen
}

describe('stories in more pages than are counted', () => {
  test('`next` leads through all of them, each once, beyond the thousand that `total` counts', async () => {
    expect((await read('/api/stories?limit=200')).total).toBe(1_000)
    const seen = await walk('/api/stories?limit=200')
    expect([seen.length, new Set(seen).size]).toEqual([STORIES, STORIES])
  })

  test('with words too, and it ends where the last of them stand', async () => {
    expect(await walk('/api/stories?q=drill&limit=200')).toHaveLength(STORIES / 3)
    expect(await walk('/api/stories?q=minister&limit=200')).toHaveLength(STORIES)
    expect(await walk('/api/stories?q=minister%20-drill&limit=200')).toHaveLength((2 * STORIES) / 3)
  })

  test('a page’s ETag stays while its stories do, and changes with one of them, whatever else is told', async () => {
    const path = '/api/stories?q=drill&limit=50'
    const first = await desk.get(path)
    const tag = first.headers.get('etag') ?? ''
    expect((await desk.get(path, { 'if-none-match': tag })).status).toBe(304)
    await desk.store.stories.record(outcome(STORIES + 1))
    expect((await desk.get(path, { 'if-none-match': tag })).status).toBe(304)
    await desk.store.stories.record(outcome(STORIES + 3))
    const changed = await desk.get(path, { 'if-none-match': tag })
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false])
  })
})
