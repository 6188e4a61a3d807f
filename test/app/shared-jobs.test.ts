import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { EXPO, rss } from '../e2e/bot.ts'
import { describePostgres, empty, newDatabase, query } from '../stand-ins/postgres/database.ts'
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
    const addresses = origins.flatMap((origin) => [0, 1, 2, 3, 4].map((n) => `${origin}/${n}`))
    for (const [n, address] of addresses.entries())
      publishers.set(address, rss(`Feed ${n}`, [{ title: `Osaka Expo hall ${n} opens`, text: 'A hall of the exposition.', at: EXPO.at }]))
    const made = await Promise.all([1, 2, 3].map(() => open({ feedsYaml: feedsYaml(addresses) })))
    for (const share of made) share.jobs.start()
    await until(async () => Number((await query(url, 'select count(*) as n from items where assessed = 1'))[0]?.n) === addresses.length)
    expect([...asked.values()].every((times) => times === 1)).toBe(true)
    expect(asked.size).toBe(addresses.length)
    expect(most).toEqual(origins.map(() => 1))
  })
})
