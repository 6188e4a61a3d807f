import { pino } from 'pino'
import type { Log } from '../domain/log.ts'
import type { Io } from './verb.ts'

/** pino's levels as a reader names them. */
const LEVEL_NAMES: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' }

/** JSON lines on standard error, or readable lines where a person watches. `level` is a pino level or `silent`. */
export function openLog(level: string, io: Pick<Io, 'stderr' | 'interactive'>): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (!io.interactive) return pino(options, io.stderr)
  return pino(options, { write: (line: string) => void io.stderr.write(`${readable(line)}\n`) })
}

function readable(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as { level: number; time: string; msg: string } & Record<string, unknown>
  const details = Object.entries(fields).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return [time.slice(11, 19), LEVEL_NAMES[level] ?? level, msg, ...details].join('  ')
}
