import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Config, loadConfig } from '#src/config.ts'
import type { Item } from '#src/domain/item.ts'
import { outletsOf } from '#src/feeds/aggregator.ts'
import { toItems } from '#src/feeds/items.ts'
import { parseFeed } from '#src/feeds/parse.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The bot's own configuration with the feeds of the demo. */
export const demoConfig = (): Promise<Config> =>
  loadConfig({
    dir: path.join(root, 'config'),
    env: {},
    readFile: (file) => readFile(path.basename(file) === 'feeds.yaml' ? path.join(root, 'demo/feeds.yaml') : file, 'utf8'),
  })

/** The items of the demo's feeds, seen within minutes of their publication, as if each had been polled in its own time. */
export async function demoItems(config: Config): Promise<readonly Item[]> {
  const items: Item[] = []
  for (const feed of config.feeds) {
    const bytes = await readFile(path.join(root, 'demo/feeds', path.basename(new URL(feed.url).pathname)))
    const parsed = await parseFeed(bytes, { url: feed.url, language: feed.language, timeZone: feed.timeZone })
    if (!parsed.ok) continue // one of them is broken on purpose
    const context = { feed, outlets: outletsOf(config.feeds), now: Date.parse('2026-10-01T00:00:00Z'), firstPoll: false, backfillMs: 0 }
    items.push(...toItems(parsed.document, context).map((item) => ({ ...item, firstSeenAt: item.publishedAt })))
  }
  return items
}
