import type { Work } from './plan.ts'
import type { RunResult } from './run.ts'
import type { Line, Verdict } from './verdict.ts'

/** Troubles told in words; the rest is counted. */
const TOLD = 10

const percent = (cores: number): string => `${Math.round(cores * 100)} %`

const COLUMNS: readonly (readonly [string, (line: Line) => string])[] = [
  ['', ({ what }) => what],
  ['polls/s', ({ polls }) => polls.toFixed(1)],
  ['items/s', ({ judged }) => judged.toFixed(1)],
  ['posts/s', ({ posts }) => posts.toFixed(1)],
  ['× one', ({ ratio }) => ratio.toFixed(2)],
  ['p50 ms', ({ latency }) => String(latency.p50)],
  ['p95', ({ latency }) => String(latency.p95)],
  ['p99', ({ latency }) => String(latency.p99)],
  ['postgres', ({ databaseCpu }) => percent(databaseCpu)],
  ['tx/s', ({ transactions }) => transactions.toFixed(0)],
  ['rows read/s', ({ rowsRead }) => rowsRead.toFixed(0)],
  ['written/s', ({ rowsWritten }) => rowsWritten.toFixed(0)],
  ['stand-ins', ({ standCpu }) => percent(standCpu)],
  ['workers', ({ workerCpu }) => workerCpu.map(percent).join(' ')],
]

function rows(lines: readonly Line[]): readonly string[] {
  const cells = [COLUMNS.map(([name]) => name), ...lines.map((line) => COLUMNS.map(([, cell]) => cell(line)))]
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  )
}

const few = (name: string, troubles: readonly string[]): readonly string[] =>
  troubles.length === 0
    ? []
    : [
        `${name}:`,
        ...troubles.slice(0, TOLD).map((one) => `  ${one}`),
        ...(troubles.length > TOLD ? [`  and ${troubles.length - TOLD} more`] : []),
      ]

/** Prints what one kind of work has shown. Processor time is in parts of one core; latency is from an item's being handed out to its post. */
export function printTable(work: Work, { account, drainedMs, mostOfFeed, mostOfHost, said }: RunResult, verdict: Verdict): void {
  const { entries, reports, wanted, lost, doubled, disordered, again } = account
  const lines = [
    `work that ${work === 'waits' ? 'waits' : 'keeps the processors busy'}`,
    ...rows(verdict.lines),
    `${entries} entries published, ${reports} of them to be posted, ${wanted} posts wanted of them: ${lost.length} lost, ${doubled.length} doubled, ${disordered.length} out of order; ${again} came once more under their key`,
    `at most ${mostOfFeed} at once asked for one feed, ${mostOfHost} for one host; the rest was posted ${(drainedMs / 1_000).toFixed(1)} s after the end`,
    `${verdict.lines.length < 2 ? '' : `${verdict.reached.toFixed(2)} times the first; demanded ${verdict.demanded.toFixed(2)}: ${verdict.why}. `}${verdict.isWell ? 'well' : 'NOT WELL'}`,
    ...few('lost', lost),
    ...few('doubled', doubled),
    ...few('out of order', disordered),
    ...few('workers said', said),
  ]
  process.stdout.write(`${lines.join('\n')}\n\n`)
}
