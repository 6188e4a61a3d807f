// Look-ups in a store of a million items: every command as it is run, its picture made as PNG, on other arguments each time.
// Run: npm run bench -- lookups [--items 1000000] [--path FILE] [--turns 200] [--only TEXT] [--fresh] [--search-beside STORIES]
//   The store is built once into --path, by the store's own tables, and used again at the next run. `first` is the first answer of its
//   kind after the store was opened: nothing is in its memory, no statement is prepared. The others come after it, each asked once.
//   The search library beside ours holds as many stories as there are, in memory, or as --search-beside says; 0 leaves it out.
//   Words follow Zipf's law in five languages; a quarter of the items is kept, about three to a story, over three years.
import { existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as turnOver } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createChartMaker } from '#src/charts/maker.ts'
import { commands } from '#src/commands/index.ts'
import { loadConfig } from '#src/config.ts'
import type { Command, CommandContext } from '#src/domain/command.ts'
import { freshState } from '#src/feeds/poll-state.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { openStore } from '#src/store/store.ts'
import { beside } from './lookups/beside.ts'
import { build } from './lookups/build.ts'
import { type Question, questions, type Typing, typings } from './lookups/questions.ts'
import { numbers } from './lookups/words.ts'
import { DAY_MS, END_AT, outletsFor, storyCount, storyId, type World } from './lookups/world.ts'

const TARGET = { command: { p50: 60, p99: 300 }, typing: { p99: 20 } }

type Row = {
  readonly what: string
  readonly count: number
  readonly first: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** Processor time of all threads, median: what other work on the machine does not lengthen much. */
  readonly cpu: number
  readonly pictures: number
}

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '1000000' },
    path: { type: 'string' },
    turns: { type: 'string', default: '200' },
    only: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    'search-beside': { type: 'string' },
  },
})
const items = Number(values.items)
const turns = Number(values.turns)
const path = values.path ?? join(tmpdir(), `alignment-watch-lookups-${items}.sqlite`)

const config = await loadConfig({ dir: join(import.meta.dirname, '../config'), env: {} })
const random = numbers(5)
const world: World = {
  items,
  // States first, as in the news; the rest in an order of their own.
  actors: config.facts.actors.toSorted((a, b) => Number(b.kind === 'state') - Number(a.kind === 'state') || (random() < 0.5 ? -1 : 1)),
  alignments: config.facts.alignments,
  outlets: outletsFor(config.facts.alignments),
}

async function made(): Promise<void> {
  if (values.fresh) for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true })
  if (existsSync(path)) return
  const startedAt = performance.now()
  const part = `${path}.part`
  for (const end of ['', '-wal', '-shm']) await rm(`${part}${end}`, { force: true })
  let toldAt = 0
  await build(part, items, world, (done) => {
    if (performance.now() - toldAt < 5_000) return
    toldAt = performance.now()
    process.stderr.write(`${done} of ${items} items stored, ${Math.round((toldAt - startedAt) / 1_000)} s\n`)
  })
  await rename(part, path)
  process.stderr.write(`The store is built in ${Math.round((performance.now() - startedAt) / 1_000)} s: ${path}\n`)
}

type Turn = { readonly ms: number; readonly cpu: number }

/** How long something takes, and what it costs the processor, in ms. */
async function timed(work: () => unknown): Promise<Turn> {
  const [before, spent] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(spent)
  return { ms: performance.now() - before, cpu: (user + system) / 1_000 }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const round = (ms: number): number => Math.round(ms * 10) / 10

function rowOf(what: string, [first, ...rest]: readonly Turn[], pictures: number): Row {
  const times = rest.map(({ ms }) => ms)
  const cpu = median(rest.map((turn) => turn.cpu))
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { what, count: times.length, first: round(first?.ms ?? 0), p50: at(0.5), p99: at(0.99), max: at(1), cpu: round(cpu), pictures }
}

const named = (name: string): Command | undefined => commands.find((command) => command.name === name)

async function asked(question: Question, context: CommandContext): Promise<Row | null> {
  const command = named(question.command)
  if (command === undefined) return null
  const times: Turn[] = []
  let pictures = 0
  for (let turn = 0; turn <= turns; turn += 1) {
    const args = question.args(turn)
    const one = await timed(async () => {
      const { picture } = await command.run(args, context)
      if (picture === null) return
      await picture.png()
      pictures += 1
    })
    times.push(one)
    await turnOver()
  }
  return rowOf(question.what, times, pictures)
}

async function typedIn({ what, command: name, option, typed }: Typing, context: CommandContext): Promise<Row | null> {
  const command = named(name)
  if (command?.complete === undefined || !command.options.some((one) => one.name === option && one.autocomplete)) return null
  const times: Turn[] = []
  for (let turn = 0; turn <= turns * 5; turn += 1) {
    const text = typed(turn)
    times.push(await timed(() => command.complete?.(option, text, context)))
    await turnOver()
  }
  return rowOf(what, times, 0)
}

const columns = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(46) : String(cell).padStart(9))).join('')

