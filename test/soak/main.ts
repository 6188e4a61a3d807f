// npm run soak -- [--hours 2] [--speed 50] [--feeds 100] [--seed 1]: the real program for simulated hours, with faults on. Says whether
// its memory stays flat, whether it leaks handles, and whether its store keeps to the policy; exits with 1 where one of them does not.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { KEEPING_KINDS } from '#src/domain/upkeep.ts'
import { randomOf } from '../faults/random.ts'
import { grown, judge, type Sample, type SoakOrders } from './samples.ts'
import { openSoakWorld, type SoakWorld } from './world.ts'

const MINUTE = 60_000
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '2' },
    speed: { type: 'string', default: '50' },
    feeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const [hours, speed, feedCount, seed] = [values.hours, values.speed, values.feeds, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
]
if (![hours, speed, feedCount, seed].every((number) => number > 0)) {
  process.stderr.write('npm run soak -- [--hours 2] [--speed 50] [--feeds 100] [--seed 1]\n')
  process.exit(2)
}
const random = randomOf(seed).next
const startAt = Date.parse('2025-07-12T09:00:00Z')
const bornAt = Date.now()
const now = (): number => startAt + (Date.now() - bornAt) * speed
const realMs = (hours * 60 * MINUTE) / speed
/** Everything is kept for an eighth of the run, so that the second quarter and the last show whether the store stays as large. */
const KEPT_MS = (hours * 60 * MINUTE) / 8

/** Every feed has something new about every ten simulated minutes, and something goes wrong every real second. */
async function live(world: SoakWorld, until: number): Promise<void> {
  const everyMs = (10 * MINUTE) / speed / feedCount
  let publishedAt = Date.now()
  let failedAt = Date.now()
  for (let n = 0; Date.now() < until; ) {
    for (; publishedAt <= Date.now(); publishedAt += everyMs) world.publish(n++ % feedCount, now())
    for (; failedAt <= Date.now(); failedAt += 1_000) world.fail(random)
    await sleep(20)
  }
}

function startBot(world: SoakWorld): { child: ChildProcess; samples: Sample[]; left: string[] } {
  const retention = Object.fromEntries(KEEPING_KINDS.map((kind) => [kind, KEPT_MS]))
  const orders: SoakOrders = {
    config: path.join(world.folder, 'config'),
    env: world.env,
    api: { discord: world.discord.api, slack: world.slack.api },
    ...{ startAt, bornAt, speed, retention, tickMs: 100, sampleMs: 1_000, keepEveryMs: 5 * MINUTE },
  }
  const flags = ['--expose-gc', '--optimize-for-size', '--max-semi-space-size=1', '--no-warnings']
  const child = spawn(process.execPath, [...flags, path.join(import.meta.dirname, 'bot.ts'), JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const samples: Sample[] = []
  const left: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Sample | { readonly left: readonly string[] }
    if ('left' in told) left.push(...told.left)
    else samples.push(told)
  })
  return { child, samples, left }
}

const world = await openSoakWorld(feedCount, 25)
for (let n = 0; n < feedCount; n += 1) world.publish(n, startAt)
const { child, samples, left } = startBot(world)
const ended = once(child, 'exit')
await Promise.race([live(world, bornAt + realMs), ended])
child.stdin?.end()
const overdue = setTimeout(() => child.kill('SIGKILL'), 60_000)
const [code] = (await ended) as [number | null]
clearTimeout(overdue)
await world.close()

const verdict = judge(samples)
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
const percent = (last: number, second: number): string => `${((last / second - 1) * 100).toFixed(1)} %`
const last = samples.at(-1)
const errors = samples.flatMap((sample) => sample.errors)
const checks: readonly (readonly [string, boolean, string])[] = [
  ['it ran to the end and ended by itself', code === 0, `exit code ${code}`],
  [
    'memory after collection is flat',
    verdict.heldLast <= verdict.heldSecond * 1.05,
    `${mb(verdict.heldSecond)} → ${mb(verdict.heldLast)} (${percent(verdict.heldLast, verdict.heldSecond)})`,
  ],
  [
    'resident memory is flat',
    verdict.rssLast <= verdict.rssSecond * 1.05,
    `${mb(verdict.rssSecond)} → ${mb(verdict.rssLast)} (${percent(verdict.rssLast, verdict.rssSecond)})`,
  ],
  [
    'no handle is leaked while it runs',
    verdict.handlesLast <= verdict.handlesSecond + 4,
    `at most ${verdict.handlesSecond} → ${verdict.handlesLast}`,
  ],
  ['none is left when it is closed', left.length === 0, left.join(', ') || 'none'],
  [
    'the store keeps to the policy',
    verdict.storeLast <= verdict.storeSecond * 1.1,
    `${mb(verdict.storeSecond)} → ${mb(verdict.storeLast)}, ${last?.items} items, ${last?.stories} stories; and by what old items are known: ${mb(verdict.identitiesSecond)} → ${mb(verdict.identitiesLast)}`,
  ],
  ['nothing waits but the last posts', (last?.waiting ?? 99) < 20, `${last?.waiting} posts wait`],
]
for (const [what, ok, figures] of checks) process.stdout.write(`${ok ? 'ok   ' : 'WRONG'} ${what}: ${figures}\n`)
for (const { table, second, last } of grown(samples)) process.stdout.write(`      grew: ${table} ${mb(second)} → ${mb(last)}\n`)
for (const message of new Set(errors)) process.stdout.write(`      said: ${message}\n`)
process.stdout.write(`${hours} simulated hours at ${speed}×, ${feedCount} feeds, ${samples.length} samples, seed ${seed}\n`)
process.exitCode = checks.every(([, ok]) => ok) ? 0 : 1
