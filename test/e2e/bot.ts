import path from 'node:path'
import { PassThrough } from 'node:stream'
import { type App, startApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import type { Log } from '#src/domain/log.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'

export const HOUR = 3_600_000

/** An entry as our sample publishers write it. */
export type Entry = { readonly title: string; readonly text: string; readonly at: string }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** An RSS 2.0 document of the entries, at an address of its own each. */
export const rss = (title: string, entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${escaped(title)}</title>${entries
    .map(
      (entry, n) =>
        `<item><title>${escaped(entry.title)}</title><link>https://${title.toLowerCase().replaceAll(/\W/g, '')}.example/${n}-${Date.parse(entry.at)}</link>` +
        `<pubDate>${new Date(entry.at).toUTCString()}</pubDate><description>${escaped(entry.text)}</description></item>`,
    )
    .join('')}</channel></rss>`

/** Two publishers of ours on loopback, as feeds.yaml would name them. */
const feedsYaml = (origin: string): string => `
feeds:
  - { id: river, title: River Wire, url: "${origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }
  - { id: bay, title: Bay Daily, url: "${origin}/bay", language: ko, country: KOR, kind: newspaper, bloc: us-jp-kr }
`

export type Bot = {
  readonly app: App
  readonly feeds: FeedServer
  readonly log: Log & { readonly lines: readonly string[] }
  /** What stood on the terminal so far. */
  readonly terminal: () => string
  /** Moves the clock on, then polls, judges, delivers, and tells who runs it what has stopped. */
  round(laterMs?: number): Promise<void>
  close(): Promise<void>
}

export type BotOptions = {
  /** The bot's clock at the start, ISO 8601. */
  readonly at: string
  readonly env?: Readonly<Record<string, string>>
  readonly api?: { readonly discord?: string; readonly slack?: string }
  /** feeds.yaml in place of the two publishers; `{origin}` stands for the feed server. */
  readonly feedsYaml?: string
  /** Settings in place of those of config/. */
  readonly settingsYaml?: string
  /** Routes in place of those of config/. */
  readonly routesYaml?: string
  /** A feed server that is there already; it is not closed with the bot. */
  readonly feeds?: FeedServer
}

function keepingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const at =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  return { lines, debug: () => {}, info: at('info'), warn: at('warn'), error: at('error') }
}

/** The real program with its own configuration, but for the feeds, the store (memory) and the clock. */
export async function openBot(options: BotOptions): Promise<Bot> {
  const feeds = options.feeds ?? (await startFeedServer())
  const dir = path.resolve(import.meta.dirname, '../../config')
  const { readFile } = await import('node:fs/promises')
  const yaml = (options.feedsYaml ?? feedsYaml('{origin}')).replaceAll('{origin}', feeds.origin)
  const config = await loadConfig({
    dir,
    env: { STORE_PATH: ':memory:', WEB_PORT: '0', POLL_ALLOW_ADDRESSES: '127.0.0.1/32', ...options.env },
    async readFile(file) {
      const replaced = { 'feeds.yaml': yaml, 'settings.yaml': options.settingsYaml, 'routes.yaml': options.routesYaml }
      return new Map(Object.entries(replaced)).get(path.relative(dir, file)) ?? readFile(file, 'utf8')
    },
  })
  let now = Date.parse(options.at)
  const log = keepingLog()
  const terminal = new PassThrough()
  let shown = ''
  terminal.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
  })
  const app = await startApp({
    config,
    log,
    terminal,
    interactive: false,
    clock: () => now,
    spreadMs: 0,
    ...(options.api ? { api: options.api } : {}),
  })
  return {
    app,
    feeds,
    log,
    terminal: () => shown,
    async round(laterMs = 0) {
      now += laterMs
      await app.poll()
      await app.judge()
      await app.deliver()
      await app.tell()
    },
    async close() {
      await app[Symbol.asyncDispose]()
      if (options.feeds === undefined) await feeds.close()
    },
  }
}

/** Two reports of one event and an event that is none of ours, in our own words. */
export const LAVROV_EN: Entry = {
  title: 'Lavrov, in Wonsan, warns US, South Korea and Japan against alliance aimed at North Korea',
  text: 'Russian Foreign Minister Sergey Lavrov met Kim Jong Un in Wonsan on 12 July 2025 and warned the United States, South Korea and Japan against forming an alliance directed at North Korea and Russia.',
  at: '2025-07-12T08:00:00Z',
}
export const LAVROV_KO: Entry = {
  title: '라브로프, 원산에서 김정은 면담…한미일에 “대북 동맹 말라” 경고',
  text: '세르게이 라브로프 러시아 외무장관이 12일 원산에서 김정은 국무위원장을 만났다. 그는 미국과 한국, 일본이 북한과 러시아를 겨냥한 동맹을 만드는 데 대해 경고했다.',
  at: '2025-07-12T08:20:00Z',
}
export const EXPO: Entry = {
  title: 'Osaka Expo passes its half-way point',
  text: 'The world exposition in Osaka, open since 13 April 2025, has passed the middle of its six months.',
  at: '2025-07-12T07:00:00Z',
}
/** A headline that tries every trick, about an event that is kept. */
export const HOSTILE: Entry = {
  title:
    '@everyone <@&1> <!channel> [Kremlin](https://evil.example) ||North Korea|| sends troops to Russia <https://evil.example|tass.com> \u202Egnp.exe',
  text: 'North Korea sent troops to Russia, **Seoul** said. @here <@U123> https://evil.example/ping `code` <b>bold</b> [click](javascript:alert(1))',
  at: '2025-07-12T07:30:00Z',
}
