import { createHash } from 'node:crypto'
import { CATEGORIES, type Event } from '../domain/event.ts'
import { type Figures, figuresOf } from './figures.ts'
import { complain, type JsonRecord, nameOf, readJsonl } from './jsonl.ts'
import { idOf, itemOf, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly config: string; readonly json?: boolean; readonly errors?: boolean }

/** One labelled item as coded: what the label says, and what we say. */
type Coded = {
  readonly id: string | number
  readonly title: string
  readonly language: string
  /** Which half it falls in, by a hash of its id: errors are read on the first half only, so that the second stays a check. */
  readonly half: 'first' | 'second'
  readonly label: { readonly category: string; readonly actors: readonly string[]; readonly recipients: readonly string[] }
  readonly events: readonly Event[]
}

/** `evaluate-events`: labelled positives in; how often category, actors and recipients are coded as labelled out. */
export const evaluateEvents: Verb = (program, io) => {
  program
    .command('evaluate-events')
    .description('measure the coding of events against labelled items')
    .argument('<file>', 'JSONL items with event (a PLOVER category), actors and recipients (ISO 3166 alpha-3); others are passed over')
    .option('--json', 'print one JSON object')
    .option('--errors', 'list what is coded otherwise than labelled, of the first half only')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: Options) => run(file, options, io))
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { assessor } = await openAssessor(io, options.config)
  const coded: Coded[] = []
  for await (const { line, value } of readJsonl(file, io)) {
    const label = labelOf(value)
    if (label === null) continue
    if (!CATEGORIES.some((category) => category === label.category)) {
      complain(io, `${nameOf(file)}: line ${line}: ${label.category} is no PLOVER category; the item is left out`)
      continue
    }
    const item = itemOf(value, Date.now())
    const id = idOf(value, line)
    const { events } = assessor.assess(item)
    coded.push({ id, title: item.title, language: item.language ?? 'unknown', half: halfOf(String(id)), label, events })
  }
  if (coded.length === 0) return complain(io, `${nameOf(file)}: no item with a labelled event to measure against`)
  const errors = coded.filter((each) => each.half === 'first' && isOff(each))
  const report = reportOf(coded)
  if (options.json === true) io.stdout.write(`${JSON.stringify({ ...report, ...(options.errors ? { errors } : {}) })}\n`)
  else io.stdout.write(tableOf(report) + (options.errors ? errors.map(errorLine).join('') : ''))
}

