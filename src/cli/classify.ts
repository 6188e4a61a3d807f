import type { Assessment } from '../domain/assessment.ts'
import { complain, nameOf, readJsonl, writeJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

/** `classify`: items in, assessments out, line by line. */
export const classify: Verb = (program, io) => {
  program
    .command('classify')
    .description('judge items of a JSONL file (- for standard input): one assessment a line')
    .argument('<file>', 'JSONL with {id, title, description?, content?, published?, lang?}')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: { readonly config: string }) => run(file, options.config, io))
}

async function run(file: string, folder: string, io: Io): Promise<void> {
  const { assessor } = await openAssessor(io, folder)
  const now = Date.now()
  for await (const { line, value } of readJsonl(file, io)) {
    const problem = itemProblem(value)
    if (problem !== null) complain(io, `${nameOf(file)}: line ${line}: ${problem}`)
    await writeJsonl(io, recordOf(idOf(value, line), assessor.assess(itemOf(value, now))))
  }
}

/** An assessment as the command line prints it. */
export function recordOf(id: string | number, assessment: Assessment): object {
  return {
    id,
    language: assessment.language,
    alignments: Object.fromEntries(
      Object.entries(assessment.verdicts).map(([alignment, { score, kept, rule }]) => [
        alignment,
        { score: Number(score.toFixed(4)), kept, rule },
      ]),
    ),
    actors: assessment.mentions.map(({ actorId, text, start, end }) => ({ id: actorId, text, start, end })),
    events: assessment.events.map(({ category, mode, actors, recipients, standing }) => ({ category, mode, actors, recipients, standing })),
    reasons: assessment.reasons,
  }
}
