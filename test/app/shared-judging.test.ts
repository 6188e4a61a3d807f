import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { startApp } from '#src/app.ts'
import type { Item } from '#src/domain/item.ts'
import { silentLog } from '#src/domain/log.ts'
import type { Store } from '#src/store/store.ts'
import { makeFeedState } from '../fixtures/make.ts'
import { describePostgres, empty, newDatabase, query } from '../stand-ins/postgres/database.ts'
import { reportOf, type Told } from '../stories/told.ts'
import { configOf, openShare, type Share, type ShareOptions } from './share.ts'

const CHILD = fileURLToPath(new URL('share-child.ts', import.meta.url))
const AT = Date.UTC(2025, 9, 1)
const HOUR_MS = 3_600_000

/** Our own reports of many events in five languages, an hour apart. */
const items: readonly Item[] = readFileSync(new URL('../fixtures/more-stories.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(0, 90)
  .map((line) => reportOf(JSON.parse(line) as Told).item)
  .toSorted((a, b) => a.publishedAt - b.publishedAt)
  .map((item, n, all) => ({ ...item, publishedAt: AT - (all.length - n) * HOUR_MS, firstSeenAt: AT }))

/** A feed that nobody answers for: all there is to do is to judge. */
const feedsYaml = `feeds:\n  - { id: none, title: None, url: "http://127.0.0.1:9/none", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`

type Telling = { readonly stories: unknown; readonly posts: unknown }

/** The stories as they are told, and what was posted of each. */
async function toldIn(store: Store): Promise<Telling> {
  const placed = await store.stories.placedSince(0)
  const ids = [...new Set(placed.map(({ storyId }) => storyId))].toSorted()
  const stories = await Promise.all(ids.map(async (id) => ({ story: await store.stories.story(id), brief: await store.stories.brief(id) })))
  // What turned out to be another story may have been posted before.
  const standing = (await store.posts.recent(1_000)).filter(({ brief }) => brief.mergedInto === undefined)
  const posts = standing.map(({ brief }) => `${brief.storyId} ${brief.revision}`)
  return { stories, posts: posts.toSorted() }
}

async function toldAlone(): Promise<Telling> {
  const config = await configOf({ url: 'postgres://nobody@127.0.0.1/none', feedsYaml })
  const alone = {
    ...config,
    settings: { ...config.settings, store: { ...config.settings.store, path: ':memory:' } },
    secrets: { ...config.secrets, databaseUrl: null },
  }
  const terminal = new PassThrough()
  terminal.resume()
  await using app = await startApp({ config: alone, log: silentLog, terminal, interactive: false, spreadMs: 0, clock: () => AT })
  await app.store.feeds.settle(makeFeedState({ nextAt: AT + HOUR_MS }), items)
  await app.judge()
  await app.deliver()
  return toldIn(app.store)
}

describePostgres('judging by one of several processes', () => {
  let url: string
  let alone: Telling
  let shares: Share[] = []
  let children: ChildProcess[] = []
  beforeAll(async () => {
    url = await newDatabase()
    alone = await toldAlone()
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(shares.map((share) => share[Symbol.asyncDispose]()))
    children = []
    shares = []
    await empty(url)
    await query(url, 'drop schema if exists pgboss cascade')
  })
  const options = (quick: boolean): ShareOptions => ({ url, feedsYaml, at: AT, quick })
  const open = async (quick: boolean): Promise<Share> => {
    const share = await openShare(options(quick))
    shares.push(share)
    share.jobs.start()
    return share
  }
  const count = async (what: string): Promise<number> => Number((await query(url, `select count(*) as n from ${what}`))[0]?.n)
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(20)
  }

  test('tells the same stories and posts the same as one bot alone', async () => {
    const [one] = await Promise.all([open(false), open(false), open(false)])
    await one.base.store.feeds.settle(makeFeedState({ nextAt: AT + HOUR_MS }), items)
    await until(async () => (await count('items where assessed = 0')) === 0)
    await until(async () => (await count(`deliveries where state in ('pending', 'claimed')`)) === 0)
    const shared = await toldIn(one.base.store)
    expect(shared.stories).toEqual(alone.stories)
    expect(shared.posts).toEqual(alone.posts)
    expect(shares.filter(({ jobs }) => jobs.leads()).length).toBe(1)
    expect(await count('staged')).toBe(0)
  })

  test('goes over to another when the one that judges is killed, and the stories are as they would have been', async () => {
    const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'] })
    children.push(child)
    child.stdin?.write(`${JSON.stringify(options(true))}\n`)
    await until(async () => (await count("pg_tables where tablename = 'terms'")) === 1 && (await count('terms')) === 1)
    const [one] = await Promise.all([open(true), open(true)])
    await one.base.store.feeds.settle(makeFeedState({ nextAt: AT + HOUR_MS }), items)
    await until(async () => (await count('story_items')) > 20)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    expect(await count('items where assessed = 0')).toBeGreaterThan(0)
    await until(async () => (await count('items where assessed = 0')) === 0)
    expect((await toldIn(one.base.store)).stories).toEqual(alone.stories)
    expect(await one.base.store.sharing.term()).toBe(2)
    expect(await count('staged')).toBe(0)
  })
})
