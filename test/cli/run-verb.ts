import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import type { Io, Verb } from '#src/cli/verb.ts'

/** Runs one verb as the command line does: words in, what it wrote and its exit code out. */
export async function runVerb(verb: Verb, words: readonly string[], options: { readonly cwd: string; readonly stdin?: string }) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  let code = 0
  const io: Io = {
    stdin: Readable.from([options.stdin ?? '']),
    stdout,
    stderr,
    env: {},
    cwd: options.cwd,
    interactive: false,
    signal: new AbortController().signal,
    exit: (wanted) => {
      code = Math.max(code, wanted)
    },
  }
  const program = new Command()
  verb(program, io)
  const [out, err] = [text(stdout), text(stderr)]
  await program.parseAsync(words, { from: 'user' })
  stdout.end()
  stderr.end()
  return { out: await out, err: await err, code }
}
