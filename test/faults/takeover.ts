// Loaded before the program. It leaves the program as it is but for what a test must own: where the platforms are,
// what time it is, whether the disk has room; and it can take one safeguard out, to show that the campaign notices.
import module from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Order, Setup } from './orders.ts'
import { SAFEGUARDS } from './safeguards.ts'

module.enableCompileCache()

const here = (name: string): string => new URL(name, import.meta.url).href
/** Modules of the program that are opened through one of ours, which adds options that tests may give. */
const WRAPPED: Readonly<Record<string, string>> = {
  [here('../../src/app.ts')]: here('wrapped-app.ts'),
  [here('../../src/store/hold.ts')]: here('wrapped-hold.ts'),
  [here('../../src/channels/discord/channel.ts')]: here('wrapped-discord.ts'),
  [here('../../src/channels/slack/channel.ts')]: here('wrapped-slack.ts'),
}
const without = SAFEGUARDS[process.env.FAULTS_WITHOUT ?? '']

module.registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const wrapper = WRAPPED[found.url]
    return wrapper === undefined || context.parentURL === wrapper ? found : { ...found, url: wrapper }
  },
  load(url, context, next) {
    const loaded = next(url, context)
    if (without === undefined || url !== here(`../../src/${without.file}`)) return loaded
    const source = String(loaded.source)
    if (source.split(without.from).length !== 2) throw new Error(`the safeguard is not where it was: ${without.file}`)
    return { ...loaded, source: source.replace(without.from, without.to) }
  },
})

/** By how much the wall's clock is off, and the clock that only goes forward. */
const shift = { wall: 0, forward: 0 }
const RealDate = Date
const realNow = performance.now.bind(performance)
globalThis.Date = class extends RealDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RealDate.now() + shift.wall)
    else super(...given)
  }
  static override now(): number {
    return RealDate.now() + shift.wall
  }
} as DateConstructor
performance.now = () => realNow() + shift.forward

const disk = { full: false, database: null as DatabaseSync | null }
let statementsToLive = Number.POSITIVE_INFINITY

const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (...given) {
  disk.database = this
  statementsToLive -= 1
  if (statementsToLive <= 0) process.kill(process.pid, 'SIGKILL')
  return prepare.apply(this, given)
}

/** As SQLite says it when neither the file nor its log can grow. */
function refuseWhenFull(sql: string): void {
  const { full, database } = disk
  if (!full || database === null) return
  const isCommit = /^commit/i.test(sql)
  if (!isCommit && (database.isTransaction || !/^(insert|update|delete)/i.test(sql))) return
  if (isCommit && database.isTransaction) database.exec('rollback')
  throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13, errstr: 'database or disk is full' })
}
for (const way of ['run', 'all'] as const) {
  const real = StatementSync.prototype[way] as (...given: unknown[]) => unknown
  Object.defineProperty(StatementSync.prototype, way, {
    value(this: StatementSync, ...given: unknown[]) {
      refuseWhenFull(this.sourceSQL)
      return real.apply(this, given)
    },
  })
}

const PAGES_AT_MOST = 1_073_741_823
function obey(order: Order): void {
  if (order.kind === 'time') Object.assign(shift, { wall: order.wallMs, forward: order.forwardMs })
  if (order.kind === 'disk') {
    disk.full = order.full && order.how === 'log'
    // SQLite takes its present size for any number below it.
    if (disk.database?.isOpen) disk.database.exec(`pragma max_page_count = ${order.full && order.how === 'pages' ? 1 : PAGES_AT_MOST}`)
  }
}

const asked = Promise.withResolvers<void>()
process.on('message', (message: Order | Setup) => {
  if (message.kind !== 'go') return obey(message)
  Object.assign(shift, { wall: message.wallMs, forward: message.forwardMs })
  statementsToLive = message.statementsToLive ?? Number.POSITIVE_INFINITY
  asked.resolve()
})
// What takes longest at a start is loading: it is done before the word is given, so that many restarts fit into little time.
await import('../../src/cli/start.ts')
await import('./wrapped-discord.ts')
await import('./wrapped-slack.ts')
process.send?.('warm')
await asked.promise
process.channel?.unref()
