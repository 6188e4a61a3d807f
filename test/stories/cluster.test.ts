import { describe, expect, test } from 'vitest'
import { bCubed, pairwise } from '#src/stories/agreement.ts'
import { createClusterer } from '#src/stories/cluster.ts'
import { facts, reportOf, reportsOf, shuffled, type Told, told } from './told.ts'

const placedIn = (order: readonly Told[]) => {
  const clusterer = createClusterer({ facts, options: { merge: true, retainMs: Number.POSITIVE_INFINITY } })
  for (const each of order) clusterer.place(reportOf(each))
  return (id: string): string => clusterer.storyOf(id) ?? ''
}

const labelled = (order: readonly Told[]) => {
  const storyOf = placedIn(order)
  return told.filter(({ story }) => story !== '').map(({ id, story, lang }) => ({ found: storyOf(id), gold: story, language: lang }))
}

describe('reports of one event in five languages', () => {
  const orders: readonly (readonly [string, readonly Told[]])[] = [
    ['in time order', told],
    ['newest first', told.toReversed()],
    ['shuffled', shuffled(told, 1)],
    ['shuffled otherwise', shuffled(told, 2)],
  ]
  test.each(orders)('come together, and nothing else does: %s', (_, order) => {
    const items = labelled(order)
    expect(pairwise(items).f1).toBeGreaterThanOrEqual(0.95)
    expect(pairwise(items).crossLanguageRecall).toBeGreaterThanOrEqual(0.95)
    expect(bCubed(items).f1).toBeGreaterThanOrEqual(0.95)
  })

  test('take in no report of another matter', () => {
    const storyOf = placedIn(told)
    const stories = new Set(told.filter(({ story }) => story !== '').map(({ id }) => storyOf(id)))
    for (const { id } of told.filter(({ story }) => story === '')) expect(stories.has(storyOf(id))).toBe(false)
  })
})

test('the third and the fourth edition of an exercise stay apart even in one week', () => {
  const third = told.filter(({ story }) => story === 'freedom-edge-3')
  const fourth = told.filter(({ story }) => story === 'freedom-edge-4').map((each) => ({ ...each, published: '2025-09-16T02:00:00Z' }))
  const clusterer = createClusterer({ facts, options: { merge: true } })
  for (const each of [...third, ...fourth]) clusterer.place(reportOf(each))
  const stories = (list: readonly Told[]) => new Set(list.map(({ id }) => clusterer.storyOf(id)))
  expect(stories(third).intersection(stories(fourth)).size).toBe(0)
})

test('an event a month later starts a story of its own though all its words are the same', () => {
  const clusterer = createClusterer({ facts })
  const [first] = told.filter(({ story }) => story === 'lavrov-wonsan-2025')
  if (first === undefined) throw new Error('the gold set lost its visit')
  const one = clusterer.place(reportOf(first))
  const other = clusterer.place(reportOf({ ...first, id: 'later', published: '2025-08-20T08:00:00Z' }))
  expect(other.storyId).not.toBe(one.storyId)
  expect(other.isNew).toBe(true)
})

test('a story’s id comes from its first item: the same at every replay, ten lower-case letters and digits', () => {
  const [first] = reportsOf('bridge-2026')
  if (first === undefined) throw new Error('the gold set lost its bridge')
  const ids = [1, 2].map(() => createClusterer({ facts }).place(first).storyId)
  expect(ids[0]).toBe(ids[1])
  expect(ids[0]).toMatch(/^[a-z0-9]{10}$/)
})

test('a report that is placed twice stays where it is', () => {
  const clusterer = createClusterer({ facts })
  const [first] = reportsOf('bridge-2026')
  if (first === undefined) throw new Error('the gold set lost its bridge')
  const { storyId } = clusterer.place(first)
  expect(clusterer.place(first)).toMatchObject({ storyId, isNew: false })
  expect(clusterer.size).toBe(1)
})

test('a clusterer restored from what was placed goes on as if it had never stopped', () => {
  const before = told.slice(0, 60)
  const after = told.slice(60)
  const whole = createClusterer({ facts })
  const placed = before.map((each) => ({ storyId: whole.place(reportOf(each)).storyId, report: reportOf(each) }))
  const again = createClusterer({ facts })
  again.restore(placed)
  for (const each of after) expect(again.place(reportOf(each)).storyId).toBe(whole.place(reportOf(each)).storyId)
})

test('reports older than the window are forgotten', () => {
  const clusterer = createClusterer({ facts })
  for (const each of told.toSorted((a, b) => a.published.localeCompare(b.published))) clusterer.place(reportOf(each))
  const newest = Math.max(...told.map(({ published }) => Date.parse(published)))
  const young = told.filter(({ published }) => Date.parse(published) >= newest - 28 * 86_400_000)
  expect(clusterer.size).toBe(young.length)
})

test('a date in the future does not count: the time a report was seen does', () => {
  const clusterer = createClusterer({ facts })
  const [first, second] = reportsOf('bridge-2026')
  if (first === undefined || second === undefined) throw new Error('the gold set lost its bridge')
  const future = { ...second, item: { ...second.item, publishedAt: second.item.publishedAt + 365 * 86_400_000 } }
  const one = clusterer.place(first)
  expect(clusterer.place(future).storyId).toBe(one.storyId)
})

test('an item with no text and no known name makes a story of its own', () => {
  const clusterer = createClusterer({ facts })
  const empty = (id: string) => reportOf({ id, title: '', published: '2025-01-01T00:00:00Z', lang: 'en' })
  expect(clusterer.place(empty('a')).storyId).not.toBe(clusterer.place(empty('b')).storyId)
})
