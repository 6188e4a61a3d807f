import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { Scoring, TrainingRecord } from '../domain/wording.ts'
import type { Knowledge } from '../judgement/assess.ts'
import { trainPoints, withPoints } from '../judgement/training.ts'
import { judgeFile } from './evaluate.ts'
import { complain } from './jsonl.ts'
import { examplesOf, type Judged, validate } from './judged.ts'
import { openAssessor } from './records.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly config: string; readonly out: string }

/** `train`: labelled items in, a reviewable scoring file out, with the record of what it was trained on. Nothing is switched on. */
export const train: Verb = (program, io) => {
  program
    .command('train')
    .description('weigh the findings anew from labelled items, into a file to look over')
    .argument('<files...>', 'JSONL items with a boolean for each alignment (us_jp_kr, dprk_russia)')
    .option('--out <file>', 'where the trained points go', 'trained-scoring.yaml')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (files: string[], options: Options) => run(files, options, io))
}

async function run(files: readonly string[], options: Options, io: Io): Promise<void> {
  const judged: Judged[] = []
  for (const file of files) judged.push(...(await judgeFile(file, options.config, io)).judged)
  const { knowledge } = await openAssessor(io, options.config)
  const { alignments } = knowledge.facts
  const useful = alignments.every(({ id }) => new Set(judged.map(({ answers }) => answers[id]?.label)).size === 2)
  if (!useful)
    return complain(
      io,
      `${files.map((file) => basename(file)).join(', ')}: to train, every alignment needs items that are about it and items that are not`,
    )
  const record = await recordOf(files, judged, knowledge, io)
  const trained = alignments.reduce<Scoring>(
    (scoring, { id }) => withPoints(scoring, id, trainPoints(examplesOf(judged, id), knowledge.scoring, id)),
    knowledge.scoring,
  )
  await writeFile(resolve(io.cwd, options.out), HEAD + stringify({ ...trained, record }, { lineWidth: 140 }))
  for (const [id, { f1, f1Before, ece, eceBefore }] of Object.entries(record.figures))
    io.stdout.write(
      `${id}: by ${record.folds}-fold cross-validation F1 ${f1.toFixed(3)} (in use ${f1Before.toFixed(3)}), calibration error ${ece.toFixed(3)} (in use ${eceBefore.toFixed(3)})\n`,
    )
  io.stdout.write(`Written to ${options.out}. To use it, look it over and put it in the place of scoring.yaml.\n`)
}

const HEAD = `# Points trained from labelled items, held (L2) at those of scoring.yaml that they came from. To use them, put this file in its place;
# to go back to points set by hand, put the old one back. The score is 1 / (1 + e^-((bias + sum) / scale)).
`

async function recordOf(
  files: readonly string[],
  judged: readonly Judged[],
  { facts, scoring }: Knowledge,
  io: Io,
): Promise<TrainingRecord> {
  const checked = facts.alignments.map(({ id, threshold }) => [id, validate(judged, id, threshold, scoring)] as const)
  const rounded = (value: number): number => Math.round(value * 1000) / 1000
  return {
    files: await Promise.all(files.map(async (file) => ({ name: basename(file), sha256: hashOf(await readFile(resolve(io.cwd, file))) }))),
    trained: new Date().toISOString().slice(0, 10),
    items: judged.length,
    folds: Math.min(...checked.map(([, { folds }]) => folds)),
    figures: Object.fromEntries(
      checked.map(([id, { f1, f1Before, ece, eceBefore }]) => [
        id,
        { f1: rounded(f1), f1Before: rounded(f1Before), ece: rounded(ece), eceBefore: rounded(eceBefore) },
      ]),
    ),
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
