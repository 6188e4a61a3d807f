import { type Counts, counted, type Figures, figuresOf } from './figures.ts'
import { complain, type JsonRecord, nameOf, readJsonl } from './jsonl.ts'
import { idOf, itemOf, openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly config: string; readonly json?: boolean; readonly errors?: boolean }

/** One labelled item as judged. */
type Judged = {
  readonly id: string | number
  readonly title: string
  readonly language: string
  readonly borderline: boolean
  /** By alignment: what the label says, what we say, and the score. */
  readonly answers: Readonly<
    Record<string, { readonly label: boolean; readonly kept: boolean; readonly score: number; readonly rule: string | null }>
  >
}

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
const labelKey = (alignmentId: string): string => alignmentId.replaceAll('-', '_')

async function run(file: string, options: Options, io: Io): Promise<void> {
  const { assessor, knowledge } = await openAssessor(io, options.config)
  const alignments = knowledge.facts.alignments.map(({ id }) => id)
  const judged: Judged[] = []
  for await (const { line, value } of readJsonl(file, io)) {
    const missing = alignments.filter((id) => typeof value[labelKey(id)] !== 'boolean')
    if (missing.length > 0)
      complain(io, `${nameOf(file)}: line ${line}: no label ${missing.map(labelKey).join(', ')} (true or false); the item is left out`)
    else judged.push(judge(value, line, alignments, assessor))
  }
  if (judged.length === 0) return complain(io, `${nameOf(file)}: no labelled item to measure against`)
  const report = Object.fromEntries(alignments.map((id) => [id, reportOf(judged, id)]))
  const errors = judged.filter(({ answers }) => Object.values(answers).some(({ label, kept }) => label !== kept))
  if (options.json === true)
    io.stdout.write(`${JSON.stringify({ items: judged.length, alignments: report, ...(options.errors ? { errors } : {}) })}\n`)
  else io.stdout.write(tableOf(judged.length, report) + (options.errors ? errors.map(errorLine).join('') : ''))
}

function judge(
  record: JsonRecord,
  line: number,
  alignments: readonly string[],
  assessor: Awaited<ReturnType<typeof openAssessor>>['assessor'],
): Judged {
  const item = itemOf(record, Date.now())
  const { verdicts } = assessor.assess(item)
  const answers = alignments.map((id) => {
    const verdict = verdicts[id]
    return [
      id,
      { label: record[labelKey(id)] === true, kept: verdict?.kept === true, score: verdict?.score ?? 0, rule: verdict?.rule ?? null },
    ] as const
  })
  const language = item.language ?? 'unknown'
  return {
    id: idOf(record, line),
    title: item.title,
    language,
    borderline: record.borderline === true,
    answers: Object.fromEntries(answers),
  }
}

type Report = {
  readonly all: Figures
  readonly clear: Figures
  readonly byLanguage: Readonly<Record<string, { readonly all: Figures; readonly clear: Figures }>>
}

function reportOf(judged: readonly Judged[], alignment: string): Report {
  const figures = (items: readonly Judged[]): Figures => figuresOf(countsOf(items, alignment))
  const both = (items: readonly Judged[]) => ({ all: figures(items), clear: figures(items.filter((item) => !item.borderline)) })
  const languages = Object.entries(Object.groupBy(judged, (item) => item.language)).toSorted(
    (a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0),
  )
  return { ...both(judged), byLanguage: Object.fromEntries(languages.map(([language, items]) => [language, both(items ?? [])])) }
}

const countsOf = (items: readonly Judged[], alignment: string): Counts =>
  counted(items.flatMap(({ answers }) => answers[alignment] ?? []).map(({ label, kept }) => ({ label, answer: kept })))

function tableOf(items: number, report: Readonly<Record<string, Report>>): string {
  const head = `${items} labelled items. P precision, R recall, F1; n positives; without: borderline items left out.\n`
  const blocks = Object.entries(report).map(([id, { all, clear, byLanguage }]) => {
    const rows = [
      rowOf('all', all, clear),
      ...Object.entries(byLanguage).map(([language, figures]) => rowOf(language, figures.all, figures.clear)),
    ]
    return `\n${id}\n${'language'.padEnd(10)}${'n'.padStart(5)}${'P'.padStart(8)}${'R'.padStart(8)}${'F1'.padStart(8)}   without: ${'n'.padStart(5)}${'P'.padStart(8)}${'R'.padStart(8)}${'F1'.padStart(8)}\n${rows.join('')}`
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
      ([alignment, { kept, score }]) =>
        `\n${kept ? 'kept, not labelled' : 'labelled, not kept'} ${alignment} ${score.toFixed(2)} ${language}${borderline ? ' borderline' : ''} ${id}\n  ${title}\n`,
    )
    .join('')
}
