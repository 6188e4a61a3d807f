import { pino } from 'pino'
import type { Log } from '../domain/log.ts'
import type { Secret } from '../domain/secret.ts'
import type { Io } from './verb.ts'

/** pino's levels as a reader names them; what is only told needs no word. */
const LEVEL_NAMES: Readonly<Record<number, string>> = { 20: 'debug', 40: 'warning', 50: 'error' }

/**
 * JSON lines on standard error, or readable lines where a person watches. `level` is a pino level or `silent`. Of `secrets` none is
 * written, whatever a library puts into an error: they are taken out of the finished line.
 */
export function openLog(level: string, io: Pick<Io, 'stderr' | 'interactive'>, secrets: readonly Secret[] = []): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const clean = redacting(secrets)
  return pino(options, { write: (line: string) => void io.stderr.write(io.interactive ? `${readable(clean(line))}\n` : clean(line)) })
}

/** Shorter than this, a value could stand in any line by chance. */
const LEAST = 6

/** A function that takes the secrets out of a line of JSON: as they stand, as JSON writes them, and the password of an address alone. */
export function redacting(secrets: readonly Secret[]): (line: string) => string {
  const values = secrets.flatMap((secret) => [secret.reveal(), passwordOf(secret.reveal())]).filter((value) => value.length >= LEAST)
  const written = [...new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]))].toSorted(
    (a, b) => b.length - a.length,
  )
  return (line) => written.reduce((text, value) => text.replaceAll(value, '<redacted>'), line)
}

function passwordOf(value: string): string {
  const { password = '' } = URL.parse(value) ?? {}
  try {
    return decodeURIComponent(password)
  } catch {
    return password
  }
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
