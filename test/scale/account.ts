import { deliveryKey } from '#src/delivery/key.ts'
import { townOfRoute } from './plan.ts'
import type { Published } from './publisher.ts'
import type { Arrival } from './receiver.ts'

/** What the store says at the end, read from outside. */
export type Stored = {
  /** Guids with how often each is stored, and whether it was judged. */
  readonly items: ReadonlyMap<string, { readonly times: number; readonly judged: boolean }>
  readonly deliveries: readonly { readonly id: number; readonly story: string; readonly revision: number; readonly route: string }[]
  /** Stories that turned out to be another, and that one. */
  readonly merged: ReadonlyMap<string, string>
}

/** What came, against what publishers published. Each entry is one trouble in words. */
export type Account = {
  /** Entries that publishers handed out; those to be posted; and in how many channels they had to come. */
  readonly entries: number
  readonly reports: number
  readonly wanted: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  /** Documents that came once more under their key, which receivers drop: their sender was killed before it could note the answer. */
  readonly again: number
  /** By report and route: from being handed out for the first time to standing in the channel, ms, with the moment it was handed out. */
  readonly latencies: readonly { readonly servedAt: number; readonly ms: number }[]
}

export const routeName = (route: number): string => `route-${route}`

/** What is in one channel: documents by the order in which they first came. */
function channelOf(route: string, arrivals: readonly Arrival[]) {
  const firsts = new Map<string, Arrival>()
  for (const arrival of arrivals) if (!firsts.has(arrival.key)) firsts.set(arrival.key, arrival)
  const documents = [...firsts.values()]
  const newest = new Map<string, Arrival>()
  for (const one of documents) if ((newest.get(one.story)?.revision ?? 0) < one.revision) newest.set(one.story, one)
  return { route, documents, newest, again: arrivals.length - documents.length }
}

type Channel = ReturnType<typeof channelOf>

/** Each report that the channel had to have stands in one story there, as that story's newest document tells it. */
function reportsOf({ route, documents, newest }: Channel, wanted: readonly string[], merged: Stored['merged']) {
  const lost: string[] = []
  const doubled: string[] = []
  const standing = [...newest.values()].filter(({ story }) => !merged.has(story))
  const places = Map.groupBy(
    standing.flatMap(({ story, urls }) => [...new Set(urls)].map((url) => ({ url, story }))),
    ({ url }) => url,
  )
  const firstAt = new Map<string, number>()
  for (const { urls, at } of documents) for (const url of urls) if (!firstAt.has(url)) firstAt.set(url, at)
  for (const url of wanted) {
    const there = places.get(url) ?? []
    if (there.length === 0) lost.push(`${route}: ${url} did not come`)
    if (there.length > 1) doubled.push(`${route}: ${url} stands there in ${there.length} stories`)
  }
  return { lost, doubled, firstAt }
}

/** No revision of a story came twice, none after a later one, and all in the order in which the outbox has them. */
function orderOf({ route, documents }: Channel, ids: ReadonlyMap<string, number>) {
  const doubled: string[] = []
  const disordered: string[] = []
  const told = new Map<string, number>()
  let last = 0
  for (const { key, story, revision } of documents) {
    const name = `${route}: story ${story} revision ${revision}`
    const before = told.get(story) ?? 0
    if (revision === before) doubled.push(`${name} came under two keys`)
    if (revision < before) disordered.push(`${name} came after revision ${before}`)
    const id = ids.get(key)
    if (id === undefined) doubled.push(`${name} came, and no delivery knows it`)
    else if (id < last) disordered.push(`${name} came after a later delivery`)
    told.set(story, Math.max(before, revision))
    last = Math.max(last, id ?? 0)
  }
  return { doubled, disordered }
}

function unstored(published: Published, { items }: Stored): Pick<Account, 'lost' | 'doubled'> {
  const lost: string[] = []
  const doubled: string[] = []
  for (const guid of published.entries.keys()) {
    const item = items.get(guid)
    if (item === undefined) lost.push(`${guid} was never stored`)
    else if (!item.judged) lost.push(`${guid} was never judged`)
    else if (item.times > 1) doubled.push(`${guid} was stored ${item.times} times`)
  }
  return { lost, doubled }
}

/** Compares what publishers handed out with what is stored, and with what stands in every channel. */
export function account(published: Published, arrivals: readonly Arrival[], stored: Stored, routes: number): Account {
  const { lost, doubled } = unstored(published, stored) as { lost: string[]; doubled: string[] }
  const disordered: string[] = []
  const latencies: { servedAt: number; ms: number }[] = []
  const ids = new Map(
    stored.deliveries.map((one) => [deliveryKey({ storyId: one.story, revision: one.revision, routeId: one.route }), one.id]),
  )
  const reports = [...published.entries.values()].filter(({ entry }) => entry.town !== null)
  const byTown = Map.groupBy(reports, ({ entry }) => entry.town?.id)
  const byRoute = Map.groupBy(arrivals, ({ route }) => route)
  let again = 0
  let wanted = 0
  for (let route = 0; route < routes; route += 1) {
    const channel = channelOf(routeName(route), byRoute.get(routeName(route)) ?? [])
    const mine = byTown.get(townOfRoute(route).id) ?? []
    const urls = mine.map(({ entry }) => entry.url)
    const here = reportsOf(channel, urls, stored.merged)
    const order = orderOf(channel, ids)
    lost.push(...here.lost)
    doubled.push(...here.doubled, ...order.doubled)
    disordered.push(...order.disordered)
    again += channel.again
    wanted += urls.length
    for (const { entry, servedAt } of mine) {
      const at = here.firstAt.get(entry.url)
      if (at !== undefined) latencies.push({ servedAt, ms: at - servedAt })
    }
  }
  return { entries: published.entries.size, reports: reports.length, wanted, lost, doubled, disordered, again, latencies }
}
