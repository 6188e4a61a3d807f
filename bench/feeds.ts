// Parsing beside bare rss-parser and feedsmith, in one run and in turns: success, MB/s and items/s.
// Run: npm run bench -- feeds [FOLDER] [--outputs FOLDER]
//   FOLDER (or FEEDS_DIR) is an unpacked corpus with manifest.jsonl ({path, kind, headers?}) and, for success, oracle.jsonl.
//   Without one, feeds made here are read: they compare speed, and success only in the few defects they have.
//   --outputs writes what each parser gave as PARSER.jsonl, in the form that `parse --list` prints, for a scorer.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Document, made, readCorpus } from './feeds/corpus.ts'
import { PARSERS, type Read } from './feeds/parsers.ts'

const ROUNDS = 3

type Row = {
  readonly parser: string
  readonly parsed: number
  readonly wholeCount: number
  readonly real: number
  readonly mbPerSecond: number
  readonly itemsPerSecond: number
}

const share = (part: number, of: number): number => (of === 0 ? 0 : Math.round((part / of) * 1000) / 10)

/** Every document read once by every parser; an error is an answer without items. */
async function readAll(documents: readonly Document[]): Promise<ReadonlyMap<string, readonly Read[]>> {
  const answers = new Map<string, Read[]>()
  for (const { name, read } of PARSERS) {
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
async function times(documents: readonly Document[]): Promise<ReadonlyMap<string, number>> {
  const rounds = new Map<string, number[]>(PARSERS.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, read } of PARSERS) rounds.get(name)?.push(await timed(read, documents))
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

async function bench(documents: readonly Document[], outputs: string | undefined): Promise<{ rows: readonly Row[]; megabytes: number }> {
  const answers = await readAll(documents)
  if (outputs !== undefined) await writeOutputs(outputs, documents, answers)
  const counted = documents.flatMap(({ expected, kind }, index) => (expected === null || expected === 0 ? [] : [{ expected, kind, index }]))
  const readByAll = (index: number) => PARSERS.every(({ name }) => countOf(answers.get(name)?.[index]) > 0)
  const fast = documents.filter((document, index) => document.kind === 'real' && readByAll(index))
  const bytes = fast.reduce((sum, document) => sum + document.bytes.length, 0)
  const msOf = await times(fast)
  const rows = PARSERS.map(({ name }): Row => {
    const reads = answers.get(name) ?? []
    const ms = msOf.get(name) ?? 0
    const items = documents.reduce((sum, document, index) => sum + (fast.includes(document) ? countOf(reads[index]) : 0), 0)
    const whole = (of: typeof counted) => share(of.filter(({ expected, index }) => countOf(reads[index]) === expected).length, of.length)
    return {
      parser: name,
      parsed: share(counted.filter(({ index }) => countOf(reads[index]) > 0).length, counted.length),
      wholeCount: whole(counted),
      real: whole(counted.filter(({ kind }) => kind === 'real')),
      mbPerSecond: Math.round(bytes / ms / 100) / 10,
      itemsPerSecond: Math.round((items / ms) * 1_000),
    }
  })
  return { rows, megabytes: Math.round(bytes / 1e5) / 10 }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { outputs: { type: 'string' } } })
const folder = positionals[0] ?? process.env.FEEDS_DIR
const documents = folder === undefined ? made() : readCorpus(folder)
if (folder === undefined)
  process.stderr.write('No corpus is given (a folder, or FEEDS_DIR): feeds made here are read, so success says little.\n')
const { rows, megabytes } = await bench(documents, values.outputs)
const columns = (cells: readonly (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(24) : String(cell).padStart(13))).join('')
process.stdout.write(
  `${documents.length} documents; speed over the ${megabytes} MB of real ones that all three read; feedparser (npm) is not installed\n`,
)
process.stdout.write(`${columns(['parser', 'parsed %', 'all items %', 'of real %', 'MB/s', 'items/s'])}\n`)
for (const row of rows) process.stdout.write(`${columns(Object.values(row))}\n`)
process.stdout.write(`${JSON.stringify({ bench: 'feeds', documents: documents.length, megabytes, corpus: folder !== undefined, rows })}\n`)
