import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { DocumentHints, FeedDocument, ParseResult } from '../feeds/document.ts'
import { parseFeed } from '../feeds/parse.ts'
import { zoneOfLanguage } from '../feeds/zones.ts'
import { complain, nameOf, readJsonl, whyUnreadable, writeJsonl } from './jsonl.ts'
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

const recordOf = (path: string, result: ParseResult): object => ({
  path,
  ...(result.ok ? printed(result.document) : { error: result.failure }),
})

/** `read`: whether there was a document at all. */
type Parsed = { readonly record: object; readonly read: boolean; readonly ok: boolean }

async function parseOne(listed: Listed, folder: string): Promise<Parsed> {
  try {
    const result = await parseFeed(await readFile(resolve(folder, listed.path)), hintsOf(listed))
    return { record: recordOf(listed.path, result), read: true, ok: result.ok }
  } catch (error) {
    const message = `it cannot be read: ${whyUnreadable(error)}`
    return { record: recordOf(listed.path, { ok: false, failure: { kind: 'parse-failed', message } }), read: false, ok: false }
  }
}

async function run(files: readonly string[], list: string | undefined, io: Io): Promise<void> {
  if (files.length === 0 && list === undefined) {
    io.stderr.write('parse: name feed files, or a JSONL list with --list (- for standard input)\n')
    io.exit(2)
    return
  }
  for (const path of files) {
    const { record, ok } = await parseOne({ path }, io.cwd)
    await writeJsonl(io, record)
    if (!ok) io.exit(1)
  }
  if (list === undefined) return
  const folder = list === '-' ? io.cwd : dirname(resolve(io.cwd, list))
  for await (const { line, value } of readJsonl(list, io)) {
    if (isListed(value)) await parseListed(value, folder, io)
    else complain(io, `${nameOf(list)}: line ${line}: it has no "path"`)
  }
}

/** A list may hold documents that are no feeds, which its records tell. One that is not there at all is a mistake of the list. */
async function parseListed(listed: Listed, folder: string, io: Io): Promise<void> {
  const { record, read } = await parseOne(listed, folder)
  await writeJsonl(io, record)
  if (!read) io.exit(1)
}

/** `parse FILE…`, `parse --list FILE`: feed documents to JSON, one line each. */
export const parse: Verb = (program, io) => {
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
