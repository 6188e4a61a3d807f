import { join } from 'node:path'
import { type PassThrough, Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { runProgram } from '#src/cli/program.ts'

async function run(lines: readonly object[], ...options: string[]): Promise<{ out: string; err: string; code: number }> {
  const written = { out: '', err: '', code: 0 }
  const into = (key: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        written[key] += String(chunk)
        done()
      },
    })
  await runProgram(['evaluate-events', '-', ...options], {
    stdin: Readable.from([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]) as PassThrough,
    stdout: into('out'),
    stderr: into('err'),
    env: {},
    cwd: join(import.meta.dirname, '../..'),
    interactive: false,
    signal: new AbortController().signal,
    exit: (code) => {
      written.code = Math.max(written.code, code)
    },
  })
  return written
}

const item = { id: 'a', title: 'South Korea says North Korea sent troops to Russia', lang: 'en', published: '2024-10-18' }

test('counts a category, actors and recipients that are coded as labelled', async () => {
  const { out } = await run([{ ...item, event: 'AID', actors: ['PRK'], recipients: ['RUS'] }], '--json')
  const { all } = JSON.parse(out)
  expect(all).toMatchObject({ items: 1, categoryFirst: 1, categoryFirstOrSecond: 1, actors: { f1: 1 }, recipients: { f1: 1 } })
})

test('items without a labelled event are passed over, and a label that is no category is told', async () => {
  const { out, err, code } = await run([
    { ...item, event: '' },
    { ...item, event: 'GIFT' },
    { ...item, event: 'AID', actors: ['PRK'], recipients: [] },
  ])
  expect(out).toContain('1 items with a labelled event')
  expect(err).toContain('line 2: GIFT is no PLOVER category')
  expect(code).toBe(1)
})
