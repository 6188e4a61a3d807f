import { contextOf } from '../app/context.ts'
import { latest } from '../commands/latest.ts'
import { plain, type RichText } from '../domain/rich-text.ts'
import type { Report } from '../domain/story.ts'
import { withOpinions } from '../judgement/opinion.ts'
import { explain } from '../judgement/why.ts'
import { openAsking, openOpinions } from './asking.ts'
import { complain, nameOf, readJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem, openAssessor } from './records.ts'
import { openStored } from './stored.ts'
import type { Io, Verb } from './verb.ts'

type Options = {
  readonly id?: string
  readonly near?: boolean
  readonly stored?: string
  readonly model?: boolean
  readonly json?: boolean
  readonly config: string
}

/** `why FILE`: the reasons for every item of a file, or for one of them; or for what the running bot read and stored. */
export const why: Verb = (program, io) => {
  program
    .command('why')
    .description('say why items are kept or not: those of a JSONL file (- for standard input), or what the bot has stored')
    .argument('[file]', 'JSONL items, as for classify')
    .option('--id <id>', 'only the item with this id')
    .option('--stored <id>', 'a stored item or story instead of a file: its id, or the address of an article')
    .option('--near', 'what the bot read and nearly kept, newest first, with why')
    .option('--model', 'of a file: ask the language model that the environment names on items near a threshold, as the bot does')
    .option('--json', 'print one JSON object an item')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string | undefined, options: Options) => run(file, options, io))
}

async function run(file: string | undefined, options: Options, io: Io): Promise<void> {
  if ([file, options.stored, options.near].filter((asked) => asked !== undefined).length !== 1) {
    io.stderr.write('why: name a file of items, or --stored ID, or --near\n')
    return io.exit(2)
  }
  if (options.near === true) return near(options, io)
  return options.stored === undefined ? ofFile(file ?? '-', options, io) : ofStored(options.stored, options, io)
}

async function ofFile(file: string, options: Options, io: Io): Promise<void> {
  const { assessor, knowledge } = await openAssessor(io, options.config)
  await using asking = options.model === true ? await openAsking(io, options.config) : null
  const opinionsOn = asking === null ? null : await openOpinions(asking, io.signal)
  let seen = 0
  for await (const { line, value } of readJsonl(file, io)) {
    const id = idOf(value, line)
    if (options.id !== undefined && String(id) !== options.id) continue
    seen += 1
    const problem = itemProblem(value)
    if (problem !== null) complain(io, `${nameOf(file)}: line ${line}: ${problem}`)
    const item = itemOf(value, Date.now())
    const alone = assessor.assess(item)
    const assessment = withOpinions(alone, (await opinionsOn?.(item, alone)) ?? {})
    tell(id, item.title, explain({ item, assessment }, knowledge.facts.alignments, knowledge.scoring).lines, options, io)
  }
  if (seen === 0 && options.id !== undefined) complain(io, `${nameOf(file)}: no item has the id ${options.id}`)
}

const tell = (id: unknown, title: string, lines: readonly string[], { json }: Options, io: Io): void =>
  void io.stdout.write(json === true ? `${JSON.stringify({ id, lines })}\n` : `${title}\n${lines.join('\n')}\n\n`)

/** As it was judged then, not as it would be now. */
async function ofStored(asked: string, options: Options, io: Io): Promise<void> {
  await using opened = await openStored(io, options.config)
  if (opened === null) return
  const { archive } = opened.store
  const story = /^https?:/i.test(asked) ? null : await archive.story(asked)
  const found = story === null ? await archive.item(asked) : null
  if (found !== null && found.assessment === null) return complain(io, `${asked} was read, but not judged yet`)
  const reports: readonly Report[] =
    story?.reports ?? (found === null || found.assessment === null ? [] : [{ item: found.item, assessment: found.assessment }])
  if (reports.length === 0) return complain(io, `no story or item “${asked}” is stored`)
  for (const { item, assessment } of reports)
    tell(item.id, item.title, explain({ item, assessment }, opened.config.facts.alignments, opened.config.scoring).lines, options, io)
}

/** The words of `/latest near`, with the addresses written out. */
async function near(options: Options, io: Io): Promise<void> {
  await using opened = await openStored(io, options.config)
  if (opened === null) return
  const { config, store } = opened
  const context = contextOf(() => config, store, Date.now)
  const { title, body } = await latest.run({ show: 'near' }, context)
  const address = (line: RichText): string => line.flatMap((run) => (run.url === undefined ? [] : [`\n    ${run.url}`])).join('')
  if (options.json === true) io.stdout.write(`${JSON.stringify({ title, lines: body.map((line) => plain(line) + address(line)) })}\n`)
  else for (const line of body) io.stdout.write(`${plain(line)}${address(line)}\n`)
}
