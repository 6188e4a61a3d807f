import type { Readable, Writable } from 'node:stream'
import type { Command } from 'commander'

/** What a verb may touch of the process. `main.ts` makes the real one; tests make their own. */
export type Io = {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The version of Node, where the process tells it. */
  readonly runtime?: string
  /** True where progress bars and colours help. */
  readonly interactive: boolean
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** Calls back at every SIGHUP: what can, reads its files anew. */
  readonly onReload?: (read: () => void) => void
  /** 0 done, 1 found something wrong, 2 used wrongly. The highest one set wins. */
  readonly exit: (code: 0 | 1 | 2) => void
}

/** The program was used wrongly: told as it stands, with exit code 2. */
export class UsedWrongly extends Error {
  override readonly name = 'UsedWrongly'
}

/** One command-line verb: adds itself to the program. */
export type Verb = (program: Command, io: Io) => void
