// One table of them all: each benchmark in its short form, in a process of its own, one after the other, beside what a user would
// take instead, measured in the same run.
// Run: npm run bench -- all [--items 1000000] [--feeds FOLDER] [--json]; longest is the store of the look-ups, where it is not there yet.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawn } from './table/draw.ts'
import { type Figures, tableOf } from './table/rows.ts'

const { values } = parseArgs({
  options: { items: { type: 'string', default: '1000000' }, feeds: { type: 'string' }, json: { type: 'boolean', default: false } },
})

const STAGES: readonly (readonly string[])[] = [
  ['feeds', ...(values.feeds === undefined ? [] : [values.feeds]), '--rounds', '5'],
  ['classify'],
  ['cluster'],
  ['pipeline'],
  ['poll', '--seconds', '60'],
  ['lookups', '--items', values.items, '--turns', '100'],
  ['deliver'],
]

/** The last line that a benchmark prints is its figures as JSON. */
async function figuresOf([name = '', ...args]: readonly string[]): Promise<Figures> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'main.ts'), name, ...args], {
    stdio: ['ignore', 'pipe', values.json ? 'ignore' : 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  const line = output.trim().split('\n').at(-1) ?? ''
  if (!line.startsWith('{') && !line.startsWith('[')) throw new Error(`the benchmark ${name} printed no figures and ended with ${code}`)
  return { name, figures: JSON.parse(line) as unknown }
}

const all: Figures[] = []
for (const [index, stage] of STAGES.entries()) {
  if (!values.json) process.stderr.write(`${index + 1} of ${STAGES.length}: ${stage.join(' ')}\n`)
  all.push(await figuresOf(stage))
}
const rows = tableOf(all)
if (!values.json) process.stdout.write(drawn(rows))
process.stdout.write(`${JSON.stringify({ bench: 'all', node: process.version, rows })}\n`)
