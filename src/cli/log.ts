import { pino } from 'pino'
import type { Log } from '../domain/log.ts'
import type { Io } from './verb.ts'

/** pino's levels as a reader names them; what is only told needs no word. */
const LEVEL_NAMES: Readonly<Record<number, string>> = { 20: 'debug', 40: 'warning', 50: 'error' }

/** JSON lines on standard error, or readable lines where a person watches. `level` is a pino level or `silent`. */
export function openLog(level: string, io: Pick<Io, 'stderr' | 'interactive'>): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (!io.interactive) return pino(options, io.stderr)
  return pino(options, { write: (line: string) => void io.stderr.write(`${readable(line)}\n`) })
}

/** `16:25:03 Warning: River Wire cannot be reached. (feed river)`: the time is that of the machine. */
export function readable(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as { level: number; time: string; msg: string } & Record<string, unknown>
  const name = LEVEL_NAMES[level]
  const details = Object.entries(fields).map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const after = details.length === 0 ? '' : ` (${details.join(', ')})`
  return onOneLine(`${clock(time)} ${capital(name === undefined ? msg : `${name}: ${msg}`)}${after}`)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const clock = (time: string): string => new Date(time).toTimeString().slice(0, 8)

/** What a feed or a server said stands in these lines: it must not move the terminal's cursor, or turn the text around. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
