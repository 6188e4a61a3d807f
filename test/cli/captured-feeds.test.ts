import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveCapture } from '#src/cli/captured-feeds.ts'

const FEED = '<rss version="2.0"><channel><title>Wire</title><item><title>Ministers met</title></item></channel></rss>'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-capture-'))
})

afterEach(() => rm(folder, { recursive: true }))

const manifest = (line: object) => writeFile(join(folder, 'manifest.jsonl'), `${JSON.stringify(line)}\n`)

test('a capture is served as its publisher served it, but not packed again', async () => {
  await writeFile(join(folder, 'wire.feed'), FEED)
  const headers = { 'content-type': 'application/rss+xml; charset=euc-kr', etag: '"1"', 'content-encoding': 'gzip', 'content-length': '9' }
  await manifest({ feed: 'wire', path: 'wire.feed', url: 'https://wire.example/rss', headers })
  const served = await serveCapture(folder)
  const answer = await fetch(served.addresses.get('wire') ?? '')
  expect(await answer.text()).toBe(FEED)
  expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=euc-kr')
  expect(answer.headers.get('etag')).toBe('"1"')
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect((await fetch(`${served.origin}/other`)).status).toBe(404)
  await served.close()
})

test('a folder that is no capture is told with what makes one', async () => {
  await expect(serveCapture(folder)).rejects.toThrow(/manifest\.jsonl cannot be read.*feeds capture/)
  await writeFile(join(folder, 'manifest.jsonl'), 'no JSON\n')
  await expect(serveCapture(folder)).rejects.toThrow(/line 1 of .*manifest\.jsonl names no feed and path/)
})

test('a manifest reaches no file outside its folder', async () => {
  await manifest({ feed: 'wire', path: '../../etc/passwd' })
  await expect(serveCapture(folder)).rejects.toThrow(/lies outside/)
})
