import { bCubed, type Labelled, pairwise, type Score } from '../stories/agreement.ts'
import { readReports, storiesOf } from './cluster.ts'
import { complain, nameOf } from './jsonl.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly config: string; readonly json?: boolean; readonly errors?: boolean }

/** `evaluate-stories`: items with `story` in, how well clustering finds these stories out. Items without one are placed too, as noise. */
export const evaluateStories: Verb = (program, io) => {
  program
    .command('evaluate-stories')
    .description('measure the clustering against items labelled with their story')
    .argument('<file>', 'JSONL items, some with "story"; the others are mixed in and count as noise')
    .option('--json', 'print one JSON object')
    .option('--errors', 'list the stories that were split or mixed')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: Options) => run(file, options, io))
}

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { facts, read } = await readReports(file, options.config, io)
  const stories = storiesOf(
    read.map(({ report }) => report),
    facts,
  )
  const items = read.map(({ record, report }) => ({
    found: stories.get(report.item.id) ?? report.item.id,
    gold: typeof record.story === 'string' ? record.story : '',
    language: report.assessment.language,
    title: report.item.title,
  }))
  const labelled = items.filter(({ gold }) => gold !== '')
  if (labelled.length === 0) return complain(io, `${nameOf(file)}: no item has a "story" to measure against`)
  const found = new Set(labelled.map((item) => item.found))
  const noise = items.filter(({ gold }) => gold === '')
  const report = {
    items: items.length,
    labelled: labelled.length,
    stories: new Set(labelled.map(({ gold }) => gold)).size,
    pairwise: pairwise(labelled),
    bCubed: bCubed(labelled),
    noise: noise.length,
    noiseJoined: noise.filter((item) => found.has(item.found)).length,
  }
  const errors = options.errors === true ? errorsOf(labelled) : []
  if (options.json === true) io.stdout.write(`${JSON.stringify({ ...report, ...(options.errors === true ? { errors } : {}) })}\n`)
  else
    io.stdout.write(
      [tableOf(report), ...errors.map(({ story, parts }) => `${story}: ${parts.map((part) => part.length).join(' + ')}\n`)].join(''),
    )
}

/** Stories that ended up in more than one piece, with the titles of each. */
function errorsOf(
  items: readonly (Labelled & { readonly title: string })[],
): readonly { readonly story: string; readonly parts: readonly (readonly string[])[] }[] {
  const byStory = Map.groupBy(items, ({ gold }) => gold)
  return [...byStory].flatMap(([story, members]) => {
    const parts = [...Map.groupBy(members, ({ found }) => found).values()].map((part) => part.map(({ title }) => title))
    return parts.length === 1 ? [] : [{ story, parts }]
  })
}

type Report = {
  readonly items: number
  readonly labelled: number
  readonly stories: number
  readonly pairwise: ReturnType<typeof pairwise>
  readonly bCubed: Score
  readonly noise: number
  readonly noiseJoined: number
}

function tableOf({ items, labelled, stories, pairwise: pairs, bCubed: cubed, noise, noiseJoined }: Report): string {
  const row = (name: string, { precision, recall, f1 }: Score): string =>
    `${name.padEnd(10)} ${[precision, recall, f1].map((figure) => figure.toFixed(3).padStart(9)).join(' ')}`
  return [
    `${items} items, ${labelled} of them in ${stories} labelled stories (${pairs.pairs} pairs, ${pairs.crossLanguagePairs} across languages)`,
    `${''.padEnd(10)} ${['precision', 'recall', 'F1'].map((head) => head.padStart(9)).join(' ')}`,
    row('pairwise', pairs),
    row('B-cubed', cubed),
    `across languages, recall ${pairs.crossLanguageRecall.toFixed(3)}`,
    `items without a label in a labelled story: ${noiseJoined} of ${noise}`,
    '',
  ].join('\n')
}
