import { InvalidArgumentError } from 'commander'
import { keptFor } from '../domain/assessment.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Labelled, Score } from '../stories/agreement.ts'
import { readReports, storiesOf } from './cluster.ts'
import { complain, nameOf } from './jsonl.ts'
import { type Halved, type Merge, shuffled, type TrialFigures, type Trialled, tryHalves, tryStories } from './story-trial.ts'
import type { Io, Verb } from './verb.ts'

type Options = {
  readonly config: string
  readonly json?: boolean
  readonly errors?: boolean
  readonly noise?: string
  readonly noiseCount: number
  readonly orders: number
  readonly seed: number
  readonly halves?: boolean
  readonly kept?: boolean
  readonly without?: readonly string[]
  readonly merges: number
}

const whole = (least: number) => (text: string) => {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`Give a whole number from ${least} up.`)
  return Number(text)
}

/** `evaluate-stories`: items with `story` in, how well clustering finds these stories out. Items without one are placed too, as noise. */
export const evaluateStories: Verb = (program, io) => {
  program
    .command('evaluate-stories')
    .description('measure the clustering against items labelled with their story')
    .argument('<file>', 'JSONL items, some with "story"; the others are mixed in and count as noise')
    .option('--noise <file>', 'mix in items of this file in place of the unlabelled ones of the first')
    .option('--noise-count <n>', 'how many of them, drawn by the seed', whole(1), 2000)
    .option('--orders <n>', 'place all in so many random orders; 0 for the order of the file', whole(0), 0)
    .option('--seed <n>', 'of the orders and of what is drawn', whole(0), 1)
    .option('--halves', 'also fit the threshold on half of the stories and test it on the other half, both ways')
    .option('--without <ids>', 'leave out these stories, parted by commas', (text) => text.split(',').map((id) => id.trim()))
    .option('--kept', 'place of the unlabelled items only those that would be kept, as the bot does; the others count as placed alone')
    .option('--merges <n>', 'list so many unlabelled items that came into a story with others, drawn by the seed', whole(0), 0)
    .option('--json', 'print one JSON object')
    .option('--errors', 'list the stories that were split, in the first order')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: Options) => run(file, options, io))
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { facts, items: all } = await readItems(file, options, io)
  const items = options.kept === true ? all.filter(({ gold, report }) => gold !== '' || keptFor(report.assessment).length > 0) : all
  const labelled = items.filter(({ gold }) => gold !== '')
  if (labelled.length === 0) return complain(io, `${nameOf(file)}: no item has a "story" to measure against`)
  const orders = (all: readonly Trialled[]) =>
    options.orders === 0 ? [all] : Array.from({ length: options.orders }, (_, index) => shuffled(all, options.seed + index))
  const ordered = orders(items)
  const runs = ordered.map((order, index) => tryStories(order, facts, index + 1))
  const [first] = runs
  if (first === undefined) return
  const joins = runs.flatMap(({ merges }) => merges)
  const report: Report = {
    items: items.length,
    labelled: labelled.length,
    stories: new Set(labelled.map(({ gold }) => gold)).size,
    ...without(first),
    noise: all.length - labelled.length,
    ...(options.orders === 0 ? {} : { orders: runs.map(without), spread: spreadOf(runs) }),
    ...(options.halves === true ? { halves: tryHalves(items, facts, options.seed, orders).map(toldHalf) } : {}),
    ...(options.merges === 0 ? {} : { merges: shuffled(joins, options.seed).slice(0, options.merges) }),
    ...(options.errors === true ? { errors: errorsOf(ordered[0] ?? items, facts) } : {}),
  }
  io.stdout.write(options.json === true ? `${JSON.stringify(report)}\n` : tableOf(report))
}

/** The items to place: those of the file, or its labelled ones with what is drawn from the file of noise. */
async function readItems(file: string, options: Options, io: Io): Promise<{ readonly facts: Facts; readonly items: readonly Trialled[] }> {
  const { facts, read } = await readReports(file, options.config, io)
  const leftOut = new Set(options.without)
  const own = read
    .map(({ record, report }) => ({ report, gold: typeof record.story === 'string' ? record.story : '' }))
    .filter(({ gold }) => !leftOut.has(gold))
  for (const id of leftOut)
    if (!read.some(({ record }) => record.story === id)) complain(io, `${nameOf(file)}: there is no story “${id}” to leave out`)
  if (options.noise === undefined) return { facts, items: own }
  const known = new Set(own.map(({ report }) => report.item.id))
  const noise = (await readReports(options.noise, options.config, io)).read.filter(({ report }) => !known.has(report.item.id))
  const drawn = shuffled(noise, options.seed).slice(0, options.noiseCount)
  if (drawn.length < options.noiseCount) complain(io, `${nameOf(options.noise)}: only ${drawn.length} items to mix in`)
  return { facts, items: [...own.filter(({ gold }) => gold !== ''), ...drawn.map(({ report }) => ({ report, gold: '' }))] }
}

