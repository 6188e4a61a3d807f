import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Order, Setup } from './orders.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')

/** The real program as a process of its own, warmed up and waiting for the word. */
export type Program = {
  begin(setup: Omit<Setup, 'kind'>): void
  order(order: Order): void
  kill(signal: NodeJS.Signals): void
  readonly isOver: () => boolean
  /** For how many milliseconds it has been at work; 0 before it first looked for something to send. */
  readonly upMs: () => number
  /** How often it has looked for something to send, and sent it. */
  readonly asks: () => number
  readonly ended: Promise<void>
  readonly said: () => string
}

export type ProgramOptions = { readonly config: string; readonly env: Readonly<Record<string, string>> }

/** Loads the program (`src/launch.js start`, as `npm start` does) up to where it would begin. Resolves when it waits there. */
export async function warmUp({ config, env }: ProgramOptions): Promise<Program> {
  const preload = path.join(import.meta.dirname, 'preload.ts')
  const child: ChildProcess = spawn(
    process.execPath,
    ['--no-warnings', '--import', preload, path.join(PROJECT, 'src/launch.js'), 'start', '--config', config],
    { cwd: PROJECT, env: { PATH: process.env.PATH ?? '', ENV_FILE: '', ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  let said = ''
  let upAt = Number.POSITIVE_INFINITY
  let asks = 0
  child.on('message', (message) => {
    if (message !== 'asked') return
    asks += 1
    upAt = Math.min(upAt, performance.now())
  })
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-40_000)
    })
  let over = false
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      over = true
      resolve()
    }),
  )
  const warm = new Promise<void>((resolve) => child.once('message', () => resolve()))
  // A message to a process that has just been killed goes nowhere, and that is no error here.
  const send = (message: Order | Setup): void => void (child.connected && child.send(message, () => {}))
  await Promise.race([
    warm,
    ended.then(() => {
      throw new Error(`the program ended before it began: ${said}`)
    }),
  ])
  return {
    begin: (setup) => send({ kind: 'go', ...setup }),
    order: send,
    kill: (signal) => void child.kill(signal),
    isOver: () => over,
    upMs: () => Math.max(0, performance.now() - upAt),
    asks: () => asks,
    ended,
    said: () => said,
  }
}
