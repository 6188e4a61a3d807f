import { languageOf } from '../knowledge/language.ts'
import { cleanTitle } from '../stories/boilerplate.ts'
import { summarise as summaryOf } from '../stories/summary.ts'
import { complain, nameOf, readJsonl, writeJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem } from './records.ts'
import type { Verb } from './verb.ts'

/** `summarise`: articles in, one to three of their sentences out. Where a text has no whole sentence, the title is the summary. */
export const summarise: Verb = (program, io) => {
  program
    .command('summarise')
    .description('summarise articles of a JSONL file (- for standard input): {id, summary, sentences} a line')
    .argument('<file>', 'JSONL with {id, title, content}')
    .action(async (file: string) => {
      const now = Date.now()
      for await (const { line, value } of readJsonl(file, io)) {
        const problem = itemProblem(value)
        if (problem !== null) complain(io, `${nameOf(file)}: line ${line}: ${problem}`)
        const { title, text, language } = itemOf(value, now)
        const found = summaryOf([{ title, text, language: languageOf(`${title}\n${text}`, language), phrases: [] }])
        const sentences = found.length > 0 || title.trim() === '' ? found : [cleanTitle(title)]
        await writeJsonl(io, { id: idOf(value, line), summary: sentences.join(' '), sentences })
      }
    })
}
