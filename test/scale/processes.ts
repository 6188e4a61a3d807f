import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PROJECT = path.resolve(import.meta.dirname, '../..')
const STARTING_MS = 90_000
const ENDING_MS = 20_000

/** A process of the bot. */
export type Running = {
  readonly name: string
  readonly pid: number
  /** Seconds of processor time that it has taken so far. */
  cpu(): number
  readonly isOver: () => boolean
  kill(): Promise<void>
  /** Asks it to end; one that does not is killed. */
  stop(): Promise<void>
  readonly said: () => string
}

const startFlags = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

/** Below the ports that systems hand out by themselves: thousands of connections here come and go on those. */
const somePort = (): number => 20_000 + Math.floor(Math.random() * 12_000)

/** Starts the program as `npm start` does, and answers when it says that it is ready. */
export async function startProcess(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  config: string,
): Promise<Running> {
  const port = somePort()
  const command = ['--no-warnings', ...startFlags(), path.join(PROJECT, 'src/launch.js'), 'start', ...args, '--config', config]
  const child = spawn(process.execPath, command, {
    cwd: PROJECT,
    env: { ...env, METRICS_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000)
    })
  const running = runningOf(name, child, () => said)
  await isReady(port, running)
  return running
}

function runningOf(name: string, child: ChildProcess, said: () => string): Running {
  let over = false
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      over = true
      resolve()
    }),
  )
  const pid = child.pid ?? 0
  return {
    name,
    pid,
    cpu: () => cpuOf(pid),
    isOver: () => over,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      const overdue = setTimeout(() => child.kill('SIGKILL'), ENDING_MS)
      await ended
      clearTimeout(overdue)
    },
    said,
  }
}

async function isReady(port: number, running: Running): Promise<void> {
  const answers = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (const end = performance.now() + STARTING_MS; performance.now() < end; await sleep(100)) {
    if (running.isOver()) throw new Error(`${running.name} ended before it was ready:\n${running.said()}`)
    if (await answers()) return
  }
  await running.stop()
  throw new Error(`${running.name} was not ready in ${STARTING_MS / 1_000} s:\n${running.said()}`)
}

/** Ticks of the processor's clock a second: the same on every Linux. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS = 100

/** Fields of `/proc/PID/stat` from the third on: the second is the name, which may hold anything. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

const ticks = (stat: readonly string[], fields: readonly number[]): number =>
  fields.reduce((sum, field) => sum + Number(stat[field - 3] ?? 0), 0) / TICKS

/** Seconds of processor time of one process; 0 where it is gone, or the system does not tell. */
export const cpuOf = (pid: number): number => ticks(statOf(pid), [14, 15])

/** Whoever started a process; null where the system does not tell. */
export const parentOf = (pid: number): number | null => Number(statOf(pid)[1] ?? 0) || null

/** Of a process with all that it has started: those that run, and those that have ended. */
export function cpuOfFamily(pid: number): number {
  const own = ticks(statOf(pid), [14, 15, 16, 17])
  const children = pids().filter((one) => parentOf(one) === pid)
  return children.reduce((sum, child) => sum + cpuOf(child), own)
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}
