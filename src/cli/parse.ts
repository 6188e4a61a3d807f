import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { DocumentHints, FeedDocument, ParseResult } from '../feeds/document.ts'
import { parseFeed } from '../feeds/parse.ts'
import { zoneOfLanguage } from '../feeds/zones.ts'
import type { Io, Verb } from './verb.ts'

/** A line of `--list`. `timeZone` is for dates without a zone. */
type Listed = {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly url?: string
  readonly language?: string
  readonly timeZone?: string
  readonly charset?: string
}

const isListed = (value: unknown): value is Listed =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string'

/** What a list says of a document: header names count in any case; Content-Location stands in for the address. */
function hintsOf(listed: Listed): DocumentHints {
  const headers = new Map(Object.entries(listed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const url = listed.url ?? headers.get('content-location')
  const language = listed.language ?? headers.get('content-language')?.slice(0, 2)
  const timeZone = listed.timeZone ?? zoneOfLanguage(language)
  return { url, contentType: headers.get('content-type'), language, timeZone, charset: listed.charset }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

function printed(document: FeedDocument): object {
  const { entries, ttlMs: _, ...feed } = document
  return { feed, items: entries.map(({ publishedAt, ...entry }) => ({ ...entry, published: iso(publishedAt) })) }
}

const line = (path: string, result: ParseResult): string =>
  `${JSON.stringify({ path, ...(result.ok ? printed(result.document) : { error: result.failure }) })}\n`

async function parseOne(listed: Listed, folder: string): Promise<{ readonly text: string; readonly ok: boolean }> {
  try {
    const result = await parseFeed(await readFile(resolve(folder, listed.path)), hintsOf(listed))
    return { text: line(listed.path, result), ok: result.ok }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return {
      text: line(listed.path, { ok: false, failure: { kind: 'parse-failed', message: `it cannot be read: ${message}` } }),
      ok: false,
    }
  }
}

/** Writes, and waits where the reader is slower than we are. */
async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await new Promise<void>((resume) => out.once('drain', resume))
}

function readLine(text: string): Listed | null {
  try {
    const value: unknown = JSON.parse(text)
    return isListed(value) ? value : null
  } catch {
    return null
  }
}

async function* listedIn(input: Readable, complain: (line: number) => void): AsyncGenerator<Listed> {
  let number = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    const listed = text.trim() === '' ? null : readLine(text)
    if (listed !== null) yield listed
    else if (text.trim() !== '') complain(number)
  }
}

async function run(files: readonly string[], list: string | undefined, io: Io): Promise<void> {
  if (files.length === 0 && list === undefined) {
    io.stderr.write('parse: name feed files, or a JSONL list with --list (- for standard input)\n')
    return io.exit(2)
  }
  const folder = list === undefined || list === '-' ? io.cwd : dirname(resolve(io.cwd, list))
  const input = list === '-' ? io.stdin : list === undefined ? null : createReadStream(resolve(io.cwd, list))
  const complain = (number: number) => {
    io.stderr.write(`parse: line ${number} of ${list} is not {"path": …}; it was passed over\n`)
    io.exit(1)
  }
  const handle = async (listed: Listed, from: string) => {
    const { text, ok } = await parseOne(listed, from)
    await write(io.stdout, text)
    if (!ok && list === undefined) io.exit(1)
  }
  for (const path of files) await handle({ path }, io.cwd)
  if (input === null) return
  try {
    for await (const listed of listedIn(input, complain)) {
      if (io.signal.aborted) return
      await handle(listed, folder)
    }
  } catch (error) {
    io.stderr.write(`parse: ${list} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    io.exit(2)
  }
}

/** `parse FILE…`, `parse --list FILE`: feed documents to JSON, one line each. */
export const parseVerb: Verb = (program, io) => {
  program
    .command('parse')
    .description('read feed documents (RSS, Atom, RDF, JSON Feed) and print each as one line of JSON')
    .argument('[files...]', 'feed files')
    .option(
      '--list <file>',
      'JSONL of {path, headers?, url?, language?, timeZone?, charset?}, paths relative to the list; - for standard input',
    )
    .action((files: string[], options: { list?: string }) => run(files, options.list, io))
}
