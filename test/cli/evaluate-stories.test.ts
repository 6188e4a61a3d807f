import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluateStories } from '#src/cli/evaluate-stories.ts'
import { halvesOf, shuffled } from '#src/cli/story-trial.ts'
import { reportOf, told } from '../stories/told.ts'
import { runVerb } from './run-verb.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-stories-'))
  const lines = told.map(({ content, story, ...rest }) => JSON.stringify({ ...rest, content, ...(story === '' ? {} : { story }) }))
  const noise = Array.from({ length: 30 }, (_, n) => ({
    id: `n${n}`,
    title: `Village ${n} holds its market`,
    published: '2025-09-15T05:00:00Z',
  }))
  await writeFile(join(folder, 'stories.jsonl'), lines.join('\n'))
  await writeFile(join(folder, 'noise.jsonl'), noise.map((each) => JSON.stringify(each)).join('\n'))
})
afterAll(() => rm(folder, { recursive: true }))

const evaluated = async (...words: readonly string[]) => {
  const { out, code, err } = await runVerb(evaluateStories, ['evaluate-stories', join(folder, 'stories.jsonl'), ...words, '--json'], {
    cwd: root,
  })
  return { code, err, report: out === '' ? null : (JSON.parse(out) as Record<string, unknown>) }
}

test('noise is drawn and mixed in, and every order is told with the spread over them', async () => {
  const { report, code } = await evaluated('--noise', join(folder, 'noise.jsonl'), '--noise-count', '20', '--orders', '3', '--seed', '5')
  expect(code).toBe(0)
  expect(report).toMatchObject({ noise: 20, noiseJoined: 0, labelled: told.filter(({ story }) => story !== '').length })
  expect(report?.orders).toHaveLength(3)
  expect(report?.spread).toHaveProperty('pairwise.least')
  const again = await evaluated('--noise', join(folder, 'noise.jsonl'), '--noise-count', '20', '--orders', '3', '--seed', '5')
  expect(again.report).toEqual(report)
})

test('a threshold is fitted on each half of the stories and tested on the other', async () => {
  const { report } = await evaluated('--halves')
  expect(report?.halves).toHaveLength(2)
  expect(report).toHaveProperty('halves.0.stories.bCubed.least')
})

test('stories can be left out; one that there is not is told', async () => {
  const all = (await evaluated()).report
  const { report, code, err } = await evaluated('--without', 'bridge-2026,no-such-story')
  expect(report?.stories).toBe(Number(all?.stories) - 1)
  expect(code).toBe(1)
  expect(err).toContain('no-such-story')
})

test('halves share no story, and hold every unlabelled item', () => {
  const items = told.slice(0, 40).map((each) => ({ report: reportOf(each), gold: each.story }))
  const [a, b] = halvesOf(items, 3)
  const storiesIn = (half: typeof items | readonly (typeof items)[number][]) =>
    new Set(half.flatMap(({ gold }) => (gold === '' ? [] : [gold])))
  expect(storiesIn(a).isDisjointFrom(storiesIn(b))).toBe(true)
  expect(storiesIn(a).size + storiesIn(b).size).toBe(storiesIn(items).size)
})

test('the same seed gives the same order, another seed another one, and nothing is lost', () => {
  const values = Array.from({ length: 50 }, (_, n) => n)
  expect(shuffled(values, 4)).toEqual(shuffled(values, 4))
  expect(shuffled(values, 4)).not.toEqual(shuffled(values, 5))
  expect(shuffled(values, 4).toSorted((a, b) => a - b)).toEqual(values)
})
