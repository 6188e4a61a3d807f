import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bCubed, pairwise } from '#src/stories/agreement.ts'
import { createClusterer } from '#src/stories/cluster.ts'
import { facts, reportOf, shuffled } from './told.ts'

const file = new URL('../../../shared/data/headlines-dev.jsonl', import.meta.url)
const there = existsSync(file)
if (!there)
  process.stderr.write('The labelled headlines are not here (../shared/data): clustering is measured on our own gold set alone.\n')

type Line = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly published: string
  readonly lang: string
  readonly source: string
  readonly story?: string
}

test.skipIf(!there)('real headlines of labelled stories come together in any order, with the others of the file mixed in', () => {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  const reports = lines.map((line) => ({
    line,
    report: reportOf({
      ...line,
      content: line.description,
      published: line.published.length === 10 ? `${line.published}T12:00:00Z` : line.published,
    }),
  }))
  for (const order of [reports, shuffled(reports, 5)]) {
    const clusterer = createClusterer({ facts, options: { merge: true, retainMs: Number.POSITIVE_INFINITY } })
    for (const { report } of order) clusterer.place(report)
    const items = reports.flatMap(({ line }) =>
      line.story === undefined ? [] : [{ found: clusterer.storyOf(line.id) ?? line.id, gold: line.story, language: line.lang }],
    )
    expect(pairwise(items).f1).toBeGreaterThanOrEqual(0.88)
    expect(bCubed(items).f1).toBeGreaterThanOrEqual(0.92)
    expect(pairwise(items).crossLanguageRecall).toBeGreaterThanOrEqual(0.8)
  }
})