type Figures = Omit<TrialFigures, 'merges'>
const without = ({ merges: _, ...figures }: TrialFigures): Figures => figures

type Spread = Readonly<Record<'pairwise' | 'bCubed' | 'crossLanguage', { readonly least: number; readonly most: number }>>
const rangeOf = (values: readonly number[]) => ({ least: Math.min(...values), most: Math.max(...values) })
const spreadOf = (runs: readonly Figures[]): Spread => ({
  pairwise: rangeOf(runs.map(({ pairwise }) => pairwise.f1)),
  bCubed: rangeOf(runs.map(({ bCubed }) => bCubed.f1)),
  crossLanguage: rangeOf(runs.map(({ pairwise }) => pairwise.crossLanguageRecall)),
})

type ToldHalf = { readonly threshold: number; readonly stories: Spread }
const toldHalf = ({ threshold, figures }: Halved): ToldHalf => ({ threshold, stories: spreadOf(figures) })

type SplitStory = { readonly story: string; readonly parts: readonly (readonly string[])[] }

/** Stories that ended up in more than one piece, with the titles of each. */
function errorsOf(items: readonly Trialled[], facts: Facts): readonly SplitStory[] {
  const reports = items.map(({ report }) => report)
  const stories = storiesOf(reports, facts)
  const labelled = items.filter(({ gold }) => gold !== '')
  return [...Map.groupBy(labelled, ({ gold }) => gold)].flatMap(([story, members]) => {
    const parts = [...Map.groupBy(members, ({ report }) => stories.get(report.item.id)).values()]
    return parts.length === 1 ? [] : [{ story, parts: parts.map((part) => part.map(({ report }) => report.item.title)) }]
  })
}

type Report = Figures & {
  readonly items: number
  readonly labelled: number
  readonly stories: number
  readonly noise: number
  readonly orders?: readonly Figures[]
  readonly spread?: Spread
  readonly halves?: readonly ToldHalf[]
  readonly merges?: readonly Merge[]
  readonly errors?: readonly SplitStory[]
}

const row = (name: string, { precision, recall, f1 }: Score): string =>
  `${name.padEnd(10)} ${[precision, recall, f1].map((figure) => figure.toFixed(3).padStart(9)).join(' ')}`
const range = (name: string, { least, most }: { readonly least: number; readonly most: number }): string =>
  `${name} ${least.toFixed(3)}–${most.toFixed(3)} (spread ${(most - least).toFixed(3)})`
const ranges = ({ pairwise, bCubed, crossLanguage }: Spread): string =>
  [range('pairwise', pairwise), range('B-cubed', bCubed), range('across languages', crossLanguage)].join(', ')

function tableOf(report: Report): string {
  const { pairwise: pairs, bCubed: cubed, noise, spread, orders = [] } = report
  const noiseLine = ({ noiseJoined, noiseMerged }: Pick<Labelled & Figures, 'noiseJoined' | 'noiseMerged'>): string =>
    `items without a label in a labelled story: ${noiseJoined} of ${noise}; in a story with any other: ${noiseMerged}`
  return [
    `${report.items} items, ${report.labelled} of them in ${report.stories} labelled stories (${pairs.pairs} pairs, ${pairs.crossLanguagePairs} across languages)`,
    ...(orders.length > 0 ? [`the first of ${orders.length} random orders:`] : []),
    `${''.padEnd(10)} ${['precision', 'recall', 'F1'].map((head) => head.padStart(9)).join(' ')}`,
    row('pairwise', pairs),
    row('B-cubed', cubed),
    `across languages, recall ${pairs.crossLanguageRecall.toFixed(3)}`,
    ...(orders.length > 0 ? orders.map((each, index) => `order ${index + 1}: ${noiseLine(each)}`) : [noiseLine(report)]),
    ...(spread === undefined ? [] : [`over the orders: ${ranges(spread)}`]),
    ...(report.halves ?? []).map(({ threshold, stories }) => `threshold ${threshold} fitted on the other half: ${ranges(stories)}`),
    ...(report.merges ?? []).map(({ order, title, story, with: others }) => `order ${order} [${story}] ${title} + ${others.join(' + ')}`),
    ...(report.errors ?? []).map(({ story, parts }) => `${story}: ${parts.map((part) => part.length).join(' + ')}`),
    '',
  ].join('\n')
}
