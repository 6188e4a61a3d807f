import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import type { Io, Verb } from '#src/cli/verb.ts'
import { openStore, type Store } from '#src/store/store.ts'

/** A folder as an operator has it, with our configuration and a store of its own. */
export type Desk = {
  readonly folder: string
  readonly store: () => Promise<Store>
  run(verb: Verb, args: readonly string[], env?: Io['env']): Promise<{ readonly out: string; readonly err: string; readonly code: number }>
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  await cp(new URL('../../config', import.meta.url), join(folder, 'config'), { recursive: true })
  return {
    folder,
    store: () => openStore({ path: join(folder, 'data', 'alignment-watch.db') }),
    async run(verb, args, env = {}) {
      const [stdout, stderr] = [new PassThrough(), new PassThrough()]
      let code = 0
      const exit = (wanted: number): void => {
        code = Math.max(code, wanted)
      }
      const signal = new AbortController().signal
      const program = new Command()
      verb(program, { stdin: Readable.from([]), stdout, stderr, env, cwd: folder, interactive: false, signal, exit })
      const told = Promise.all([text(stdout), text(stderr)])
      await program.parseAsync([...args], { from: 'user' })
      stdout.end()
      stderr.end()
      const [out, err] = await told
      return { out, err, code }
    },
    close: () => rm(folder, { recursive: true }),
  }
}
