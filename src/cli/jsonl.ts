import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { type Io, UsedWrongly } from './verb.ts'

/** A JSON value that is an object: what a line of our JSONL files holds. */
export type JsonRecord = Readonly<Record<string, unknown>>

export type JsonLine = { readonly line: number; readonly value: JsonRecord }

const LONGEST_LINE = 64 * 1024 * 1024

/**
 * Streams the objects of a JSONL file, or of standard input for `-`, in their order. Empty lines are passed over. A line
 * that is not a JSON object is told on standard error by its number, sets exit code 1, and the rest goes on. Throws `UsedWrongly`
 * where the file cannot be read.
 */
export async function* readJsonl(path: string, io: Io): AsyncGenerator<JsonLine> {
  const name = nameOf(path)
  const input = path === '-' ? io.stdin : createReadStream(resolve(io.cwd, path))
  try {
    for await (const { line, text } of lines(input, io.signal)) {
      const value = parseLine(text)
      if (typeof value === 'string') complain(io, `${name}: line ${line}: ${value}`)
      else if (value !== null) yield { line, value }
    }
  } catch (error) {
    if (io.signal.aborted) return
    throw new UsedWrongly(`${name} cannot be read: ${whyUnreadable(error)}. Give a JSONL file, or - for standard input.`)
  }
}

/** A file as messages name it. */
export const nameOf = (path: string): string => (path === '-' ? 'standard input' : path)

/** Why a file cannot be read, as the second half of a sentence. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  return code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : reasonOf(error)
}

/** Writes one object as one line, waiting where the reader is slower than we are. */
export async function writeJsonl(io: Io, value: object): Promise<void> {
  if (!io.stdout.write(`${JSON.stringify(value)}\n`)) await once(io.stdout, 'drain', { signal: io.signal })
}

/** Tells of bad data on standard error and sets exit code 1. */
export function complain(io: Io, message: string): void {
  io.stderr.write(`${printable(message)}\n`)
  io.exit(1)
}

/** The value, a message of what is wrong with the line, or null for an empty line. */
function parseLine(text: string): JsonRecord | string | null {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonRecord
    return `a JSON object is wanted, this is ${Array.isArray(value) ? 'an array' : JSON.stringify(value).slice(0, 40)}`
  } catch (error) {
    return `not JSON (${reasonOf(error)}); each line must hold one whole object`
  }
}

async function* lines(input: Readable, signal: AbortSignal): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder()
  let rest = ''
  let line = 0
  // A pipe that stays open and says nothing must not hold up who wants to end.
  for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Uint8Array | string>) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n')
    rest += parts[0] ?? ''
    for (const part of parts.slice(1)) {
      line += 1
      yield { line, text: line === 1 ? withoutMark(rest) : rest }
      rest = part
    }
    if (rest.length > LONGEST_LINE) throw new Error(`line ${line + 1} is longer than ${LONGEST_LINE / 1024 / 1024} MB`)
  }
  rest += decoder.decode()
  if (rest !== '') yield { line: line + 1, text: line === 0 ? withoutMark(rest) : rest }
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')

/** A quoted piece of a file must not move the terminal's cursor or colour it. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
