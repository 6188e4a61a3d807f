import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import type { Feed } from '../domain/feed.ts'
import { createFetcher, type FetchFeed, type Headers } from '../feeds/fetch.ts'
import { describeFailure } from '../feeds/health.ts'
import { eachByHost } from './feeds-hosts.ts'
import { type Io, UsedWrongly } from './verb.ts'

type Options = { readonly config: string }

/** Says who asked, not what was published. */
const PRIVATE_HEADERS: ReadonlySet<string> = new Set(['set-cookie', 'set-cookie2', 'report-to', 'nel'])

const shareable = (headers: Headers): Headers => Object.fromEntries(Object.entries(headers).filter(([name]) => !PRIVATE_HEADERS.has(name)))

/** An empty or new folder: a capture never mixes with an older one. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
  const held = await readdir(path)
  if (held.length > 0) throw new UsedWrongly(`feeds capture: ${path} is not empty; name a new folder.`)
}

/** One line of the manifest, in the form that `parse --list` reads. */
const lineOf = (feed: Feed, path: string, url: string, headers: Headers): string =>
  JSON.stringify({
    path,
    feed: feed.id,
    kind: 'real',
    url,
    language: feed.language,
    timeZone: feed.timeZone,
    ...(feed.charset === null ? {} : { charset: feed.charset }),
    headers: shareable(headers),
    fetchedAt: new Date().toISOString(),
  })

async function captureOne(feed: Feed, folder: string, fetch: FetchFeed, io: Io): Promise<string | null> {
  const result = await fetch({ url: feed.url, userAgent: feed.userAgent, etag: null, lastModified: null }, io.signal)
  if (result.kind !== 'document') {
    const failure = result.kind === 'failed' ? result.failure : { kind: 'network' as const, message: 'it says that nothing changed' }
    io.stderr.write(`${describeFailure(feed, failure)}\n`)
    return null
  }
  const path = `${feed.id}.feed`
  await writeFile(join(folder, path), result.bytes)
  return lineOf(feed, path, result.url, result.headers)
}

async function capture(target: string, options: Options, io: Io): Promise<void> {
  const { feeds, settings } = await loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
  const folder = resolve(io.cwd, target)
  await makeFolder(folder)
  const fetcher = createFetcher(settings.poll)
  try {
    const enabled = feeds.filter((feed) => feed.enabled)
    const lines = (await eachByHost(enabled, (feed) => captureOne(feed, folder, fetcher.fetch, io))).filter((line) => line !== null)
    await writeFile(join(folder, 'manifest.jsonl'), lines.map((line) => `${line}\n`).join(''))
    io.stderr.write(
      `${lines.length} of ${enabled.length} feeds are in ${target}; read them with: parse --list ${join(target, 'manifest.jsonl')}\n`,
    )
    if (lines.length < enabled.length) io.exit(1)
  } finally {
    await fetcher.close()
  }
}

/** `feeds capture FOLDER`: the bytes and headers of every configured feed, to be read again without a network. */
export function addCapture(group: Command, io: Io): void {
  group
    .command('capture')
    .description('save what every configured feed answers now to a new folder; exit 1 when any fails')
    .argument('<folder>', 'a new or empty folder')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action((folder: string, options: Options) => capture(folder, options, io))
}
