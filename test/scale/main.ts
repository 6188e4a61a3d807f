// npm run scale -- [--feeds 10000] [--routes 200] [--seconds 40] [--workers 1,2,4] [--work waits|busy] [--alone]: workers as real processes on
// one real Postgres, polling feeds of loopback and posting to webhooks of loopback. At the end, what came against what was published.
//   waits   publishers answer after one to one and a half seconds: each worker's own concurrency is the limit
//   busy    publishers answer at once and have much that is new: the processors are
//   --alone measures one bot without a role, to see what sharing costs
// Exits with 1 where anything is lost, doubled or out of order, or where more workers do not do as much more as they must.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres, whyNoPostgres } from '../stand-ins/postgres/server.ts'
import { WORKS, type Work } from './plan.ts'
import { type RunResult, run } from './run.ts'
import { printTable } from './table.ts'
import { percentiles, type Verdict, verdictOf } from './verdict.ts'

const USAGE = 'npm run scale -- [--feeds 10000] [--routes 200] [--seconds 40] [--workers 1,2,4] [--work waits|busy] [--alone]\n'
const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '10000' },
    routes: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '40' },
    workers: { type: 'string', default: '1,2,4' },
    work: { type: 'string' },
    alone: { type: 'boolean', default: false },
  },
})
const [feeds, routes, seconds] = [values.feeds, values.routes, values.seconds].map(Number) as [number, number, number]
const workers = values.alone ? [1] : values.workers.split(',').map(Number)
const works = WORKS.filter((work) => (values.work ?? work) === work)
const isWhole = [feeds, routes, seconds, ...workers].every((number) => Number.isInteger(number) && number > 0)
if (!isWhole || works.length === 0) {
  process.stderr.write(USAGE)
  process.exit(2)
}
const why = whyNoPostgres()
if (why !== null) {
  process.stderr.write(`There is no Postgres to run on: ${why}\n`)
  process.exit(1)
}

const WARM_SECONDS = 10
/** What a killed worker was sending is taken up when its lease has run out, after five minutes. */
const DRAIN_SECONDS = 420
/** Starting a process takes a minute and a half at the most; all of it may take no longer than this. */
const LONGEST_MS = ((workers.at(-1) ?? 1) + 1) * 90_000 + ((workers.length + 1) * (seconds + WARM_SECONDS) + DRAIN_SECONDS + 120) * 1_000

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort(new Error('stopped')))
const tell = (line: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)

async function play(work: Work): Promise<RunResult> {
  // As an operator's server is: what is committed outlives a power cut.
  const server = await startPostgres(['-c', 'fsync=on', '-c', 'full_page_writes=on', '-c', 'autovacuum=on'])
  try {
    await server.query('create database scale')
    return await run({
      ...{ work, feeds, routes, workers, seconds, warmSeconds: WARM_SECONDS, drainSeconds: DRAIN_SECONDS, tell },
      args: values.alone ? [] : ['--role', 'worker'],
      databaseUrl: server.address('scale'),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(LONGEST_MS)]),
    })
  } finally {
    await server.close()
  }
}

/** What a program reads: without the moments of each post. */
const figuresOf = (work: Work, { account, ...result }: RunResult, { lines, demanded, reached, isWell }: Verdict) => {
  const { lost, doubled, disordered, latencies, ...counts } = account
  const troubles = { lost: lost.length, doubled: doubled.length, disordered: disordered.length }
  const { drainedMs, mostOfFeed, mostOfHost, said } = result
  const latency = percentiles(latencies.map(({ ms }) => ms))
  return { work, isWell, demanded, reached, ...counts, ...troubles, latency, drainedMs, mostOfFeed, mostOfHost, said: said.length, lines }
}

const all: ReturnType<typeof figuresOf>[] = []
try {
  for (const work of works) {
    const result = await play(work)
    const verdict = verdictOf(work, result, availableParallelism())
    printTable(work, result, verdict)
    all.push(figuresOf(work, result, verdict))
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
}
process.stdout.write(`${JSON.stringify({ scale: all, feeds, routes, seconds, workers, alone: values.alone })}\n`)
process.exitCode = all.length === works.length && all.every(({ isWell }) => isWell) ? 0 : 1
