import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Finding, found, well } from '../domain/finding.ts'
import { explain } from '../store/store-error.ts'
import { shapeFinding, storeTrouble } from './doctor-shape.ts'

/** The Node that the program is written for. */
const NODE_MAJOR = 26

export function runtimeFinding(version: string): Finding {
  if (Number(version.split('.')[0]) >= NODE_MAJOR)
    return well('runtime', `Node ${version}; no browser, no build and no other program is needed`)
  return found('runtime', 'wrong', `Node ${version} is too old`, `Use Node ${NODE_MAJOR} or later: "npm ci" brings it on Linux.`)
}

const MEGABYTE = 1_000_000
const ENOUGH = 1_000 * MEGABYTE
const LITTLE = 100 * MEGABYTE

/** The nearest folder above that is there. */
const standing = (path: string): string => (existsSync(path) ? path : standing(dirname(path)))

/** Whether the embedded store can be written where it is, or made where it is to be; and the room on its disk. Makes nothing. */
export function storeFindings(path: string): readonly Finding[] {
  if (path === ':memory:')
    return [found('store', 'poor', 'it is kept in memory, and lost whenever the bot stops', 'Set STORE_PATH to a file.')]
  const folder = standing(dirname(path))
  let shape: Finding | null = null
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    if (existsSync(path)) shape = lookInto(path)
  } catch (error) {
    const trouble = storeTrouble(explain(error, path))
    if (trouble !== null) return [trouble]
    const why = error instanceof Error ? error.message : String(error)
    const fix = `Give the user that runs this program the right to write ${path} and the folder ${folder}, or set STORE_PATH.`
    return [found('store', 'wrong', `${path} cannot be written: ${why}`, fix)]
  }
  const { bavail, bsize } = statfsSync(folder)
  const there = shape ?? well('store', `${path} will be made at the first start`)
  return [there, diskFinding(folder, bavail * bsize)]
}

/** Takes the lock that every writer takes, and leaves it; then reads which steps the store has had. */
function lookInto(path: string): Finding {
  const database = new DatabaseSync(path, { timeout: 2_000 })
  try {
    database.exec('begin immediate; rollback')
    const isOurs = database.prepare(`select 1 from sqlite_master where name = 'migrations'`).get() !== undefined
    const had = isOurs ? database.prepare('select number from migrations').all() : []
    const shape = had.map(({ number }) => Number(number))
    return shapeFinding(shape, path, `${path} can be written`)
  } finally {
    database.close()
  }
}

export function diskFinding(folder: string, free: number): Finding {
  const said = `${Math.round(free / MEGABYTE).toLocaleString('en')} MB free at ${folder}`
  if (free >= ENOUGH) return well('disk', said)
  const fix = 'Free some space, or shorten `retention` in settings.yaml: where nothing can be written, nothing is polled or posted.'
  return found('disk', free < LITTLE ? 'wrong' : 'poor', said, fix)
}

/** Whether the port can be had; a bot of ours that answers there is no fault. */
export async function portFinding(host: string, port: number, variable: string): Promise<Finding> {
  const about = variable === 'WEB_PORT' ? 'page' : 'metrics'
  const trouble = port === 0 ? null : await listeningTrouble(host, port)
  if (trouble === null) return well(about, `port ${port} on ${host} is free`)
  if (trouble === 'EADDRINUSE' && (await isOurs(host, port))) return well(about, `an Alignment Watch runs on port ${port} already`)
  const said =
    trouble === 'EADDRINUSE' ? `port ${port} on ${host} is held by another program` : `port ${port} on ${host} cannot be had (${trouble})`
  return found(about, 'wrong', said, `Choose another: ${variable}=${port + 1}.`)
}

const listeningTrouble = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })

async function isOurs(host: string, port: number): Promise<boolean> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  try {
    const answer: unknown = await (await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).json()
    return typeof answer === 'object' && answer !== null && 'ready' in answer && 'checks' in answer
  } catch {
    return false
  }
}

/** From this on slash commands and dates of posts go wrong: Slack refuses requests of five minutes ago. */
const CLOCK_OFF_MS = 60_000

/** How far this machine's clock is from those that answered; `others` are their times less ours, in ms. */
export function clockFinding(others: readonly number[]): Finding {
  const middle = others.toSorted((a, b) => a - b)[Math.floor(others.length / 2)]
  if (middle === undefined) return found('clock', 'unknown', 'no server answered to compare it with', 'See that the clock is set by NTP.')
  const seconds = Math.round(Math.abs(middle) / 1000)
  if (Math.abs(middle) < CLOCK_OFF_MS)
    return well('clock', `within ${Math.max(1, seconds)} s of ${others.length === 1 ? 'one server' : `${others.length} servers`}`)
  const said = `${seconds} s ${middle > 0 ? 'behind' : 'ahead of'} the servers that answered`
  return found('clock', 'wrong', said, 'Set it by NTP (timedatectl set-ntp true): times, deadlines and signatures depend on it.')
}
