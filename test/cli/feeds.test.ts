import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { feeds } from '#src/cli/feeds.ts'
import { numbered, rss } from '../feeds/samples.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { runVerb } from './run-verb.ts'

let folder = ''
let server: FeedServer

beforeEach(async () => {
  server = await startFeedServer()
  folder = await mkdtemp(join(tmpdir(), 'feeds-'))
  await cp(new URL('../../config', import.meta.url), join(folder, 'config'), { recursive: true })
  const entry = (id: string, rest: string) =>
    `  - { id: ${id}, title: Feed ${id}, language: en, country: KOR, kind: wire, bloc: us-jp-kr, ${rest} }\n`
  const list =
    entry('good', `url: '${server.set('/good', { kind: 'feed', body: rss([numbered(1), numbered(2)]) })}'`) +
    entry('page', `url: '${server.set('/page', { kind: 'feed', body: '<html><title>Front</title></html>' })}'`) +
    entry('off', `url: '${server.url('/off')}', enabled: false, disabledReason: It moved.`)
  await writeFile(join(folder, 'config', 'feeds.yaml'), `feeds:\n${list}`)
  await writeFile(join(folder, 'config', 'settings.yaml'), 'poll:\n  allowAddresses: [127.0.0.0/8]\n')
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const run = (args: readonly string[]) => runVerb(feeds, ['feeds', ...args], { cwd: folder })

test('every feed is a line of the table, and one that fails makes exit 1', async () => {
  const { out, err, code } = await run(['check'])
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, ' | ')),
  ).toEqual([
    'feed | outcome | items | newest (UTC) | what',
    'good | ok | 2 | 2025-07-12 00:02 | Feed good gave 2 entries.',
    'page | not-a-feed | Feed page cannot be read: it is an HTML page titled “Front”. Check its address in config/feeds.yaml.',
    'off | disabled | disabled: It moved.',
  ])
  expect(err).toBe('1 of 3 feeds are well, 1 failed, 1 disabled\n')
  expect(code).toBe(1)
})

test('--json is one object, and only the feeds that are named are asked', async () => {
  const { out, code } = await run(['check', 'good', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    checked: 1,
    failed: 0,
    feeds: [{ id: 'good', outcome: 'ok', healthy: true, items: 2, newest: '2025-07-12T00:02:00.000Z' }],
  })
  expect(server.requests.map(({ path }) => path)).toEqual(['/good'])
  expect(code).toBe(0)
})

test('a feed nobody configured is told by its id', async () => {
  const { err, code } = await run(['check', 'goood'])
  expect(err).toMatch(/^feeds check: no feed is called goood; the ids are in .*feeds\.yaml\n$/)
  expect(code).toBe(2)
})

test('capture saves bytes and headers in the form that parse --list reads, and tells of those that fail', async () => {
  const bytes = Buffer.from(
    rss([numbered(1)])
      .replace('Report 1', 'Отчёт')
      .replace('UTF-8', 'KOI8-R'),
  )
  server.set('/good', { kind: 'feed', body: bytes, contentType: 'text/xml; charset=utf-8', headers: { 'set-cookie': 'who=you' } })
  server.set('/page', { kind: 'status', status: 404 })
  const { err, code } = await run(['capture', 'captured'])
  expect(code).toBe(1)
  expect(err).toContain('Feed page cannot be read: the server answered 404 Not Found.')
  expect(await readFile(join(folder, 'captured', 'good.feed'))).toEqual(bytes)
  const manifest = (await readFile(join(folder, 'captured', 'manifest.jsonl'), 'utf8')).trim().split('\n')
  expect(manifest).toHaveLength(1)
  const line = JSON.parse(manifest[0] ?? '')
  expect(line).toMatchObject({
    path: 'good.feed',
    url: server.url('/good'),
    language: 'en',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
  })
  expect(line.headers['set-cookie']).toBeUndefined()
})

test('capture never mixes with an older one', async () => {
  await run(['capture', 'captured'])
  await expect(run(['capture', 'captured'])).rejects.toThrow(/captured is not empty; name a new folder/)
})

test('discover finds the feed that a page declares', async () => {
  const page = '<html><head><base href="/sub/"><link rel="alternate" type="application/rss+xml" href="x?a=1&amp;b=2"></head></html>'
  server.set('/front', { kind: 'feed', body: page, contentType: 'text/html' })
  server.set('/sub/x?a=1&b=2', { kind: 'feed', body: rss([numbered(1), numbered(2)]) })
  const { out, code } = await run(['discover', server.url('/front'), '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out).feeds).toEqual([
    { url: server.url('/sub/x?a=1&b=2'), title: 'Sample', format: 'rss', language: null, entries: 2, newest: '2025-07-12T00:02:00.000Z' },
  ])
})

test('discover tries the usual places where a page names none, and says where there is no feed', async () => {
  server.set('/', { kind: 'feed', body: '<html><body><a href="/about">About</a></body></html>', contentType: 'text/html' })
  const none = await run(['discover', server.url('/')])
  expect(none).toMatchObject({ code: 1, out: '', err: `No feed was found behind ${server.url('/')}: look on the site for its address.\n` })
  server.set('/feed.xml', { kind: 'feed', body: rss([numbered(3)]) })
  expect((await run(['discover', server.url('/')])).out).toBe(
    `${server.url('/feed.xml')}\n  rss, 1 entry, newest 2025-07-12 00:03 UTC: Sample\n`,
  )
})

test('discover follows no page into a private network', async () => {
  server.set('/front', {
    kind: 'feed',
    body: '<link rel="alternate" type="application/atom+xml" href="http://10.0.0.1/feed">',
    contentType: 'text/html',
  })
  expect((await run(['discover', server.url('/front')])).code).toBe(1)
  expect(await run(['discover', 'http://169.254.169.254/latest'])).toMatchObject({
    code: 1,
    err: 'http://169.254.169.254/latest cannot be read: the address 169.254.169.254 is not on the public internet.\n',
  })
})

test('discover names a text that is no web address', async () => {
  await expect(run(['discover', 'ftp://news.example/'])).rejects.toThrow('“ftp://news.example/” is no web address')
})
