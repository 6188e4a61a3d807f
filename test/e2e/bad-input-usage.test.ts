import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOT_FOR_PEOPLE, PROJECT, run } from './run.ts'

const lines = (text: string): readonly string[] => text.trim().split('\n')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-usage-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('wrong use is told in a line and ends with 2', () => {
  test.each([
    [['nonsense'], "error: unknown command 'nonsense'"],
    [['start', '--bogus'], "error: unknown option '--bogus'"],
    [['start', '--config', 'nowhere'], 'There is no configuration folder'],
    [['classify', '--config', 'nowhere', '-'], 'name the folder with --config'],
    [['classify'], "error: missing required argument 'file'"],
    [['classify', 'missing.jsonl'], 'missing.jsonl cannot be read: there is no such file. Give a JSONL file, or - for standard input.'],
    [['classify', 'src'], 'src cannot be read: it is a folder.'],
    [['replay', 'missing.jsonl'], 'missing.jsonl cannot be read: there is no such file.'],
    [['evaluate', 'missing.jsonl'], 'missing.jsonl cannot be read: there is no such file.'],
    [['why', 'missing.jsonl'], 'missing.jsonl cannot be read: there is no such file.'],
    [['parse', '--list', 'missing.jsonl'], 'missing.jsonl cannot be read: there is no such file.'],
    [['parse'], 'parse: name feed files'],
    [['actor', 'lavrov', '--on', 'gestern'], '"gestern" is no date; write it as 2025-07-12'],
    [['actor', 'lavrov', '--on', '2026-02-30'], '"2026-02-30" is no date; write it as 2025-07-12'],
    [['feeds', 'check', 'nosuch'], 'no feed is called nosuch'],
    [['register'], 'there is no Discord token: set DISCORD_TOKEN'],
  ] as const)('%j', async (args, told) => {
    const { code, out, err } = await run(args)
    expect(err).toContain(told)
    expect(lines(err).length).toBeLessThanOrEqual(2)
    expect(err).not.toMatch(NOT_FOR_PEOPLE)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  test('the program without a verb says what verbs there are', async () => {
    const { code, err } = await run([])
    expect(code).toBe(2)
    for (const verb of ['start', 'demo', 'classify', 'replay', 'feeds']) expect(err).toContain(`  ${verb}`)
  })
})

const GOOD = { title: 'Lavrov meets Kim Jong Un in Wonsan', published: '2025-07-12T08:00:00Z' }
const RUBBISH = [
  JSON.stringify({ id: 'first', ...GOOD }),
  'rubbish \u001b[31mred',
  '[1]',
  '42',
  '',
  '{"id":"empty"}',
  JSON.stringify({ id: 'odd', title: 'Expo passes its half-way point', published: 'some day', lang: 7, content: null }),
  '{"id":"cut","title":"Lav',
].join('\n')

describe('rubbish on standard input is told line by line, and the rest goes on', () => {
  test('classify judges what is an item, in order', async () => {
    const { code, out, err } = await run(['classify', '-'], { stdin: RUBBISH })
    const records = lines(out).map((line) => JSON.parse(line) as { id: string; alignments: Record<string, { kept: boolean }> })
    expect(records.map(({ id }) => id)).toEqual(['first', 'empty', 'odd'])
    expect(records.map(({ alignments }) => alignments['dprk-russia']?.kept)).toEqual([true, false, false])
    expect(lines(err).map((line) => /^standard input: line (\d+): /.exec(line)?.[1])).toEqual(['2', '3', '4', '6', '8'])
    expect(err).not.toContain('\u001b')
    expect(code).toBe(1)
  })

  test('replay takes the items through the pipeline', async () => {
    const { code, out, err } = await run(['replay', '-'], { stdin: RUBBISH })
    expect(lines(out)).toHaveLength(1)
    expect(out).toContain('Wonsan')
    expect(err).toContain('standard input: line 6: the item has neither title, description nor content')
    expect(err).toContain('2 items, 1 kept')
    expect(code).toBe(1)
  })

  test('nothing at all is no mistake', async () => {
    expect(await run(['classify', '-'], { stdin: '' })).toEqual({ code: 0, out: '', err: '' })
    expect(await run(['replay', '-'], { stdin: '\n\n' })).toMatchObject({ code: 0, out: '' })
  })

  test('a feed file that is missing is one line of the answer, and the others are read', async () => {
    const feed = path.join(folder, 'feed.xml')
    await writeFile(feed, '<rss version="2.0"><channel><title>River Wire</title><item><title>One</title></item></channel></rss>')
    const { code, out } = await run(['parse', 'missing.xml', feed])
    expect(lines(out).map((line) => JSON.parse(line))).toMatchObject([
      { path: 'missing.xml', error: { message: 'it cannot be read: there is no such file' } },
      { path: feed, items: [{ title: 'One' }] },
    ])
    expect(code).toBe(1)
  })
})

describe('a configuration with mistakes', () => {
  test('three mistakes in three places are told at once, each with file, line and what would be right', async () => {
    const dir = path.join(folder, 'config')
    await cp(path.join(PROJECT, 'config'), dir, { recursive: true })
    await writeFile(
      path.join(dir, 'feeds.yaml'),
      'feeds:\n  - { id: river, title: River Wire, url: "htp://x", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n',
    )
    const env = { WEB_PORT: 'lots', DISCORD_CHANNELS: '#alerts', DISCORD_TOKEN: 'planted-secret-word' }
    const { code, out, err } = await run(['start', '--config', dir], { env })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(lines(err)).toEqual([
      'The configuration has 3 problems:',
      expect.stringMatching(/WEB_PORT: "lots" is no number\. Write a whole number from 0 to 65535\.$/),
      expect.stringMatching(/feeds\.yaml:2 feeds\[0\]\.url: "htp:\/\/x" is no web address\. Write it in full/),
      expect.stringMatching(/DISCORD_CHANNELS: "#alerts" is no channel of discord\. Write the channel's number/),
    ])
    expect(err).not.toContain('planted-secret-word')
  })
})