/** The label of a positive. Whom a mutual act names on both sides acts; the codebook lists all in actor then. */
function labelOf({ event, actors, recipients }: JsonRecord): Coded['label'] | null {
  if (typeof event !== 'string' || event === '') return null
  const acting = textsOf(actors)
  return { category: event, actors: acting, recipients: textsOf(recipients).filter((state) => !acting.includes(state)) }
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

const halfOf = (id: string): Coded['half'] => ((createHash('sha1').update(id).digest()[0] ?? 0) % 2 === 0 ? 'first' : 'second')

/** The event that answers the label: of the first two the one of its category, else the first. */
const answerOf = ({ events, label }: Coded): Event | undefined =>
  events.slice(0, 2).find(({ category }) => category === label.category) ?? events[0]

const isOff = (each: Coded): boolean =>
  answerOf(each)?.category !== each.label.category || !same(answerOf(each)?.actors ?? [], each.label.actors)

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((state) => b.includes(state))

type Row = {
  readonly items: number
  /** Share whose first event has the labelled category, and whose first or second has. */
  readonly categoryFirst: number
  readonly categoryFirstOrSecond: number
  /** States by name, over all items: those of the event that answers the label, and those of the first event alone. */
  readonly actors: Figures
  readonly actorsOfFirst: Figures
  readonly recipients: Figures
}

type Report = {
  readonly all: Row
  readonly halves: Readonly<Record<string, Row>>
  readonly byLanguage: Readonly<Record<string, Row>>
  readonly byCategory: Readonly<Record<string, Row>>
}

function reportOf(coded: readonly Coded[]): Report {
  const by = (key: (each: Coded) => string): Record<string, Row> =>
    Object.fromEntries(
      [...Map.groupBy(coded, key)].toSorted((a, b) => b[1].length - a[1].length).map(([name, items]) => [name, rowOf(items)]),
    )
  return {
    all: rowOf(coded),
    halves: { first: rowOf(inHalf(coded, 'first')), second: rowOf(inHalf(coded, 'second')) },
    byLanguage: by(({ language }) => language),
    byCategory: by(({ label }) => label.category),
  }
}

const inHalf = (coded: readonly Coded[], half: Coded['half']): readonly Coded[] => coded.filter((each) => each.half === half)

function rowOf(items: readonly Coded[]): Row {
  const right = (first: number): number =>
    items.filter(({ events, label }) => events.slice(0, first).some(({ category }) => category === label.category)).length /
    Math.max(1, items.length)
  return {
    items: items.length,
    categoryFirst: right(1),
    categoryFirstOrSecond: right(2),
    actors: compared(items.map((each) => [each.label.actors, answerOf(each)?.actors ?? []])),
    actorsOfFirst: compared(items.map((each) => [each.label.actors, each.events[0]?.actors ?? []])),
    recipients: compared(items.map((each) => [each.label.recipients, answerOf(each)?.recipients ?? []])),
  }
}

function compared(pairs: readonly (readonly [readonly string[], readonly string[]])[]): Figures {
  const sum = (count: (label: readonly string[], answer: readonly string[]) => number): number =>
    pairs.reduce((total, [label, answer]) => total + count(label, answer), 0)
  return figuresOf({
    truePositives: sum((label, answer) => answer.filter((state) => label.includes(state)).length),
    falsePositives: sum((label, answer) => answer.filter((state) => !label.includes(state)).length),
    falseNegatives: sum((label, answer) => label.filter((state) => !answer.includes(state)).length),
    trueNegatives: 0,
  })
}

const HEAD = `${''.padEnd(12)}${'n'.padStart(5)}   category: first  1st/2nd   actors: P       R      F1   (of first)   recipients: P       R      F1\n`

function tableOf({ all, halves, byLanguage, byCategory }: Report): string {
  const block = (rows: Readonly<Record<string, Row>>): string =>
    Object.entries(rows)
      .map(([name, row]) => rowLine(name, row))
      .join('')
  return `${all.items} items with a labelled event.\n\n${HEAD}${rowLine('all', all)}\nhalves\n${block(halves)}\nlanguages\n${block(byLanguage)}\ncategories\n${block(byCategory)}`
}

const cell = (value: number | null, width: number): string => (value === null ? '–' : value.toFixed(3)).padStart(width)

function rowLine(name: string, { items, categoryFirst, categoryFirstOrSecond, actors, actorsOfFirst, recipients }: Row): string {
  const three = ({ precision, recall, f1 }: Figures): string => cell(precision, 8) + cell(recall, 8) + cell(f1, 8)
  return `${name.padEnd(12)}${String(items).padStart(5)}${cell(categoryFirst, 18)}${cell(categoryFirstOrSecond, 9)}   ${three(actors)}${cell(actorsOfFirst.f1, 13)}       ${three(recipients)}\n`
}

function errorLine({ id, title, language, label, events }: Coded): string {
  const words = (category: string, actors: readonly string[], recipients: readonly string[]): string =>
    `${category} ${actors.join('+') || '–'} → ${recipients.join('+') || '–'}`
  const ours = events.map(({ category, actors, recipients, standing }) => `${words(category, actors, recipients)} (${standing})`)
  return `\n${language} ${id}\n  ${title}\n  labelled ${words(label.category, label.actors, label.recipients)}\n  coded    ${ours.join('; ') || 'nothing'}\n`
}
