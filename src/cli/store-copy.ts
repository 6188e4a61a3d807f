import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { type Problem, printProblem } from '../config/problem.ts'
import { readDatabaseUrl } from '../config/secrets.ts'
import { isPostgresAddress } from '../domain/database-address.ts'
import { type Copied, type CopyStep, copyStore } from '../store/copy.ts'
import type { Engine } from '../store/engine.ts'
import { openEngine } from '../store/open.ts'
import { type Io, UsedWrongly, type Verb } from './verb.ts'

type Options = { readonly from: string; readonly to: string; readonly json?: boolean }

const FROM_ENVIRONMENT = 'DATABASE_URL'
const STORE = 'a file, or DATABASE_URL for the Postgres database that the environment names'

/** `store copy`: a whole store into an empty one, from a file to Postgres, back, or to another of its kind. */
export const addStoreCopy: Verb = (parent, io) => {
  parent
    .command('copy')
    .description('copy the whole store into an empty one and compare the two; the bot must be stopped. Broken off, it goes on where it was')
    .requiredOption('--from <store>', STORE)
    .requiredOption('--to <store>', STORE)
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      await using parts = new AsyncDisposableStack()
      const begun = performance.now()
      const from = parts.adopt(await opened(io, options.from, true), close)
      const to = parts.adopt(await opened(io, options.to, false), close)
      if (from.place === to.place) throw new UsedWrongly('--from and --to name the same store')
      const copied = await withProgress(io, (onStep) => copyStore({ from, to, now: Date.now, signal: io.signal, onStep }))
      if (copied === null) {
        io.stderr.write(`Broken off. ${to.place} is no store yet: the same command goes on from here.\n`)
        return io.exit(1)
      }
      io.stdout.write(told(copied, to.place, performance.now() - begun, options.json === true))
    })
}

const close = (engine: Engine): Promise<void> => engine.close()

async function opened(io: Io, named: string, mustBeThere: boolean): Promise<Engine> {
  if (named === FROM_ENVIRONMENT) return openEngine({ url: await environmentAddress(io), statementMs: 0, connections: 2 })
  if (isPostgresAddress(named)) {
    io.stderr.write('Note: others on this machine can read a command line, and the password in it: write DATABASE_URL, and set that.\n')
    return openEngine({ url: named, statementMs: 0, connections: 2 })
  }
  const path = resolve(io.cwd, named)
  if (mustBeThere && !existsSync(path)) throw new UsedWrongly(`there is no store at ${path}`)
  return openEngine({ path })
}

async function environmentAddress(io: Io): Promise<string> {
  const problems: Problem[] = []
  const url = await readDatabaseUrl(io.env, (path) => readFile(path, 'utf8'), problems)
  if (problems.length > 0) throw new UsedWrongly(problems.map(printProblem).join('\n'))
  if (url === null) throw new UsedWrongly('DATABASE_URL is not set, nor is DATABASE_URL_FILE')
  return url.reveal()
}

/** A bar where somebody looks; else a line now and then, so that a log tells that it goes on. */
async function withProgress<T>(io: Io, work: (onStep: (step: CopyStep) => void) => Promise<T>): Promise<T> {
  if (!io.interactive) return work(lines(io))
  const bar = new SingleBar({
    format: 'copying {bar} {percentage}% {part} · {eta_formatted} to go',
    stream: io.stderr as NodeJS.WriteStream,
    clearOnComplete: true,
  })
  bar.start(1, 0, { part: '' })
  try {
    return await work(({ part, done, all }) => {
      bar.setTotal(Math.max(all, done))
      bar.update(done, { part })
    })
  } finally {
    bar.stop()
  }
}

const EVERY_MS = 10_000

function lines(io: Io): (step: CopyStep) => void {
  let last = performance.now()
  return ({ part, done, all }) => {
    if (performance.now() - last < EVERY_MS) return
    last = performance.now()
    io.stderr.write(`copying: ${Math.floor((100 * done) / Math.max(all, done))} % (${part})\n`)
  }
}

function told(copied: readonly Copied[], place: string, tookMs: number, asJson: boolean): string {
  const rows = copied.reduce((sum, table) => sum + table.rows, 0)
  const seconds = (tookMs / 1000).toFixed(1)
  if (asJson) return `${JSON.stringify({ to: place, rows, tables: Object.fromEntries(copied.map((each) => [each.table, each.rows])) })}\n`
  const tables = copied.filter((each) => each.rows > 0).map((each) => `  ${each.table}: ${each.rows}\n`)
  return `${tables.join('')}${place}: ${rows} rows in ${copied.length} tables, each compared with the store they came from; ${seconds} s\n`
}
