import type { Alignment } from '../domain/alignment.ts'
import { causeOf, causesOf, figuresFor, rulesOf, tablesOf } from './evaluate-tables.ts'
import type { Figures } from './figures.ts'
import { complain, type JsonRecord, nameOf, readJsonl } from './jsonl.ts'
import { answerOf, type Judged, type Validated, validate } from './judged.ts'
import { idOf, itemOf, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly config: string; readonly json?: boolean; readonly errors?: boolean }

/** `evaluate`: labelled items in, precision, recall and F1 out. */
export const evaluate: Verb = (program, io) => {
  program
    .command('evaluate')
    .description('measure the judgement against labelled items')
    .argument('<file>', 'JSONL items with a boolean for each alignment (us_jp_kr, dprk_russia) and borderline')
    .option('--json', 'print one JSON object')
    .option('--errors', 'list the items judged otherwise than labelled')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (file: string, options: Options) => run(file, options, io))
}

/** The key of an alignment's label in a record: `us-jp-kr` is `us_jp_kr`. */
export const labelKey = (alignmentId: string): string => alignmentId.replaceAll('-', '_')

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { judged, knowledge } = await judgeFile(file, options.config, io)
  if (judged.length === 0) return complain(io, `${nameOf(file)}: no labelled item to measure against`)
  const { alignments } = knowledge.facts
  const report = Object.fromEntries(
    alignments.map((alignment) => [
      alignment.id,
      reportOf(judged, alignment, validate(judged, alignment.id, alignment.threshold, knowledge.scoring)),
    ]),
  )
  const errors = judged.filter(({ answers }) => Object.values(answers).some(({ label, kept }) => label !== kept))
  if (options.json === true)
    io.stdout.write(`${JSON.stringify({ items: judged.length, alignments: report, ...(options.errors ? { errors } : {}) })}\n`)
  else io.stdout.write(tableOf(judged, report, alignments) + (options.errors ? errors.map(errorLine).join('') : ''))
}

/** Judges the labelled items of a file; a record without labels is told and left out. */
export async function judgeFile(file: string, config: string, io: Io) {
  const { assessor, knowledge } = await openAssessor(io, config)
  const alignments = knowledge.facts.alignments.map(({ id }) => id)
  const judged: Judged[] = []
  for await (const { line, value } of readJsonl(file, io)) {
    const missing = alignments.filter((id) => typeof value[labelKey(id)] !== 'boolean')
    if (missing.length > 0)
      complain(io, `${nameOf(file)}: line ${line}: no label ${missing.map(labelKey).join(', ')} (true or false); the item is left out`)
    else judged.push(judge(value, line, alignments, assessor))
  }
  return { judged, knowledge }
}

function judge(
  record: JsonRecord,
  line: number,
  alignments: readonly string[],
  assessor: Awaited<ReturnType<typeof openAssessor>>['assessor'],
): Judged {
  const item = itemOf(record, Date.now())
  const assessment = assessor.assess(item)
  const id = idOf(record, line)
  return {
    id,
    title: item.title,
    language: item.language ?? 'unknown',
    borderline: record.borderline === true,
    group: typeof record.story === 'string' && record.story !== '' ? `story ${record.story}` : String(id),
    labelRules: typeof record.rule === 'string' ? record.rule.split(/[,\s]+/).filter((rule) => rule !== '') : [],
    answers: Object.fromEntries(alignments.map((each) => [each, answerOf(assessment, each, record[labelKey(each)] === true)])),
  }
}

type Report = {
  readonly all: Figures
  readonly clear: Figures
  readonly byLanguage: Readonly<Record<string, { readonly all: Figures; readonly clear: Figures }>>
  readonly byRule: ReturnType<typeof rulesOf>
  readonly causes: ReturnType<typeof causesOf>
  readonly validated: Validated
}

function reportOf(judged: readonly Judged[], watched: Alignment, validated: Validated): Report {
  const alignment = watched.id
  const both = (items: readonly Judged[]) => ({
    all: figuresFor(items, alignment),
    clear: figuresFor(
      items.filter((item) => !item.borderline),
      alignment,
    ),
  })
  const languages = Object.entries(Object.groupBy(judged, (item) => item.language)).toSorted(
    (a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0),
  )
  return {
    ...both(judged),
    byLanguage: Object.fromEntries(languages.map(([language, items]) => [language, both(items ?? [])])),
    byRule: rulesOf(judged, watched),
    causes: causesOf(judged, alignment),
    validated,
  }
}

function tableOf(judged: readonly Judged[], report: Readonly<Record<string, Report>>, alignments: readonly Alignment[]): string {
  const head = `${judged.length} labelled items. P precision, R recall, F1; n positives; without: borderline items left out.\n`
  const blocks = alignments.flatMap((alignment) => {
    const { id } = alignment
    const figures = report[id]
    if (figures === undefined) return []
    const { all, clear, byLanguage, validated } = figures
    const rows = [rowOf('all', all, clear), ...Object.entries(byLanguage).map(([language, each]) => rowOf(language, each.all, each.clear))]
    return `\n${id}\n${'language'.padEnd(10)}${'n'.padStart(5)}${'P'.padStart(8)}${'R'.padStart(8)}${'F1'.padStart(8)}   without: ${'n'.padStart(5)}${'P'.padStart(8)}${'R'.padStart(8)}${'F1'.padStart(8)}\n${rows.join('')}${tablesOf(judged, alignment, validated)}`
  })
  return head + blocks.join('')
}

const rowOf = (name: string, all: Figures, clear: Figures): string => `${name.padEnd(10)}${cells(all)}            ${cells(clear)}\n`
const cells = ({ positives, precision, recall, f1 }: Figures): string =>
  String(positives).padStart(5) + [precision, recall, f1].map((value) => (value === null ? '–' : value.toFixed(3)).padStart(8)).join('')

function errorLine({ id, title, language, borderline, answers }: Judged): string {
  const wrong = Object.entries(answers).filter(([, { label, kept }]) => label !== kept)
  return wrong
    .map(
      ([alignment, answer]) =>
        `\n${answer.kept ? 'kept, not labelled' : 'labelled, not kept'} ${alignment} ${answer.score.toFixed(2)} ${language}${borderline ? ' borderline' : ''} ${id}\n  ${title}\n  ${causeOf(answer)}\n`,
    )
    .join('')
}