await made()
const openedAt = performance.now()
const store = await openStore({ path })
const opening = performance.now() - openedAt
for (const { feedId } of world.outlets) {
  const at = END_AT - Math.floor(random() * 900_000)
  await store.feeds.settle(
    { ...freshState(feedId, END_AT), firstOkAt: END_AT - 700 * DAY_MS, lastOkAt: at, lastPolledAt: at, lastKind: 'ok' },
    [],
  )
}
const context: CommandContext = {
  directory: createDirectory(config.facts, config.wording),
  archive: store.archive,
  charts: createChartMaker(),
  alignments: config.facts.alignments,
  timeZone: config.settings.timeZone,
  scoring: config.scoring,
  categories: config.facts.lexicon.categories,
  now: () => END_AT,
}
const counts = await store.archive.counts()
const only = (what: string): boolean => values.only === undefined || what.includes(values.only)
process.stdout.write(
  `${counts.items} items, ${counts.kept} kept, ${counts.stories} stories; ${Math.round((await stat(path)).size / 1e6)} MB; opened in ${round(opening)} ms; ${turns} turns each\n`,
)
process.stdout.write(`${columns(['', 'count', 'first ms', 'p50', 'p99', 'max', 'cpu p50', 'pictures'])}\n`)
const delay = monitorEventLoopDelay({ resolution: 5 })
const rows: Row[] = []
const tell = (row: Row | null): void => {
  if (row === null) return
  rows.push(row)
  process.stdout.write(`${columns(Object.values(row))}\n`)
}
delay.enable()
for (const question of questions(world, items).filter(({ what }) => only(what))) tell(await asked(question, context))
delay.disable()
for (const typing of typings(world).filter(({ what }) => only(what))) tell(await typedIn(typing, context))
const late = rows.filter((row) =>
  row.what.startsWith('autocomplete') ? row.p99 > TARGET.typing.p99 : row.p50 > TARGET.command.p50 || row.p99 > TARGET.command.p99,
)
process.stdout.write(
  `the event loop stood still for at most ${round(delay.max / 1e6)} ms at a time (p99 ${round(delay.percentile(99) / 1e6)}), ${Math.round(process.memoryUsage.rss() / 1e6)} MB\n`,
)
process.stdout.write(
  late.length === 0 ? 'all within their targets\n' : `beyond their targets: ${late.map(({ what }) => what).join('; ')}\n`,
)
/** What no answer can do without: one story read by its key. */
const keyed: number[] = []
for (let turn = 0; turn < turns; turn += 1) {
  const id = storyId((turn * 7_919) % storyCount(items))
  keyed.push((await timed(() => store.stories.brief(id))).ms)
}
const byKey = rowOf('one story by its key', [{ ms: 0, cpu: 0 }, ...keyed.map((ms) => ({ ms, cpu: 0 }))], 0)
process.stdout.write(`${columns([byKey.what, byKey.count, '', byKey.p50, byKey.p99, byKey.max])}\n`)
const besides = only('/search') ? await beside(world, store, Number(values['search-beside'] ?? storyCount(items)), turns) : []
for (const row of besides) process.stdout.write(`${columns([row.what, row.count, '', row.p50, row.p99, row.max])}\n`)
await store.close()
process.stdout.write(
  `${JSON.stringify({ bench: 'lookups', items: counts.items, stories: counts.stories, rows, byKey, beside: besides })}\n`,
)
