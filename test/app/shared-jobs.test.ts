import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { EXPO, rss } from '../e2e/bot.ts'
import { describePostgres, empty, newDatabase, PATIENCE_MS, query } from '../stand-ins/postgres/database.ts'
import { PASSWORD, startPostgres } from '../stand-ins/postgres/server.ts'
import { type Publishers, startPublishers } from './publishers.ts'
import { openShare, type Share } from './share.ts'

const feedsYaml = (addresses: readonly string[]): string =>
  `feeds:\n${addresses
    .map((url, n) => `  - { id: f${n}, title: Feed ${n}, url: "${url}", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`)
    .join('')}`

/** Until something holds: a machine may be slow, never wrong. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await sleep(50)
}

/** So many feeds at each host, with one entry each. */
function published(publishers: Publishers, ofHost: number): readonly string[] {
  const addresses = publishers.origins.flatMap((origin) => Array.from({ length: ofHost }, (_, n) => `${origin}/${n}`))
  for (const [n, address] of addresses.entries())
    publishers.set(address, rss(`Feed ${n}`, [{ title: `Osaka Expo hall ${n} opens`, text: 'A hall of the exposition.', at: EXPO.at }]))
  return addresses
}

const assessedIn = async (url: string): Promise<number> =>
  Number((await query(url, 'select count(*) as n from items where assessed = 1').catch(() => []))[0]?.n ?? 0)

const CHILD = fileURLToPath(new URL('share-child.ts', import.meta.url))

describePostgres('work shared by processes on one Postgres', () => {
  let url: string
  let shares: Share[] = []
  let publishers: Publishers | undefined
  beforeAll(async () => {
    url = await newDatabase()
  })
  afterEach(async () => {
    await Promise.all(shares.map((share) => share[Symbol.asyncDispose]()))
    shares = []
    await publishers?.close()
    await empty(url)
    await query(url, 'drop schema if exists pgboss cascade')
  })
  const open = async (options: Omit<Parameters<typeof openShare>[0], 'url'>): Promise<Share> => {
    const share = await openShare({ url, ...options })
    shares.push(share)
    return share
  }

  test('each feed is polled once though three ask, and no host is asked two things at a time', async () => {
    publishers = await startPublishers(8, 30)
    const { origins, asked, most } = publishers
    const addresses = published(publishers, 5)
    const made = await Promise.all([1, 2, 3].map(() => open({ feedsYaml: feedsYaml(addresses) })))
    for (const share of made) share.jobs.start()
    await until(async () => (await assessedIn(url)) === addresses.length)
    expect([...asked.values()].every((times) => times === 1)).toBe(true)
    expect(asked.size).toBe(addresses.length)
    expect(most).toEqual(origins.map(() => 1))
  })

  test('what a killed process was polling another polls, and each entry is stored once', async () => {
    publishers = await startPublishers(6, 200)
    const { asked } = publishers
    const addresses = published(publishers, 4)
    const options = { url, feedsYaml: feedsYaml(addresses), quick: true }
    const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'] })
    try {
      child.stdin.write(`${JSON.stringify(options)}\n`)
      await until(() => asked.size > 6)
    } finally {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    expect(await assessedIn(url)).toBeLessThan(addresses.length)
    const share = await open(options)
    share.jobs.start()
    await until(async () => (await assessedIn(url)) === addresses.length)
    expect(asked.size).toBe(addresses.length)
    expect(await share.jobs.queues()).toContainEqual({ name: 'assess', waiting: 0, active: 0, oldestAgeMs: 0 })
  })
})

describePostgres('work shared over a Postgres that crashes', () => {
  test('waits, ends no process, and goes on when it is back', { timeout: PATIENCE_MS }, async () => {
    const server = await startPostgres()
    await using stack = new AsyncDisposableStack()
    stack.defer(() => server.close())
    const url = server.address('postgres')
    const publishers = stack.adopt(await startPublishers(6, 200), (part) => part.close())
    const addresses = published(publishers, 4)
    const shares = await Promise.all(
      [1, 2].map(async () => stack.use(await openShare({ url, feedsYaml: feedsYaml(addresses), quick: true }))),
    )
    for (const { jobs } of shares) jobs.start()
    await until(() => publishers.asked.size > 4)
    await server.stop('crash')
    await sleep(1_000)
    await server.start()
    await until(async () => (await assessedIn(url)) === addresses.length)
    await until(() => shares.some(({ jobs }) => jobs.leads()))
    expect(publishers.asked.size).toBe(addresses.length)
    expect(shares.flatMap(({ lines }) => lines).join()).not.toContain(PASSWORD)
  })
})
