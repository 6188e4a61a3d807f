import { asRead, CLAIM_KINDS, type Claim, type ClaimKind, claimsOf, stands } from './claims.ts'
import { complain, type JsonRecord, nameOf, readJsonl, writeJsonl } from './jsonl.ts'
import { type Io, UsedWrongly, type Verb } from './verb.ts'

type Options = { readonly sources: readonly string[]; readonly sample?: string; readonly seed: string; readonly json?: boolean }
type Summary = { readonly id: string; readonly sentences: readonly string[]; readonly sources: readonly string[]; readonly maker: string }
type Counts = Record<ClaimKind, number>

/** `check-grounding`: summaries against the texts they were made from; what stands in none is listed, and the exit code is 1. */
export const checkGrounding: Verb = (program, io) => {
  program
    .command('check-grounding')
    .description(
      'look for every name, number, date and quotation of summaries (from summarise, or briefs from replay; - for standard input) in the items they were made from',
    )
    .argument('<file>', 'JSONL with {id, summary}, or briefs')
    .requiredOption('--sources <file...>', 'the items, as JSONL')
    .option('--sample <count>', 'write so many summaries, drawn at random, for a person to read')
    .option('--seed <number>', 'what draws them', '1')
    .option('--json', 'print the counts as one JSON object')
    .action(async (file: string, options: Options) => run(file, options, io))
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const items = await readItems(options.sources, io)
  const zero = (): Counts => ({ name: 0, number: 0, date: 0, quotation: 0 })
  const [checked, failed] = [zero(), zero()]
  const makers: Record<string, number> = {}
  const summaries: Summary[] = []
  let empty = 0
  for await (const { line, value } of readJsonl(file, io)) {
    const summary = summaryOf(value, line)
    if (summary.sentences.length === 0) empty += 1
    if (summary.sentences.length === 0) continue
    const sources = summary.sources.flatMap((id) => items.get(id) ?? [])
    if (sources.length === 0) {
      complain(
        io,
        `${nameOf(file)}: line ${line}: none of its sources (${summary.sources.slice(0, 3).join(', ')}) is in ${options.sources.join(', ')}`,
      )
      continue
    }
    summaries.push(summary)
    makers[summary.maker] = (makers[summary.maker] ?? 0) + 1
    const wrong = check(summary, sources, checked)
    for (const { kind } of wrong) failed[kind] += 1
    if (wrong.length > 0) await writeJsonl(io, { id: summary.id, wrong, summary: summary.sentences.join(' ') })
  }
  tell({ summaries: summaries.length, empty, makers, checked, failed }, options, io)
  if (CLAIM_KINDS.some((kind) => failed[kind] > 0)) io.exit(1)
  if (options.sample !== undefined) await sample(summaries, options, io)
}

async function readItems(files: readonly string[], io: Io): Promise<ReadonlyMap<string, string>> {
  const items = new Map<string, string>()
  for (const file of files)
    for await (const { line, value } of readJsonl(file, io)) {
      const parts = [value.title, value.description, value.content].filter((part) => typeof part === 'string')
      items.set(String(value.id ?? line), asRead(parts.join('\n')))
    }
  return items
}

/** The sentences one by one: no claim reaches from one into the next. */
function sentencesIn({ sentences, summary }: JsonRecord): readonly string[] {
  const found = Array.isArray(sentences) ? sentences : Array.isArray(summary) ? summary : [summary]
  return found.flatMap((each) => (typeof each === 'string' && each.trim() !== '' ? [asRead(each)] : []))
}

/** A line of `summarise` rests on the item of its id, a brief on those of its sources. */
function summaryOf(value: JsonRecord, line: number): Summary {
  const sources = Array.isArray(value.sources)
    ? (value.sources as readonly { readonly itemId?: unknown }[]).map(({ itemId }) => String(itemId))
    : null
  const id = String(value.storyId ?? value.id ?? line)
  const { summary: byModel = false } = (value.wording ?? {}) as { readonly summary?: boolean }
  return { id, sentences: sentencesIn(value), sources: sources ?? [id], maker: byModel ? 'model' : 'sources' }
}

/** The claims that stand in no source. A sentence cut short ends in an ellipsis, which is no claim. */
function check({ sentences }: Summary, sources: readonly string[], checked: Counts): readonly Claim[] {
  const found = sentences.flatMap((sentence) => claimsOf(sentence.replace(/(?:…|\.\.\.)$/u, '')))
  for (const { kind } of found) checked[kind] += 1
  return found.filter((claim) => !sources.some((source) => stands(claim, source)))
}

type Figures = {
  readonly summaries: number
  readonly empty: number
  readonly makers: Readonly<Record<string, number>>
  readonly checked: Counts
  readonly failed: Counts
}

function tell(figures: Figures, { json }: Options, io: Io): void {
  if (json === true) return void io.stdout.write(`${JSON.stringify(figures)}\n`)
  const made = Object.entries(figures.makers).map(([maker, count]) => `${count} by ${maker === 'model' ? 'a model' : 'the summariser'}`)
  const lines = CLAIM_KINDS.map(
    (kind) => `  ${kind.padEnd(10)} ${String(figures.checked[kind]).padStart(7)} looked for, ${figures.failed[kind]} in no source`,
  )
  io.stderr.write(`${figures.summaries} summaries (${made.join(', ')}); ${figures.empty} lines without one\n${lines.join('\n')}\n`)
}

/** Draws without putting back: mulberry32, so that a seed names the same summaries anywhere. */
async function sample(summaries: readonly Summary[], { sample: wanted = '0', seed }: Options, io: Io): Promise<void> {
  const count = Number(wanted)
  if (!Number.isInteger(count) || count < 1) throw new UsedWrongly(`--sample ${wanted} is no count: write a whole number from 1 on.`)
  let state = Number(seed) | 0
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const left = [...summaries]
  for (let drawn = 0; drawn < count && left.length > 0; drawn += 1) {
    const [one] = left.splice(Math.floor(random() * left.length), 1)
    if (one !== undefined) await writeJsonl(io, { id: one.id, sample: drawn + 1, summary: one.sentences.join(' ') })
  }
}
