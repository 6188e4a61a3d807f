import { resolve } from 'node:path'
import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { discoverFeeds, type FoundFeed } from '../feeds/discover.ts'
import { createFetcher } from '../feeds/fetch.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import { type Io, UsedWrongly } from './verb.ts'

type Options = { readonly json?: boolean; readonly config: string }

const asRecord = ({ url, document: { title, format, language, entries } }: FoundFeed) => {
  const newestAt = Math.max(...entries.map(({ publishedAt }) => publishedAt ?? Number.NEGATIVE_INFINITY))
  return {
    url,
    title,
    format,
    language,
    entries: entries.length,
    newest: Number.isFinite(newestAt) ? new Date(newestAt).toISOString() : null,
  }
}

function lineOf(found: FoundFeed): string {
  const { url, title, format, entries, newest } = asRecord(found)
  return `${url}\n  ${format}, ${entries} ${entries === 1 ? 'entry' : 'entries'}${newest === null ? '' : `, newest ${newest.slice(0, 16).replace('T', ' ')} UTC`}: ${title.replace(/\p{Cc}/gu, ' ')}\n`
}

/** People write addresses without their scheme. */
function addressOf(text: string): string {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UsedWrongly(`feeds discover: “${text}” is no web address; write it in full, beginning with https:// or http://.`)
  return url.href
}

async function discover(text: string, options: Options, io: Io): Promise<void> {
  const url = addressOf(text)
  const { settings } = await loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
  const fetcher = createFetcher(settings.poll)
  const pool = createParsePool()
  try {
    const { found, problem } = await discoverFeeds(url, { fetch: fetcher.fetch, parse: pool.parse }, io.signal)
    if (options.json === true) io.stdout.write(`${JSON.stringify({ url, problem, feeds: found.map(asRecord) })}\n`)
    else io.stdout.write(found.map(lineOf).join(''))
    if (found.length > 0) return
    io.stderr.write(
      problem === null ? `No feed was found behind ${url}: look on the site for its address.\n` : `${url} cannot be read: ${problem}.\n`,
    )
    io.exit(1)
  } finally {
    await Promise.all([fetcher.close(), pool.close()])
  }
}

/** `feeds discover URL`: the feeds behind a web page. */
export function addDiscover(group: Command, io: Io): void {
  group
    .command('discover')
    .description('find the feeds behind a web page; exit 1 when there is none')
    .argument('<url>', 'the address of a page, or of a feed')
    .option('--json', 'one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action((url: string, options: Options) => discover(url, options, io))
}
