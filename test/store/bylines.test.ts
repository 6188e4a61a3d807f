import { expect, test } from 'vitest'
import type { Item } from '#src/domain/item.ts'
import { freshState } from '#src/feeds/poll-state.ts'
import { openStore } from '#src/store/store.ts'
import { sampleFeed } from '../feeds/samples.ts'

const item: Item = {
  id: 'a1',
  feedId: sampleFeed().id,
  guid: 'a1',
  url: 'https://news.example/1',
  title: 'Ministers met in Wonsan',
  text: '',
  language: 'en',
  source: { outlet: 'Sample', country: 'KOR', kind: 'wire', bloc: 'us-jp-kr' },
  publishedAt: 1,
  firstSeenAt: 2,
  backfilled: false,
}

test('authors and categories are kept; an item without any has none', async () => {
  const store = await openStore({ path: ':memory:' })
  await store.feeds.sync([sampleFeed()], () => 0)
  const told = { ...item, authors: ['Desk One'], categories: ['Defence', '외교'] }
  await store.feeds.settle(freshState(item.feedId, 0), [told, { ...item, id: 'a2', url: 'https://news.example/2' }])
  expect(await store.stories.unassessed(10)).toEqual([told, { ...item, id: 'a2', url: 'https://news.example/2' }])
  await store.close()
})
