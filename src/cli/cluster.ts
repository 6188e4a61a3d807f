import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import type { Assessor } from '../judgement/assess.ts'
import { type ClusterOptions, createClusterer } from '../stories/cluster.ts'
import { complain, type JsonRecord, nameOf, readJsonl, writeJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

/** A record as a report: judged, whether or not it would be kept. */
export function reportOf(record: JsonRecord, line: number, assessor: Assessor, now: number): Report {
  const { title, text, language = 'und', publishedAt } = itemOf(record, now)
  const outlet = typeof record.source === 'string' ? record.source : ''
  const url = typeof record.url === 'string' ? record.url : ''
  const id = String(idOf(record, line))
  const source = { outlet, country: 'IGO', kind: 'aggregator' as const, bloc: 'other' }
  const item = { id, feedId: '', guid: id, url, title, text, language, source, publishedAt, firstSeenAt: 0, backfilled: false }
  return { item, assessment: assessor.assess({ title, text, language, publishedAt }) }
}

/** Where each item ends up when all are placed in the order given, merges and moves included. */
export function storiesOf(
  reports: readonly Report[],
  facts: Facts,
  options: Partial<Pick<ClusterOptions, 'threshold'>> = {},
): ReadonlyMap<string, string> {
  const clusterer = createClusterer({ facts, options: { merge: true, retainMs: Number.POSITIVE_INFINITY, ...options } })
  for (const report of reports) clusterer.place(report)
  return new Map(reports.map(({ item }) => [item.id, clusterer.storyOf(item.id) ?? item.id]))
}

/** Reads and judges the records of a file; those that are no items are told and left out. */
export async function readReports(
  file: string,
  folder: string,
  io: Io,
): Promise<{
  readonly facts: Facts
  readonly read: readonly { readonly id: string | number; readonly record: JsonRecord; readonly report: Report }[]
}> {
  const { assessor, knowledge } = await openAssessor(io, folder)
  const now = Date.now()
  const read = []
  for await (const { line, value } of readJsonl(file, io)) {
    const problem = itemProblem(value)
    if (problem === null) read.push({ id: idOf(value, line), record: value, report: reportOf(value, line, assessor, now) })
    else complain(io, `${nameOf(file)}: line ${line}: ${problem}; the item is left out`)
  }
  return { facts: knowledge.facts, read }
}

/** `cluster`: items in, each with its story out, in the file's order. Stories are known only when all items are placed. */
export const cluster: Verb = (program, io) => {
  program
    .command('cluster')
    .description('put items of a JSONL file (- for standard input) into stories: {id, story} a line')
    .argument('<file>', 'JSONL with {id, title, description?, content?, published?, lang?}, in the order they arrive')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: { readonly config: string }) => {
      const { facts, read } = await readReports(file, options.config, io)
      const stories = storiesOf(
        read.map(({ report }) => report),
        facts,
      )
      for (const { id, report } of read) await writeJsonl(io, { id, story: stories.get(report.item.id) ?? null })
    })
}
