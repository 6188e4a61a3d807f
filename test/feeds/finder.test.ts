import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Feed } from '#src/domain/feed.ts'
import { silentLog } from '#src/domain/log.ts'
import { createFinder, type Finder, type PollJob } from '#src/feeds/finder.ts'
import { createPoller } from '#src/feeds/poll.ts'
import { type PollJobs, sharedDue } from '#src/feeds/shared-due.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { makeFeed } from '../fixtures/make.ts'

const AT = Date.UTC(2025, 6, 12)
const signal = new AbortController().signal

type Put = { readonly key: string; readonly data: PollJob }

let store: Store
let now: number
let feeds: readonly Feed[]
/** What was put down, by host; a host that is busy takes no more. */
let jobs: Put[]
let busy: Set<string>
beforeEach(async () => {
  now = AT
  jobs = []
  busy = new Set()
  feeds = ['a', 'b'].flatMap((host) => [1, 2].map((n) => makeFeed({ id: `${host}${n}`, url: `https://${host}.example/${n}` })))
  store = await openStore({ path: ':memory:', now: () => now })
})
afterEach(() => store.close())

const finder = (): Finder =>
  createFinder({
    feeds: () => feeds,
    store: store.feeds,
    sharing: store.sharing,
    clock: () => now,
    log: silentLog,
    spreadMs: 0,
    backfillMs: 0,
    async put(these) {
      const taken = these.map(({ key }) => !busy.has(key))
      for (const [n, job] of these.entries()) {
        if (taken[n] === true) jobs.push(job)
        busy.add(job.key)
      }
      return taken
    },
  })

const found = (): Readonly<Record<string, readonly string[]>> => Object.fromEntries(jobs.map(({ key, data }) => [key, data.feeds]))

/** Hands out what was put down. */
const handing = (onDone: (job: Put) => void, onRelease: () => void): PollJobs<Put> => ({
  take: async (limit) => jobs.splice(0, limit),
  done: onDone,
  release: async () => onRelease(),
})

test('feeds that are due are put down once, those of a host together', async () => {
  const finding = finder()
  expect(await finding.run(signal)).toBe(4)
  expect(found()).toEqual({ 'a.example': ['a1', 'a2'], 'b.example': ['b1', 'b2'] })
  busy.clear()
  expect(await finding.run(signal)).toBe(0)
})

test('a feed that was polled is put down when it is due once more', async () => {
  const finding = finder()
  await finding.run(signal)
  busy.clear()
  const [state] = await store.sharing.feedStates(['a2'])
  if (state === undefined) throw new Error('the feed has no state')
  await store.feeds.settle({ ...state, nextAt: now + 1_000 }, [])
  expect(await finding.run(signal)).toBe(0)
  now += 1_000
  expect(await finding.run(signal)).toBe(1)
  expect(jobs.at(-1)).toEqual({ key: 'a.example', data: { feeds: ['a2'] } })
})

test('a host with many feeds gets a few at a time, and no second job while it has one', async () => {
  feeds = Array.from({ length: 30 }, (_, n) => makeFeed({ id: `f${n}`, url: `https://one.example/${n}` }))
  const finding = finder()
  expect(await finding.run(signal)).toBe(20)
  expect(await finding.run(signal)).toBe(0)
  expect(jobs.length).toBe(1)
})

test('feeds that were taken out are found no more, and new ones at once', async () => {
  const finding = finder()
  feeds = feeds.slice(0, 2)
  await finding.run(signal)
  feeds = [makeFeed({ id: 'c1', url: 'https://c.example/1' })]
  busy.clear()
  jobs = []
  expect(await finding.run(signal)).toBe(1)
  expect(found()).toEqual({ 'c.example': ['c1'] })
})

test('a worker polls of its jobs what is due still, and a job is done when all its feeds are', async () => {
  await finder().run(signal)
  const done: string[] = []
  const released: string[] = []
  const queue = handing(
    (job) => done.push(job.key),
    () => released.push('all'),
  )
  const due = sharedDue({ jobs: queue, store: store.sharing, clock: () => now, concurrency: 8 })
  await store.sharing.putOffFeeds(['b1', 'b2'], now + 1)
  const { states, more } = await due.next(4, 0)
  expect(states.map(({ feedId }) => feedId)).toEqual(['a1', 'a2'])
  expect([more, done]).toEqual([false, ['b.example']])
  due.done('a1')
  expect(done).toEqual(['b.example'])
  due.done('a2')
  expect(done).toEqual(['b.example', 'a.example'])
  await due.end()
  expect(released).toEqual([])
})

test('a worker that is broken off lets others have what it has not done', async () => {
  await finder().run(signal)
  const released: string[] = []
  const queue = handing(
    () => {},
    () => released.push('all'),
  )
  const due = sharedDue({ jobs: queue, store: store.sharing, clock: () => now, concurrency: 8 })
  await due.next(4, 0)
  due.done('a1')
  await due.end()
  expect(released).toEqual(['all'])
})

test('a worker whose store fails while it takes jobs lets others have them: nobody else would poll these hosts', async () => {
  await finder().run(signal)
  const released: string[] = []
  const queue = handing(
    () => {},
    () => released.push('all'),
  )
  const failing = { ...store.sharing, feedStates: () => Promise.reject(new Error('the store is away')) }
  const poller = createPoller({
    feeds: () => feeds,
    store: store.feeds,
    fetch: () => Promise.reject(new Error('nobody is asked')),
    parse: () => Promise.reject(new Error('nothing is read')),
    clock: () => now,
    log: silentLog,
    concurrency: 4,
    spreadMs: 0,
    backfillMs: 0,
    timeZone: 'UTC',
    onNotice: () => {},
    due: sharedDue({ jobs: queue, store: failing, clock: () => now, concurrency: 4 }),
  })
  await poller.prepare()
  await expect(poller.pollDue(signal)).rejects.toThrow('the store is away')
  expect(released).toEqual(['all'])
})

test('a worker forgets the pauses of hosts when its clock is put back: they were counted by another time', async () => {
  const queue = handing(
    () => {},
    () => {},
  )
  const due = sharedDue({ jobs: queue, store: store.sharing, clock: () => now, concurrency: 4 })
  const back: boolean[] = []
  for (const at of [AT, AT + 3_600_000, AT, AT + 1]) {
    now = at
    back.push(await due.begin())
  }
  expect(back).toEqual([false, false, true, false])
})
