import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from '#src/cli/parse.ts'
import { runVerb } from './run-verb.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-'))
  await writeFile(
    join(folder, 'good.xml'),
    '<rss><channel><title>F</title><item><title>A</title><link>1</link><guid>g</guid><pubDate>2024-12-19 10:20:30</pubDate></item></channel></rss>',
  )
  await writeFile(join(folder, 'page.html'), '<html><head><title>Page</title></head></html>')
})

afterEach(() => rm(folder, { recursive: true }))

async function run(args: readonly string[], stdin = '') {
  const { out, err, code } = await runVerb(parse, ['parse', ...args], { cwd: folder, stdin })
  const lines = out.split('\n').filter((line) => line !== '')
  return { records: lines.map((line) => JSON.parse(line)), err, code }
}

test('each file is one line, with its feed and items or with its error', async () => {
  const { records, code } = await run(['good.xml', 'page.html', 'missing.xml'])
  expect(records).toMatchObject([
    {
      path: 'good.xml',
      feed: { title: 'F', format: 'rss' },
      items: [{ title: 'A', link: '1', guid: 'g', published: '2024-12-19T10:20:30.000Z' }],
    },
    { path: 'page.html', error: { kind: 'not-a-feed', message: 'it is an HTML page titled “Page”' } },
    { path: 'missing.xml', error: { kind: 'parse-failed', message: 'it cannot be read: there is no such file' } },
  ])
  expect(code).toBe(1)
})

test('a list gives each document its address, headers and language, and keeps its order', async () => {
  await writeFile(
    join(folder, 'list.jsonl'),
    '{"path":"page.html"}\n{"path":"good.xml","url":"https://news.example/rss","language":"ko","headers":{"Content-Type":"text/xml"}}\n',
  )
  const { records, code } = await run(['--list', 'list.jsonl'])
  expect(records.map(({ path }) => path)).toEqual(['page.html', 'good.xml'])
  expect(records[1].items[0]).toMatchObject({ link: 'https://news.example/1', published: '2024-12-19T01:20:30.000Z' })
  expect(code).toBe(0)
})

test('a list can come by standard input; its bad lines are told by number and the rest goes on', async () => {
  const { records, err, code } = await run(['--list', '-'], '{"path":"good.xml"}\nnot json\n{"file":"x"}\n')
  expect(records).toHaveLength(1)
  expect(err).toMatch(/line 2.*\n.*line 3/)
  expect(code).toBe(1)
})

test('a file that a list names and that is not there is told in its place, and by the exit code', async () => {
  const { records, code } = await run(['--list', '-'], '{"path":"missing.xml"}\n{"path":"good.xml"}\n')
  expect(records).toMatchObject([{ path: 'missing.xml', error: { message: 'it cannot be read: there is no such file' } }, { feed: {} }])
  expect(code).toBe(1)
})

test('without a file it says how it is used', async () => {
  expect(await run([])).toMatchObject({
    records: [],
    code: 2,
    err: 'parse: name feed files, or a JSONL list with --list (- for standard input)\n',
  })
})
