import { withOpinions } from '../judgement/opinion.ts'
import { explain } from '../judgement/why.ts'
import { openAsking, openOpinions } from './asking.ts'
import { complain, nameOf, readJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly id?: string; readonly json?: boolean; readonly model?: boolean; readonly config: string }

/** `why FILE`: the reasons for every item of a file, or for one of them. */
export const why: Verb = (program, io) => {
  program
    .command('why')
    .description('say why items of a JSONL file (- for standard input) are kept or not')
    .argument('<file>', 'JSONL items, as for classify')
    .option('--id <id>', 'only the item with this id')
    .option('--json', 'print one JSON object an item')
    .option('--model', 'ask the language model that the environment names on items near a threshold, as the bot does')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: Options) => run(file, options, io))
}

async function run(file: string, options: Options, io: Io): Promise<void> {
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
    const { lines } = explain({ item, assessment }, knowledge.facts.alignments)
    io.stdout.write(options.json === true ? `${JSON.stringify({ id, lines })}\n` : `${item.title}\n${lines.join('\n')}\n\n`)
  }
  if (seen === 0 && options.id !== undefined) complain(io, `${nameOf(file)}: no item has the id ${options.id}`)
}
