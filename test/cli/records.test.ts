import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { itemOf } from '#src/cli/records.ts'
import { summarise } from '#src/cli/summarise.ts'
import type { Io } from '#src/cli/verb.ts'

describe('the language that a record names', () => {
  test.each([
    ['ko', 'ko'],
    ['en-GB', 'en'],
    ['ZH_Hant', 'zh'],
    ['!!', undefined],
    ['', undefined],
    ['korean', undefined],
    [7, undefined],
  ])('%j is read as %j', (lang, language) => {
    expect(itemOf({ title: 'A', lang }, 0).language).toBe(language)
  })
})

test('summarise goes on where a record names no language and its text tells none', async () => {
  const stdout = new PassThrough()
  const lines = ['{"id":1,"title":"2026","content":"12. 34.","lang":"!!"}', '{"id":2,"title":"Rain in the city"}']
  const io: Io = {
    stdin: Readable.from([lines.join('\n')]),
    stdout,
    stderr: new PassThrough(),
    env: {},
    cwd: '.',
    interactive: false,
    signal: new AbortController().signal,
    exit: () => {},
  }
  const program = new Command()
  summarise(program, io)
  await program.parseAsync(['summarise', '-'], { from: 'user' })
  stdout.end()
  const ids = (await text(stdout))
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: number }).id)
  expect(ids).toEqual([1, 2])
})
