// npm run bench -- NAME [ARGUMENTS]: runs bench/NAME.ts in a process of its own, so that no measurement warms or burdens another.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [name = '', ...rest] = process.argv.slice(2)
/** Files here that are a benchmark: those in folders only serve them. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -'.ts'.length))

/** Measure the running bot, so they run as `npm start` runs it: its flags trade some processor time for memory. */
const AS_STARTED = ['poll', 'posted']

const startFlags = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

if (names.includes(name)) {
  const flags = AS_STARTED.includes(name) ? startFlags() : []
  const child = spawn(process.execPath, [...process.execArgv, ...flags, join(import.meta.dirname, `${name}.ts`), ...rest], {
    stdio: 'inherit',
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
} else {
  const complaint = name === '' ? 'Name a benchmark' : `There is no benchmark called “${name}”`
  process.stderr.write(`${complaint}: npm run bench -- ${names.join(' | ')}\n`)
  process.exitCode = 2
}
