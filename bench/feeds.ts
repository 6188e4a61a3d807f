// Parsing beside bare rss-parser, feedsmith and feedparser, in one run and in turns: success, MB/s and items/s.
// Run: npm run bench -- feeds [FOLDER] [--outputs FOLDER] [--rounds 11]
//   FOLDER (or FEEDS_DIR) is an unpacked corpus with manifest.jsonl ({path, kind, headers?}) and, for success, oracle.jsonl.
//   Without one, feeds made here are read: they compare speed, and success only in the few defects they have.
//   --outputs writes what each parser gave as PARSER.jsonl, in the form that `parse --list` prints, for a scorer.
// core: the number of items, every title and every link are right; full: every date too. Speed is of the real feeds that all can read.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Document, made, readCorpus } from './feeds/corpus.ts'
import { OURS, parsers, type Read, type Reader } from './feeds/parsers.ts'
import { verdictOn } from './feeds/score.ts'

type Success = { readonly parsed: number; readonly core: number; readonly full: number }

type Row = {
  readonly parser: string
  readonly all: Success
  readonly real: Success
  readonly mbPerSecond: number
  readonly itemsPerSecond: number
}

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 1000) / 10)

/** Every document read once by every parser; an error is an answer without items. */
async function readAll(readers: readonly Reader[], documents: readonly Document[]): Promise<ReadonlyMap<string, readonly Read[]>> {
  const answers = new Map<string, Read[]>()
  for (const { name, read } of readers) {
    const ofParser: Read[] = []
    for (const document of documents)
      ofParser.push(await read(document).catch((error: unknown) => ({ error: String(error).slice(0, 200) })))
    answers.set(name, ofParser)
  }
  return answers
}

/** Processor time of this thread for all documents, so that other work on the machine does not count; ms. */
async function timed(read: (document: Document) => Promise<Read>, documents: readonly Document[]): Promise<number> {
  const before = process.threadCpuUsage()
  for (const document of documents) await read(document)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Rounds in turns: what slows the machine for a while slows all of them. */
async function times(readers: readonly Reader[], documents: readonly Document[], count: number): Promise<ReadonlyMap<string, number>> {
  const rounds = new Map<string, number[]>(readers.map(({ name }) => [name, []]))
  for (let round = 0; round < count; round += 1) {
    for (const { name, read } of readers) rounds.get(name)?.push(await timed(read, documents))
  }
  return new Map([...rounds].map(([name, ms]) => [name, median(ms)]))
}

const countOf = (read: Read | undefined): number => (read === undefined || 'error' in read ? 0 : read.items.length)

async function writeOutputs(folder: string, documents: readonly Document[], answers: ReadonlyMap<string, readonly Read[]>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, reads] of answers) {
    const lines = reads.map((read, index) => JSON.stringify({ path: documents[index]?.path, ...read }))
    await writeFile(join(folder, `${name.replaceAll(/\W+/g, '-')}.jsonl`), `${lines.join('\n')}\n`)
  }
}

function successOf(documents: readonly Document[], reads: readonly Read[], kind: string | null): Success {
  const verdicts = documents.flatMap(({ expected, kind: its }, index) => {
    if (expected === null || expected.items.length === 0 || (kind !== null && its !== kind)) return []
    return [verdictOn(reads[index] ?? { error: 'not read' }, expected)]
  })
  const rate = (...good: readonly string[]) => share(verdicts.filter((verdict) => good.includes(verdict)).length, verdicts.length)
  return { parsed: rate('count', 'title', 'link', 'date', 'full'), core: rate('date', 'full'), full: rate('full') }
}

/** Items of the documents that speed is measured on. */
const itemsIn = (documents: readonly Document[], reads: readonly Read[], timed: ReadonlySet<Document>): number =>
  documents.reduce((sum, document, index) => sum + (timed.has(document) ? countOf(reads[index]) : 0), 0)

async function bench(readers: readonly Reader[], documents: readonly Document[], outputs: string | undefined, rounds: number) {
  const answers = await readAll(readers, documents)
  if (outputs !== undefined) await writeOutputs(outputs, documents, answers)
  const readByAll = (index: number) => readers.every(({ name }) => countOf(answers.get(name)?.[index]) > 0)
  const fast = documents.filter((document, index) => document.kind === 'real' && readByAll(index))
  const bytes = fast.reduce((sum, document) => sum + document.bytes.length, 0)
  const msOf = await times(readers, fast, rounds)
  const rows = readers.map(({ name }): Row => {
    const reads = answers.get(name) ?? []
    const ms = msOf.get(name) ?? 0
    return {
      parser: name,
      all: successOf(documents, reads, null),
      real: successOf(documents, reads, 'real'),
      mbPerSecond: Math.round(bytes / ms / 100) / 10,
      itemsPerSecond: Math.round((itemsIn(documents, reads, new Set(fast)) / ms) * 1_000),
    }
  })
  const decoding = { name: 'decoding alone', read: async ({ bytes }: Document) => ({ error: new TextDecoder().decode(bytes).slice(0, 1) }) }
  const decodingMs = (await times([decoding], fast, rounds)).get(decoding.name) ?? 0
  const limit = Math.round(bytes / decodingMs / 100) / 10
  return { rows, feeds: fast.length, megabytes: Math.round(bytes / 1e5) / 10, decodingMbPerSecond: limit }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { outputs: { type: 'string' }, rounds: { type: 'string' } },
})
const folder = positionals[0] ?? process.env.FEEDS_DIR
const documents = folder === undefined ? made() : readCorpus(folder)
if (folder === undefined)
  process.stderr.write('No corpus is given (a folder, or FEEDS_DIR): feeds made here are read, so success says little.\n')
const { present, absent } = await parsers()
for (const { name, reason } of absent) process.stderr.write(`${name} is left out: ${reason}\n`)
const { rows, feeds, megabytes, decodingMbPerSecond } = await bench(present, documents, values.outputs, Number(values.rounds ?? 11))
const columns = (cells: readonly (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(26) : String(cell).padStart(at > 6 ? 10 : 8))).join('')
process.stdout.write(`${documents.length} documents; speed over ${feeds} real ones (${megabytes} MB) that all of them read\n`)
process.stdout.write(`${columns(['', 'all', '', '', 'real', '', '', '', ''])}\n`)
process.stdout.write(`${columns(['parser', 'parsed', 'core', 'full', 'parsed', 'core', 'full', 'MB/s', 'items/s'])}\n`)
for (const { parser, all, real, mbPerSecond, itemsPerSecond } of rows)
  process.stdout.write(`${columns([parser, ...Object.values(all), ...Object.values(real), mbPerSecond, itemsPerSecond])}\n`)
const speedOf = (name: string) => rows.find(({ parser }) => parser === name)?.mbPerSecond ?? Number.NaN
process.stdout.write(`decoding the bytes alone: ${decodingMbPerSecond} MB/s\n`)
process.stdout.write(`ours is ${(speedOf(OURS) / speedOf('rss-parser alone')).toFixed(2)} times as fast as rss-parser alone\n`)
process.stdout.write(
  `${JSON.stringify({ bench: 'feeds', documents: documents.length, feeds, megabytes, decodingMbPerSecond, corpus: folder !== undefined, rows })}\n`,
)
