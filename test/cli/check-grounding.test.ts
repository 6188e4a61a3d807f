import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkGrounding } from '#src/cli/check-grounding.ts'
import { summarise } from '#src/cli/summarise.ts'
import { runVerb } from './run-verb.ts'

const ITEMS = [
  {
    id: 'en',
    title: 'Han and Ishiba speak by telephone',
    content:
      'Acting President Han Duck-soo and Prime Minister Ishiba Shigeru spoke on Thursday, 19 December 2024, for about 12 minutes. They said "cooperation would go on" &amp; agreed on <b>two</b> more calls. Some 12,000 people watched.',
  },
  {
    id: 'ru',
    title: 'Лавров в Вонсане',
    content: 'Сергей Лавров провёл 12 июля в Вонсане переговоры с Цой Сон Хи. Приедут 12 тыс. гостей.',
  },
  { id: 'ko', title: '라브로프 원산 방문', content: '라브로프 장관이 12일 원산에서 최선희 외무상과 회담했다. 1만2000명이 온다.' },
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grounding-'))
  await writeFile(join(folder, 'items.jsonl'), ITEMS.map((item) => JSON.stringify(item)).join('\n'))
})
afterAll(() => rm(folder, { recursive: true }))

async function wrongIn(id: string, ...sentences: string[]): Promise<readonly string[]> {
  const stdin = JSON.stringify({ id, summary: sentences.join(' '), sentences })
  const { out, code } = await runVerb(checkGrounding, ['check-grounding', '-', '--sources', 'items.jsonl'], { cwd: folder, stdin })
  const found = out === '' ? [] : (JSON.parse(out) as { wrong: { kind: string; text: string }[] }).wrong
  expect(code).toBe(found.length === 0 ? 0 : 1)
  return found.map(({ kind, text }) => `${kind}: ${text}`)
}

describe('a summary of what its source says', () => {
  test.each([
    ['en', 'Acting President Han Duck-soo and Prime Minister Ishiba Shigeru spoke on Thursday, 19 December 2024, for about 12 minutes.'],
    ['en', 'They said "cooperation would go on" & agreed on two more calls.'],
    ['en', 'Some 12,000 people…'],
    ['ru', 'Сергей Лавров провёл 12 июля в Вонсане переговоры с Цой Сон Хи.'],
    ['ko', '라브로프 장관이 12일 원산에서 최선희 외무상과 회담했다.'],
  ])('passes (%s): %s', async (id, sentence) => {
    expect(await wrongIn(id, sentence)).toEqual([])
  })
})

describe('what stands in no source is found', () => {
  test.each([
    ['en', 'President Dupont and Ishiba Shigeru spoke.', 'name: President Dupont'],
    ['en', 'Acting President Ishiba Shigeru spoke.', 'name: Acting President Ishiba Shigeru'],
    ['en', 'Some 15,000 people watched.', 'number: 15,000 people'],
    ['en', 'Some 2,000 people watched.', 'number: 2,000 people'],
    ['en', 'They agreed on three more calls.', 'number: three'],
    ['en', 'They spoke for about 12 hours.', 'number: 12 hours'],
    ['en', 'They spoke on Friday.', 'date: Friday'],
    ['en', 'They spoke on 18 December 2024.', 'date: 18 December 2024'],
    ['en', 'They said "cooperation would end".', 'quotation: cooperation would end'],
    ['ru', 'Сергей Иванов провёл в Вонсане переговоры.', 'name: Сергей Иванов'],
    ['ru', 'Сергей Лавров провёл 14 июля в Вонсане переговоры.', 'date: 14 июля'],
    ['ko', '푸틴 장관이 12일 원산에서 회담했다.', 'name: 푸틴'],
    ['ko', '라브로프 장관이 14일 원산에서', 'date: 14일'],
  ])('(%s) %s', async (id, sentence, wrong) => {
    expect(await wrongIn(id, sentence)).toContain(wrong)
  })

  test('in a brief, where no source of its own has it, though another item does', async () => {
    const brief = {
      storyId: 's1',
      summary: ['Сергей Лавров провёл переговоры.', 'Some 12,000 people watched.'],
      sources: [{ itemId: 'ru' }],
    }
    const words = ['check-grounding', '-', '--sources', 'items.jsonl']
    const { out, err } = await runVerb(checkGrounding, words, { cwd: folder, stdin: JSON.stringify(brief) })
    expect(JSON.parse(out)).toMatchObject({ id: 's1', wrong: [{ text: '12,000 people' }, { text: 'Some' }] })
    expect(err).toContain('1 summaries (1 by the summariser)')
    const both = { ...brief, sources: [{ itemId: 'ru' }, { itemId: 'en' }] }
    expect(await runVerb(checkGrounding, words, { cwd: folder, stdin: JSON.stringify(both) })).toMatchObject({ out: '', code: 0 })
  })
})

describe('the verb', () => {
  test('tells of a summary whose source is missing, and goes on', async () => {
    const stdin = `${JSON.stringify({ id: 'gone', summary: 'Han spoke.' })}\n${JSON.stringify({ id: 'en', summary: 'Han and Ishiba speak by telephone' })}`
    const { err, code } = await runVerb(checkGrounding, ['check-grounding', '-', '--sources', 'items.jsonl', '--json'], {
      cwd: folder,
      stdin,
    })
    expect(err).toContain('line 1: none of its sources (gone)')
    expect(code).toBe(1)
  })

  test('draws the same summaries for the same seed', async () => {
    const stdin = ITEMS.map(({ id, title }) => JSON.stringify({ id, summary: title })).join('\n')
    const draw = async (seed: string) =>
      (
        await runVerb(checkGrounding, ['check-grounding', '-', '--sources', 'items.jsonl', '--sample', '2', '--seed', seed], {
          cwd: folder,
          stdin,
        })
      ).out
    expect(await draw('4')).toBe(await draw('4'))
    expect((await draw('4')).trim().split('\n')).toHaveLength(2)
  })
})

const SHARED = resolve(import.meta.dirname, '../../../shared/data')
const FILES = ['headlines-dev.jsonl', 'background.jsonl'].map((name) => join(SHARED, name))
const absent = FILES.find((file) => !existsSync(file))

test.skipIf(absent !== undefined)(
  `over all items of ${absent === undefined ? 'the shared data' : `${absent} (absent: skipped)`} nothing is made up`,
  async () => {
    const sums = await Promise.all(FILES.map((file) => runVerb(summarise, ['summarise', file], { cwd: folder })))
    const file = join(folder, 'summaries.jsonl')
    await writeFile(file, sums.map(({ out }) => out).join(''))
    const { out, code } = await runVerb(checkGrounding, ['check-grounding', file, '--sources', ...FILES, '--json'], { cwd: folder })
    const figures = JSON.parse(out.trim().split('\n').at(-1) ?? '{}')
    expect(figures.summaries).toBeGreaterThan(2_000)
    expect(figures.failed).toEqual({ name: 0, number: 0, date: 0, quotation: 0 })
    expect(code).toBe(0)
  },
)
