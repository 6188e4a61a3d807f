import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { feeds } from '#src/cli/feeds.ts'
import type { Io } from '#src/cli/verb.ts'
import { numbered, rss } from '../feeds/samples.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'

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

async function run(args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  let code = 0
  const io: Io = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: {},
    cwd: folder,
    interactive: false,
    signal: new AbortController().signal,
    exit: (wanted) => {
      code = Math.max(code, wanted)
    },
  }
  const program = new Command()
  feeds(program, io)
  const [out, err] = [text(stdout), text(stderr)]
  await program.parseAsync(['feeds', 'check', ...args], { from: 'user' })
  stdout.end()
  stderr.end()
  return { out: await out, err: await err, code }
}

test('every feed is a line of the table, and one that fails makes exit 1', async () => {
  const { out, err, code } = await run([])
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
  const { out, code } = await run(['good', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    checked: 1,
    failed: 0,
    feeds: [{ id: 'good', outcome: 'ok', healthy: true, items: 2, newest: '2025-07-12T00:02:00.000Z' }],
  })
  expect(server.requests.map(({ path }) => path)).toEqual(['/good'])
  expect(code).toBe(0)
})

test('a feed nobody configured is told by its id', async () => {
  const { err, code } = await run(['goood'])
  expect(err).toMatch(/^feeds check: no feed is called goood; the ids are in .*feeds\.yaml\n$/)
  expect(code).toBe(2)
})
