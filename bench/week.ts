// A week of 300 feeds that misbehave in every way we know, by a clock of our own: lost, repeated, asked too often.
// Run: npm run bench -- week [--feeds 300] [--days 8.5] [--minutes 15]; about ten minutes. Exit 1 where anything is wrong.
import { parseArgs } from 'node:util'
import { WAYS } from '../test/stand-ins/misbehaving/ways.ts'
import { simulateWeek } from '../test/stand-ins/misbehaving/week.ts'

const { values } = parseArgs({ options: { feeds: { type: 'string' }, days: { type: 'string' }, minutes: { type: 'string' } } })
const options = { feeds: Number(values.feeds ?? 300), days: Number(values.days ?? 8.5), intervalMs: Number(values.minutes ?? 15) * 60_000 }
const startedAt = performance.now()
const { lost, repeated, tooSoon, ...week } = await simulateWeek(options)
const tookSeconds = Math.round((performance.now() - startedAt) / 1_000)
process.stdout.write(
  `${options.feeds} feeds in ${WAYS.length} ways, ${options.days} days, every ${options.intervalMs / 60_000} min: ${week.reports} reports expected, ${week.stored} stored (with those from before), ${week.requests} requests, ${tookSeconds} s\n` +
    `lost ${lost.length}, repeated ${repeated.length}, asked too soon ${tooSoon.length}; longest from publication to the store where all is well: ${Math.round(week.longestMs / 6_000) / 10} min\n`,
)
for (const line of [...lost, ...repeated, ...tooSoon].slice(0, 30)) process.stdout.write(`  ${line}\n`)
process.stdout.write(
  `${JSON.stringify({ bench: 'week', ...options, ...week, lost: lost.length, repeated: repeated.length, tooSoon: tooSoon.length, tookSeconds })}\n`,
)
process.exitCode = lost.length + repeated.length + tooSoon.length > 0 ? 1 : 0
