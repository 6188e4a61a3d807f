// One defect in each of many real feeds, of ten kinds: how many feeds keep all their other items, and how many items are kept.
// Run: npm run bench -- defects FOLDER [--feeds 150] [--misses]
//   FOLDER (or FEEDS_DIR) is an unpacked corpus with manifest.jsonl. Feeds of two and more items are taken, captured ones first,
//   then the longest of the others. An item is kept where its title and link are read as in the feed without the defect; the item
//   that the defect stands in does not count, nor, of a document that is cut off, what stands behind the cut.
import { parseArgs } from 'node:util'
import { type Document, readCorpus } from './feeds/corpus.ts'
import { DEFECTS, type Defect, placesOf, seeded } from './feeds/defects.ts'
import { OURS, parsers, type Read, type Reader, type ReadItem } from './feeds/parsers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { feeds: { type: 'string' }, misses: { type: 'boolean' }, ours: { type: 'boolean' } },
})
const folder = positionals[0] ?? process.env.FEEDS_DIR
if (folder === undefined) {
  process.stderr.write('Skipped: no corpus of real feeds is given (a folder with manifest.jsonl, or FEEDS_DIR).\n')
  process.exit(0)
}

const keyOf = ({ title, link }: ReadItem): string => `${link} ${title}`

const read = async (reader: Reader, document: Document): Promise<readonly ReadItem[]> => {
  const answer: Read = await reader.read(document).catch((error: unknown) => ({ error: String(error) }))
  return 'error' in answer ? [] : answer.items
}

/** Documents in which every entry stands where it can be spoilt: no JSON, none in an encoding of two bytes a character. */
async function chosen(ours: Reader, count: number): Promise<readonly Document[]> {
  const usable: { readonly document: Document; readonly items: number }[] = []
  for (const document of readCorpus(folder ?? '')) {
    const text = Buffer.from(document.bytes).toString('latin1')
    const places = text.includes('\u0000') ? 0 : placesOf(text).length
    if (places >= 2 && (await read(ours, document)).length === places) usable.push({ document, items: places })
  }
  const rank = ({ document, items }: (typeof usable)[number]) => (document.kind === 'real' ? 1_000_000 : 0) + items
  return usable
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, count)
    .map(({ document }) => document)
}

type Tally = { feeds: number; whole: number; items: number; kept: number }

async function spoilOne(reader: Reader, document: Document, defect: Defect, index: number, tally: Tally): Promise<void> {
  const text = Buffer.from(document.bytes).toString('latin1')
  const spoilt = defect.spoil(text, placesOf(text), seeded(index * 31 + DEFECTS.indexOf(defect)))
  const before = await read(reader, document)
  if (spoilt === null || before.length < 2) return
  const others = before.filter((_, place) => !spoilt.lost(place)).map(keyOf)
  const after = new Map<string, number>()
  for (const item of await read(reader, { ...document, bytes: Buffer.from(spoilt.text, 'latin1') }))
    after.set(keyOf(item), (after.get(keyOf(item)) ?? 0) + 1)
  const kept = others.filter((key) => {
    const left = after.get(key) ?? 0
    after.set(key, left - 1)
    return left > 0
  }).length
  tally.feeds += 1
  tally.items += others.length
  tally.kept += kept
  if (kept === others.length) tally.whole += 1
  else if (values.misses === true) process.stderr.write(`${reader.name}: ${defect.name}: ${document.path}: ${others.length - kept} lost\n`)
}

const percent = (part: number, of: number): string => (of === 0 ? '–' : ((100 * part) / of).toFixed(1))

const { present, absent } = await parsers()
for (const { name, reason } of absent) process.stderr.write(`${name} is left out: ${reason}\n`)
const [ours] = present
if (ours === undefined) throw new Error('our own parser is missing')
const readers = values.ours === true ? [ours] : present
const documents = await chosen(ours, Number(values.feeds ?? 150))
const real = documents.filter(({ kind }) => kind === 'real').length
process.stdout.write(`${documents.length} feeds, ${real} of them captured ones; share of feeds that keep all their other items, %\n`)
process.stdout.write(`${'defect'.padEnd(30)}${readers.map(({ name }) => name.padStart(26)).join('')}\n`)
const sums = readers.map((): Tally => ({ feeds: 0, whole: 0, items: 0, kept: 0 }))
for (const defect of DEFECTS) {
  const cells: string[] = []
  for (const [at, reader] of readers.entries()) {
    const tally: Tally = { feeds: 0, whole: 0, items: 0, kept: 0 }
    for (const [index, document] of documents.entries()) await spoilOne(reader, document, defect, index, tally)
    cells.push(`${percent(tally.whole, tally.feeds)} of ${tally.feeds}`)
    const sum = sums[at]
    if (sum === undefined) continue
    for (const key of ['feeds', 'whole', 'items', 'kept'] as const) sum[key] += tally[key]
  }
  process.stdout.write(`${defect.name.padEnd(30)}${cells.map((cell) => cell.padStart(26)).join('')}\n`)
}
const total = (cell: (tally: Tally) => string) => sums.map((tally) => cell(tally).padStart(26)).join('')
process.stdout.write(`${'all'.padEnd(30)}${total(({ whole, feeds }) => `${percent(whole, feeds)} of ${feeds}`)}\n`)
process.stdout.write(`${'items kept'.padEnd(30)}${total(({ kept, items }) => `${percent(kept, items)} of ${items}`)}\n`)
const rows = readers.map(({ name }, at) => ({ parser: name, ...sums[at] }))
process.stdout.write(`${JSON.stringify({ bench: 'defects', feeds: documents.length, real, rows })}\n`)
const mine = rows.find(({ parser }) => parser === OURS)
process.exitCode = (mine?.whole ?? 0) >= 0.99 * (mine?.feeds ?? 1) ? 0 : 1
