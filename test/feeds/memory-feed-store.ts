import type { FeedState, FeedStore } from '#src/domain/feed.ts'
import type { Item } from '#src/domain/item.ts'
import { freshState } from '#src/feeds/poll-state.ts'

export type MemoryFeedStore = FeedStore & { readonly states: Map<string, FeedState>; readonly items: Map<string, Item> }

/** A FeedStore in memory, with the contract's rules and nothing else. */
export function createMemoryFeedStore(): MemoryFeedStore {
  const states = new Map<string, FeedState>()
  const items = new Map<string, Item>()
  return {
    states,
    items,
    sync: async (feeds, nextAt) => {
      for (const feed of feeds) if (!states.has(feed.id)) states.set(feed.id, freshState(feed.id, nextAt(feed)))
    },
    due: async (now, limit) =>
      [...states.values()]
        .filter((state) => state.nextAt <= now)
        .toSorted((a, b) => a.nextAt - b.nextAt)
        .slice(0, limit),
    all: async () => [...states.values()],
    find: async (feedId) => states.get(feedId) ?? null,
    settle: async (state, found) => {
      states.set(state.feedId, state)
      const fresh = found.filter((item) => !items.has(item.id))
      for (const item of fresh) items.set(item.id, item)
      return fresh
    },
  }
}
