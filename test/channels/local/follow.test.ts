import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createPostsFollower, type PostsFollower } from '#src/channels/local/follow.ts'
import type { LocalPost } from '#src/domain/local-post.ts'
import type { Log } from '#src/domain/log.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore } from '#src/store/store.ts'
import { makeBrief } from '../../fixtures/make.ts'

const MINUTE = 60_000
const AT = Date.parse('2025-07-12T09:00:00Z')

let followers: PostsFollower[] = []
afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.close()))
  followers = []
})

const open = async (break_: { broken: boolean } = { broken: false }, log: Log = silentLog) => {
  const store = await openStore({ path: ':memory:' })
  const seen: string[] = []
  let looks = 0
  let now = Date.now()
  const posts = {
    recent: store.posts.recent,
    async changedSince(at: number): Promise<readonly LocalPost[]> {
      if (break_.broken) throw new Error('the server is away')
      const found = await store.posts.changedSince(at)
      looks += 1
      return found
    },
  }
  /** Until it was looked twice more: what was put before has been seen by then. */
  const looked = async (): Promise<void> => {
    const enough = looks + 2
    await until(() => looks >= enough)
  }
  const follow = (): PostsFollower => {
    const follower = createPostsFollower({ posts, clock: () => now, log, everyMs: 5 })
    follower.subscribe((post) => seen.push(`${post.brief.storyId} ${post.brief.revision}`))
    followers.push(follower)
    return follower
  }
  const put = (storyId: string, revision: number, at: number) => store.posts.put('local', makeBrief({ storyId, revision }), at)
  const setClock = (at: number): void => {
    now = at
  }
  return { follow, put, seen, looked, setClock }
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(5)
}

test('what others post and edit is told once, in order; what stood there before is not', async () => {
  const { follow, put, seen, looked } = await open()
  await put('before', 1, AT - MINUTE)
  follow()
  await looked()
  await put('first', 1, AT)
  await until(() => seen.length === 1)
  await put('second', 1, AT + MINUTE)
  await put('first', 2, AT + 2 * MINUTE)
  await until(() => seen.length === 3)
  await looked()
  expect(seen).toEqual(['first 1', 'second 1', 'first 2'])
})

test('a post whose machine’s clock is behind is told all the same', async () => {
  const { follow, put, seen, looked } = await open()
  follow()
  await looked()
  await put('ahead', 1, AT)
  await until(() => seen.length === 1)
  await put('behind', 1, AT - 50_000)
  await until(() => seen.length === 2)
  expect(seen).toEqual(['ahead 1', 'behind 1'])
})

test('a clock that was ahead and is put right keeps no later post from being told', async () => {
  const { follow, put, seen, looked, setClock } = await open()
  setClock(AT + 60 * MINUTE)
  follow()
  await looked()
  await put('ahead', 1, AT + 60 * MINUTE)
  await until(() => seen.length === 1)
  setClock(AT)
  await put('later', 1, AT)
  await until(() => seen.length === 2)
  await looked()
  expect(seen).toEqual(['ahead 1', 'later 1'])
})

test('a store that is away is told of once, and what was posted meanwhile is told when it is back', async () => {
  const told: string[] = []
  const state = { broken: false }
  const { follow, put, seen, looked } = await open(state, { ...silentLog, warn: (_fields, message) => void told.push(message) })
  follow()
  await looked()
  state.broken = true
  await put('meanwhile', 1, AT)
  await until(() => told.length > 0)
  await sleep(50)
  state.broken = false
  await until(() => seen.length === 1)
  expect([seen, told]).toEqual([['meanwhile 1'], ['new posts cannot be shown live for now']])
})

test('who is closed, or listens no longer, is told nothing more', async () => {
  const { follow, put, seen, looked } = await open()
  const follower = follow()
  await looked()
  await follower.close()
  await put('late', 1, AT)
  await sleep(50)
  expect(seen).toEqual([])
})
