import { describe, expect, test } from 'vitest'
import { deliveryKey } from '#src/delivery/key.ts'
import { account, routeName, type Stored } from './account.ts'
import { type Entry, townOfRoute } from './plan.ts'
import type { Published } from './publisher.ts'
import type { Arrival } from './receiver.ts'

const ROUTE = routeName(0)
const reportOf = (guid: string): Entry => ({ guid, url: `https://f0.example/${guid}`, title: guid, text: '', at: 0, town: townOfRoute(0) })
const notice: Entry = { ...reportOf('notice'), town: null }

const published = (...entries: readonly Entry[]): Published => ({
  entries: new Map(entries.map((entry) => [entry.guid, { entry, servedAt: 1_000 }])),
  answers: 1,
  mostOfFeed: 1,
  mostOfHost: 1,
})

const arrival = (story: string, revision: number, guids: readonly string[], at = 3_000): Arrival => ({
  route: ROUTE,
  key: deliveryKey({ storyId: story, revision, routeId: ROUTE }),
  story,
  revision,
  urls: guids.map((guid) => `https://f0.example/${guid}`),
  at,
})

const stored = (guids: readonly string[], deliveries: readonly (readonly [string, number])[]): Stored => ({
  items: new Map(guids.map((guid) => [guid, { times: 1, judged: true }])),
  deliveries: deliveries.map(([story, revision], id) => ({ id: id + 1, story, revision, route: ROUTE })),
  merged: new Map(),
})

describe('the account of what came', () => {
  test('is clear where every report stands once in its channel, and tells how long that took', () => {
    const found = account(published(reportOf('a'), notice), [arrival('s', 1, ['a'])], stored(['a', 'notice'], [['s', 1]]), 1)
    expect(found).toMatchObject({ lost: [], doubled: [], disordered: [], again: 0, reports: 1, wanted: 1 })
    expect(found.latencies).toEqual([{ servedAt: 1_000, ms: 2_000 }])
  })

  test('takes a report for lost that was not stored, not judged, or came to no channel', () => {
    const items = new Map([['b', { times: 1, judged: false }]])
    const { lost } = account(published(reportOf('a'), reportOf('b')), [], { ...stored([], []), items }, 1)
    expect(lost).toHaveLength(4)
  })

  test('takes a report for lost that the newest document of its story does not tell any more', () => {
    const came = [arrival('s', 1, ['a']), arrival('s', 2, ['b'])]
    const rows = [['s', 1] as const, ['s', 2] as const]
    expect(account(published(reportOf('a'), reportOf('b')), came, stored(['a', 'b'], rows), 1).lost).toHaveLength(1)
  })

  test('drops a document that came again under its key, as receivers do, and counts it', () => {
    const came = [arrival('s', 1, ['a']), arrival('s', 1, ['a'])]
    expect(account(published(reportOf('a')), came, stored(['a'], [['s', 1]]), 1)).toMatchObject({ doubled: [], again: 1 })
  })

  test('takes a report for doubled that stands in two stories, a revision with two keys, and what no delivery knows', () => {
    const rows = [['s', 1] as const, ['t', 1] as const]
    const twice = account(published(reportOf('a')), [arrival('s', 1, ['a']), arrival('t', 1, ['a'])], stored(['a'], rows), 1)
    expect(twice.doubled).toHaveLength(1)
    const again = { ...arrival('s', 1, ['a']), key: 'another' }
    expect(account(published(reportOf('a')), [arrival('s', 1, ['a']), again], stored(['a'], rows), 1).doubled).toHaveLength(2)
  })

  test('takes for out of order what came after a later revision, or a later delivery to the same channel', () => {
    const rows = [['s', 1] as const, ['t', 1] as const, ['s', 2] as const]
    const came = [arrival('s', 2, ['a']), arrival('s', 1, ['a'])]
    expect(account(published(reportOf('a')), came, stored(['a'], rows), 1).disordered).toHaveLength(2)
    const crossed = [arrival('t', 1, []), arrival('s', 1, ['a'])]
    expect(account(published(reportOf('a')), crossed, stored(['a'], rows), 1).disordered).toHaveLength(1)
  })
})
