import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { type Bot, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const SETTINGS = 'poll: { connectTimeout: 1s, totalTimeout: 1s, maxBytes: 1MB, concurrency: 20 }\n'

/** Every bad feed with what is told of it; `''` where nothing is wrong. */
const FEEDS: Readonly<Record<string, string>> = {
  river: '',
  charset: '',
  page: 'page Wire cannot be read: it is an HTML page titled “Welcome”. Check its address in config/feeds.yaml.',
  blank: '',
  huge: 'huge Wire cannot be read: it is larger than 1 MB. Raise poll.maxBytes in config/settings.yaml if that is meant.',
  endless: 'endless Wire cannot be read: it is larger than 1 MB. Raise poll.maxBytes in config/settings.yaml if that is meant.',
  slow: 'slow Wire cannot be reached: no whole answer within 1 s.',
  silent: 'silent Wire cannot be reached: no whole answer within 1 s.',
  cut: 'cut Wire cannot be reached: the connection was cut in the middle of the answer.',
  moved: 'moved Wire cannot be read: the server answered 404 Not Found. Check its address in config/feeds.yaml.',
  gone: 'gone Wire cannot be read: the server says it is gone for good (HTTP 410). It is polled no more: give its new address in config/feeds.yaml, or disable it there.',
  closed: 'closed Wire cannot be reached: 127.0.0.1 refuses the connection.',
}

const yamlOf = (closedPort: number): string =>
  `feeds:\n${Object.keys(FEEDS)
    .map((id) => {
      const url = id === 'closed' ? `http://127.0.0.1:${closedPort}/` : `{origin}/${id}`
      const language = id === 'charset' ? 'ko' : 'en'
      return `  - { id: ${id}, title: ${id} Wire, url: "${url}", language: ${language}, country: KOR, kind: wire, bloc: us-jp-kr }\n`
    })
    .join('')}`

function misbehave(feeds: FeedServer): void {
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
  // Says that it is Latin-1 and is UTF-8.
  feeds.set('/charset', {
    kind: 'feed',
    body: rss('Bay Daily', [LAVROV_KO]).replace('utf-8', 'iso-8859-1'),
    contentType: 'text/xml; charset=iso-8859-1',
  })
  feeds.set('/page', { kind: 'feed', body: '<!doctype html><title>Welcome</title><p>Hello', contentType: 'text/html' })
  feeds.set('/blank', { kind: 'feed', body: '' })
  feeds.set('/huge', { kind: 'gzip-bomb', megabytes: 50 })
  feeds.set('/endless', { kind: 'endless' })
  feeds.set('/slow', { kind: 'drip', body: rss('Slow', [LAVROV_EN]), everyMs: 100 })
  feeds.set('/silent', { kind: 'silent' })
  feeds.set('/cut', { kind: 'cut', body: rss('Cut', [LAVROV_EN]) })
  feeds.set('/gone', { kind: 'status', status: 410 })
}

describe('feeds that misbehave in every way', () => {
  let folder: string
  let feeds: FeedServer
  let bot: Bot
  const open = (at: string): Promise<Bot> =>
    openBot({ at, feeds, feedsYaml: yamlOf(1), settingsYaml: SETTINGS, env: { STORE_PATH: path.join(folder, 'store.db') } })
  /** What was told of a feed, without when the next try is. */
  const told = (): readonly string[] =>
    bot.log.lines
      .filter((line) => line.startsWith('warn'))
      .map((line) => line.replace(/^warn (.*?)(?: The next try is at .*)? \{.*\}$/, '$1'))

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-feeds-'))
    feeds = await startFeedServer()
    misbehave(feeds)
    bot = await open('2025-07-12T09:00:00Z')
    await bot.round()
  })
  afterAll(async () => {
    await bot.close()
    await feeds.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('each is told in one sentence that says what is wrong, and what to do where a person can do something', () => {
    expect(told().toSorted()).toEqual(
      Object.values(FEEDS)
        .filter((sentence) => sentence !== '')
        .toSorted(),
    )
  })

  test('when it is tried next is told in the reader’s zone', () => {
    expect(bot.log.lines.find((line) => line.includes('moved Wire'))).toMatch(/The next try is at 18:[23]\d KST\. \{/)
  })

  test('the others are read: one story of two reports, one of them in a wrongly named charset', async () => {
    const { items, stories } = await bot.app.store.archive.counts()
    expect({ items, stories }).toEqual({ items: 2, stories: 1 })
    expect(bot.terminal()).toContain('Wonsan')
  })

  test('the page says so too', async () => {
    const page = await (await fetch(`${bot.app.url}/feeds`)).text()
    expect(page).toContain('it is an HTML page titled “Welcome”')
    expect(page).toContain('no whole answer within 1 s')
  })

  test('a second failure, and a restart, tell none of it again', async () => {
    const before = bot.log.lines.length
    await bot.round(2 * HOUR)
    expect(bot.log.lines.slice(before).filter((line) => line.startsWith('warn') && !line.includes('blank'))).toEqual([])
    await bot.close()
    bot = await open('2025-07-12T17:00:00Z')
    await bot.round()
    expect(bot.log.lines.filter((line) => line.startsWith('warn') && !line.includes('blank'))).toEqual([])
  })

  test('a feed that is right again is told once and gives its news', async () => {
    feeds.set('/page', { kind: 'feed', body: rss('page Wire', [LAVROV_EN]) })
    await bot.round(7 * HOUR)
    expect(bot.log.lines.filter((line) => line.startsWith('info') && line.includes('page Wire is back'))).toHaveLength(1)
  })
})
