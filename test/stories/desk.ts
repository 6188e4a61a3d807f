import type { Brief } from '#src/domain/brief.ts'
import type { Route } from '#src/domain/delivery.ts'
import type { Item } from '#src/domain/item.ts'
import { silentLog } from '#src/domain/log.ts'
import { createAssessor } from '#src/judgement/assess.ts'
import { createPipeline } from '#src/pipeline.ts'
import { openStore } from '#src/store/store.ts'
import { createNewsroom } from '#src/stories/newsroom.ts'
import { makeFeedState, makeItem } from '../fixtures/make.ts'
import { facts, knowledge } from './told.ts'

const ROUTE: Route = {
  id: 'desk',
  platform: 'local',
  channel: 'desk',
  alignments: facts.alignments.map(({ id }) => id),
  threshold: 0,
  languages: [],
  actors: [],
  mention: null,
}

/** A message as the readers of the only route see it now. */
export type Message = { readonly brief: Brief; readonly edits: number }

/** The real way of an item: a feed's poll is stored, judged, told, and sent to a route that shows every message. */
export async function openDesk() {
  let now = Date.UTC(2025, 8, 15, 6)
  const store = await openStore({ path: ':memory:', now: () => now })
  const assessor = createAssessor(knowledge)
  const messages = new Map<string, Message>()
  const newPipeline = () =>
    createPipeline({
      stories: store.stories,
      assess: (item) => assessor.assess(item),
      openNewsroom: async () => {
        const newsroom = createNewsroom({ facts, alignments: facts.alignments, options: { merge: true } })
        const placed = await store.stories.placedSince(0)
        const briefs = await Promise.all([...new Set(placed.map(({ storyId }) => storyId))].map((id) => store.stories.brief(id)))
        newsroom.restore(
          placed,
          briefs.filter((brief) => brief !== null),
        )
        return newsroom
      },
      routes: () => [ROUTE],
      clock: () => now,
      log: silentLog,
    })
  let pipeline = newPipeline()

  const send = async (): Promise<void> => {
    for (;;) {
      const claimed = await store.outbox.claim(now, 10, 60_000)
      if (claimed.length === 0) return
      for (const delivery of claimed) {
        const receipt = delivery.previous ?? { channel: 'desk', messageId: `message ${delivery.id}` }
        const shown = messages.get(receipt.messageId)
        messages.set(receipt.messageId, { brief: delivery.brief, edits: shown === undefined ? 0 : shown.edits + 1 })
        await store.outbox.settle(delivery, { kind: 'sent', receipt }, now, now)
      }
    }
  }

  return {
    store,
    /** One poll that found these items, and all that follows from it. Answers those that were new. */
    async receive(...items: readonly Item[]): Promise<readonly Item[]> {
      now += 10 * 60_000
      const fresh = await store.feeds.settle(
        makeFeedState(),
        items.map((item) => ({ ...item, firstSeenAt: now })),
      )
      await pipeline.run(new AbortController().signal)
      await send()
      return fresh
    },
    /** What is remembered goes, and comes back from the store. */
    restart(): void {
      pipeline = newPipeline()
    },
    wait(ms: number): void {
      now += ms
    },
    now: () => now,
    shown: (): readonly Message[] => [...messages.values()],
  }
}

/** A report of an outlet about the third day of September's affairs. */
export const reportBy = (outlet: string, title: string, changes: Partial<Item> = {}): Item =>
  makeItem({
    guid: `${outlet} ${title}`,
    url: `https://${outlet.toLowerCase().replaceAll(/[^a-z]/g, '')}.example/${encodeURIComponent(title)}`,
    title,
    text: '',
    language: 'en',
    source: { outlet, country: 'GBR', kind: 'wire', bloc: 'other' },
    publishedAt: Date.UTC(2025, 8, 15, 5),
    backfilled: false,
    ...changes,
  })
