import { spawn } from 'node:child_process'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { runProgram } from '#src/cli/program.ts'

export const PROJECT = path.resolve(import.meta.dirname, '../..')

export type Ended = { readonly code: number; readonly out: string; readonly err: string }

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly cwd?: string
  /** Ends the verb as a SIGTERM would. */
  readonly signal?: AbortSignal
}

function collected(stream: PassThrough): () => string {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

/** One verb of the command line, as main.ts runs it, in this process. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const [out, err] = [collected(stdout), collected(stderr)]
  let code = 0
  await runProgram(args, {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    env: options.env ?? {},
    cwd: options.cwd ?? PROJECT,
    interactive: false,
    signal: options.signal ?? new AbortController().signal,
    exit: (wanted) => {
      code = Math.max(code, wanted)
    },
  })
  return { code, out: out(), err: err() }
}

export type Running = {
  readonly pid: number
  /** What stood on standard output and standard error so far. */
  readonly said: () => string
  /** Waits until something was said. */
  until(text: string | RegExp): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Writes to its standard input, and leaves that open. */
  type(text: string): void
  readonly ended: Promise<number | null>
}

/** The program as an operator starts it: a process of its own. */
export function start(args: readonly string[], env: Readonly<Record<string, string>>, rights: { readonly uid?: number } = {}): Running {
  const child = spawn(process.execPath, [path.join(PROJECT, 'src/main.ts'), ...args], {
    cwd: PROJECT,
    // A developer's own tokens must not reach a program that a test starts.
    env: { PATH: process.env.PATH ?? '', ENV_FILE: '', ...env },
    ...rights,
  })
  let said = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    said += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return {
    pid: child.pid ?? 0,
    said: () => said,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (typeof text === 'string' ? said.includes(text) : text.test(said)) resolve()
        }
        waiting.add(look)
        void ended.then((code) => reject(new Error(`it ended (${code}) without saying ${text}; it said: ${said}`)))
        look()
      }),
    signal: (name) => void child.kill(name),
    type: (text) => void child.stdin.write(text),
    ended,
  }
}

/** What no operator should have to read: where in the code it was, or an object dumped. */
export const NOT_FOR_PEOPLE = /\n\s+at |node:internal|\[object |undefined|ENOENT|EISDIR|\{"/
