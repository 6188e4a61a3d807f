import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { opml } from '#src/cli/opml.ts'
import { loadConfig } from '#src/config.ts'
import { runVerb } from './run-verb.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opml-'))
  await cp(new URL('../../config', import.meta.url), join(folder, 'config'), { recursive: true })
})

afterEach(() => rm(folder, { recursive: true }))

const run = (args: readonly string[], stdin = '') => runVerb(opml, ['opml', ...args], { cwd: folder, stdin })

const feedsOf = async () => (await loadConfig({ dir: join(folder, 'config'), env: {} })).feeds

const OPML = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Korea"><outline type="rss" text="Busan Port &amp; Sea" xmlUrl="https://port.example/rss?a=1&amp;b=2" language="ko-KR"/></outline>
<outline type="rss" text="부산 항만" xmlUrl="https://port.example/ko"/>
<outline type="rss" text="A file" xmlUrl="file:///etc/hostname"/>
</body></opml>`

test('what is exported comes back as the same feeds', async () => {
  const before = (await feedsOf()).filter((feed) => feed.enabled)
  const { out } = await run(['export'])
  await writeFile(
    join(folder, 'config', 'feeds.yaml'),
    `feeds:\n  - { id: kept, title: Kept, url: 'https://kept.example/', language: en, country: KOR, kind: wire, bloc: other }\n`,
  )
  await run(['import', '-', '--write'], out)
  const kept = ({ id, title, url, language, country, kind, bloc, timeZone, charset }: (typeof before)[number]) => ({
    ...{ id, title, url, language, country, kind, bloc, timeZone, charset },
  })
  expect((await feedsOf()).slice(1).map(kept)).toEqual(before.map(kept))
})

test('entries are printed as they belong into feeds.yaml, out of folders too, and what is no web address is told', async () => {
  await writeFile(join(folder, 'list.opml'), OPML)
  const { out, err, code } = await run(['import', 'list.opml', '--country', 'KOR'])
  expect(parse(`feeds:\n${out}`).feeds).toEqual([
    {
      id: 'busan-port-sea',
      title: 'Busan Port & Sea',
      url: 'https://port.example/rss?a=1&b=2',
      language: 'ko',
      country: 'KOR',
      kind: 'newspaper',
      bloc: 'other',
    },
    {
      id: 'port-example',
      title: '부산 항만',
      url: 'https://port.example/ko',
      language: 'en',
      country: 'KOR',
      kind: 'newspaper',
      bloc: 'other',
    },
  ])
  expect(err).toContain('“A file”: file:///etc/hostname is neither http nor https')
  expect(code).toBe(1)
})

test('--write adds to feeds.yaml, keeps its comments, and adds nothing a second time', async () => {
  const path = join(folder, 'config', 'feeds.yaml')
  const before = await readFile(path, 'utf8')
  await run(['import', '-', '--write', '--country', 'KOR'], OPML)
  const after = await readFile(path, 'utf8')
  expect(after.startsWith(before.trimEnd())).toBe(true)
  expect((await feedsOf()).slice(-2).map(({ id }) => id)).toEqual(['busan-port-sea', 'port-example'])
  const { err } = await run(['import', '-', '--write', '--country', 'KOR'], OPML)
  expect(await readFile(path, 'utf8')).toBe(after)
  expect(err).toContain('2 were there already')
})

test('a configuration that would be bad is not written', async () => {
  const path = join(folder, 'config', 'feeds.yaml')
  const before = await readFile(path, 'utf8')
  await expect(run(['import', '-', '--write', '--country', 'Korea'], OPML)).rejects.toThrow(/country/)
  expect(await readFile(path, 'utf8')).toBe(before)
})

test('a country is not made up', async () => {
  const { out, err } = await run(['import', '-'], OPML)
  expect(out).toBe('')
  expect(err).toContain('“부산 항만”: no country is named; give --country for all that name none')
})

test('what is no OPML, or no file, is told in a line', async () => {
  await expect(run(['import', '-'], '<html></html>')).rejects.toThrow('standard input is no OPML document')
  await expect(run(['import', 'missing.opml'])).rejects.toThrow('missing.opml cannot be read: there is no such file')
})
