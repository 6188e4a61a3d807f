// The bot of the soak, in a process of its own, so that what the stand-ins hold is not counted. Started with --expose-gc.
// argv: JSON of `SoakOrders`. Writes a JSON line a sample; ends when its standard input does.
import { DatabaseSync } from 'node:sqlite'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import type { Log } from '#src/domain/log.ts'
import { createKeeper } from '#src/jobs/keeping.ts'
import type { Sample, SoakOrders } from './samples.ts'

const orders = JSON.parse(process.argv[2] ?? '{}') as SoakOrders
const clock = (): number => Math.round(orders.startAt + (Date.now() - orders.bornAt) * orders.speed)
const errors: string[] = []
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: (_, message) => void errors.push(message) }
const nothing = new PassThrough()
nothing.resume()

const read = await loadConfig({ dir: orders.config, env: orders.env })
const config = { ...read, settings: { ...read.settings, retention: { ...read.settings.retention, ...orders.retention } } }
const app = await startApp({ config, log, terminal: nothing, interactive: false, clock, spreadMs: 0, api: orders.api })
const keeper = createKeeper({
  upkeep: app.store.upkeep,
  keeping: () => config.settings.retention,
  clock,
  log,
  settings: { everyMs: orders.keepEveryMs },
})

const stopping = new AbortController()
process.stdin.on('end', () => stopping.abort()).resume()
const forever = async (job: () => Promise<unknown>): Promise<void> => {
  while (!stopping.signal.aborted) {
    await job()
    await sleep(orders.tickMs)
  }
}

const file = new DatabaseSync(orders.env.STORE_PATH ?? '', { readOnly: true })
// https://www.sqlite.org/dbstat.html
const bytesOfTables = file.prepare(`select coalesce(master.tbl_name, pages.name) as name, sum(pages.pgsize) as bytes
  from dbstat as pages left join sqlite_master as master on master.name = pages.name group by 1`)
const tables = (): Record<string, number> => Object.fromEntries(bytesOfTables.all().map(({ name, bytes }) => [String(name), Number(bytes)]))

async function sample(): Promise<Sample> {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  const handles = Object.fromEntries([...Map.groupBy(resources, (name) => name)].map(([name, all]) => [name, all.length]))
  const { items, stories } = await app.store.archive.counts()
  const waiting = (await app.store.outbox.waiting()).reduce((sum, { count }) => sum + count, 0)
  return {
    at: clock(),
    held: heapUsed + external,
    rss,
    handles,
    store: await app.store.figures.size(),
    tables: tables(),
    items,
    stories,
    waiting,
    errors: errors.splice(0),
  }
}
const say = async (): Promise<void> => {
  process.stdout.write(`${JSON.stringify(await sample())}\n`)
}

const jobs = [app.poll, app.judge, app.digest, app.deliver, app.tell].map(forever)
const kept = forever(() => keeper.run(stopping.signal))
const asked = forever(async () => void (await (await fetch(`${app.watchedAt}/metrics`)).text()))
while (!stopping.signal.aborted) {
  await sleep(orders.sampleMs)
  await say()
}
await Promise.all([...jobs, kept, asked])
file.close()
await app[Symbol.asyncDispose]()
process.stdin.destroy()
await sleep(500)
// What is left now would keep the process from ending.
process.stdout.write(
  `${JSON.stringify({ left: process.getActiveResourcesInfo().filter((name) => !name.includes('Pipe') && name !== 'Timeout') })}\n`,
)
