import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '#src/config.ts'
import { type Assessor, createAssessor } from '#src/judgement/assess.ts'

const ROOT = join(import.meta.dirname, '..')
const page = await readFile(join(ROOT, 'docs/alignments.md'), 'utf8')

/** The page's blocks, each with the file that it is appended to. */
const blocks = [...page.matchAll(/^```yaml (\S+)\n(.*?)^```$/gms)].map(([, file = '', text = '']) => ({ file, text }))

type Row = { readonly headline: string; readonly about: boolean; readonly alignment: string }

/** The rows of the tables, each under the alignment whose section it stands in. */
const rows: readonly Row[] = page.split(/^## /m).flatMap((section) => {
  const alignment = /states: \[/.test(section) ? (/- id: (\S+)\n {4}label:/.exec(section)?.[1] ?? '') : ''
  return [...section.matchAll(/^\| (.+) \| (yes|no) \|$/gm)].map(([, headline = '', about]) => ({
    headline,
    about: about === 'yes',
    alignment,
  }))
})

let folder: string
let assessor: Assessor

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-alignments-'))
  await cp(join(ROOT, 'config'), folder, { recursive: true })
  for (const { file, text } of blocks) await appendFile(join(folder, file), `\n${text}`)
  assessor = createAssessor(await loadConfig({ dir: folder, env: {} }))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const keptOf = (headline: string): readonly string[] =>
  Object.entries(assessor.assess({ title: headline, text: '', publishedAt: Date.UTC(2026, 10, 20) }).verdicts)
    .filter(([, { kept }]) => kept)
    .map(([id]) => id)

describe('an alignment of one’s own, by configuration alone', () => {
  test('the page adds one of two states and one of three', () => {
    expect(new Set(rows.map(({ alignment }) => alignment))).toEqual(new Set(['china-russia', 'us-jp-ph']))
    expect(rows.filter(({ about }) => about).length).toBeGreaterThanOrEqual(14)
  })

  test.for(rows)('$alignment: “$headline” is judged as the page says: $about', ({ headline, about, alignment }) => {
    expect(keptOf(headline).includes(alignment)).toBe(about)
  })

  test('the alignments that were there judge as before', () => {
    expect(keptOf('United States, Japan and South Korea fly bombers together')).toEqual(['us-jp-kr'])
    expect(keptOf('Putin and Kim Jong Un hold talks in Pyongyang')).toEqual(['dprk-russia'])
  })
})
