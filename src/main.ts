import { existsSync } from 'node:fs'
import module from 'node:module'

// Types are stripped and code is compiled once, not at every start: without the stripper a start is quicker and 30 MB smaller.
module.enableCompileCache()
const { runProgram } = await import('./cli/program.ts')

// The only file that touches the process: arguments, environment, streams and signals go from here to the rest as values.

// Settings and tokens of this checkout; what is already set wins. ENV_FILE names another file, and none where it is empty.
const envFile = process.env.ENV_FILE ?? '.env'
if (envFile !== '' && existsSync(envFile)) {
  try {
    process.loadEnvFile(envFile)
  } catch (error) {
    process.stderr.write(
      `${envFile} cannot be read: ${error instanceof Error ? error.message : String(error)}. It holds lines NAME=value.\n`,
    )
    process.exit(2)
  }
}

const stopping = new AbortController()
let exitCode = 0

function stop(): void {
  if (stopping.signal.aborted) process.exit(130) // the second signal does not wait
  stopping.abort()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

// Whoever reads files anew on SIGHUP says so; for all others it means what it always meant.
const readers = new Set<() => void>()
process.on('SIGHUP', () => {
  if (readers.size === 0) stop()
  for (const read of readers) read()
})
// A terminal that was closed sends SIGHUP too: the bot ends with it, once it cannot write there any more.
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EIO' && error.code !== 'EPIPE') throw error
  stopping.abort()
})

// A reader that has seen enough (`… | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode)
  if (error.code === 'EIO') return stopping.abort()
  throw error
})

await runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  runtime: process.versions.node,
  interactive: process.stderr.isTTY === true,
  signal: stopping.signal,
  onReload: (read) => void readers.add(read),
  exit: (code) => {
    exitCode = Math.max(exitCode, code)
    process.exitCode = exitCode
  },
})
