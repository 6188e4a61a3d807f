import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { stringify } from 'yaml'
import { loadConfig } from '../config.ts'
import { FEED_KINDS, type Feed } from '../domain/feed.ts'
import { feedIdFor } from '../domain/feed-id.ts'
import { nameOf, whyUnreadable } from './jsonl.ts'
import { type Io, UsedWrongly, type Verb } from './verb.ts'

/** What we know of a feed and OPML has no name for: attributes of our own, so that what is exported comes back whole. */
const OWN = ['id', 'country', 'kind', 'bloc', 'timeZone', 'charset'] as const

type Outline = { readonly [Name in (typeof OWN)[number]]?: string } & {
  readonly text?: string
  readonly title?: string
  readonly xmlUrl?: string
  readonly language?: string
  readonly outlines?: readonly Outline[]
}

type ImportOptions = {
  readonly config: string
  readonly write?: boolean
  readonly country?: string
  readonly kind: string
  readonly bloc: string
  readonly language: string
}

/** The OPML reader and writer, loaded when it is asked for: the bot itself runs without it. */
const opmlTools = async () => await import('feedsmith')

const flat = (outlines: readonly Outline[]): readonly Outline[] =>
  outlines.flatMap((outline) => [...(outline.xmlUrl === undefined ? [] : [outline]), ...flat(outline.outlines ?? [])])

async function readOutlines(file: string, io: Io): Promise<readonly Outline[]> {
  const { parseOpml } = await opmlTools()
  const source = await (file === '-' ? readAll(io.stdin) : readFile(resolve(io.cwd, file), 'utf8')).catch((error: unknown) => {
    throw new UsedWrongly(`opml import: ${nameOf(file)} cannot be read: ${whyUnreadable(error)}.`)
  })
  try {
    const { body } = parseOpml(source, { extraOutlineAttributes: [...OWN] })
    return flat((body?.outlines ?? []) as readonly Outline[])
  } catch {
    throw new UsedWrongly(`opml import: ${nameOf(file)} is no OPML document; export one from a feed reader.`)
  }
}

type Made = { readonly entries: readonly object[]; readonly problems: readonly string[]; readonly known: number }

/** Outlines as entries of feeds.yaml: those whose address is configured already are left out. */
function entriesOf(outlines: readonly Outline[], feeds: readonly Feed[], options: ImportOptions): Made {
  const ids = new Set(feeds.map(({ id }) => id))
  const urls = new Set(feeds.map(({ url }) => url))
  const entries: object[] = []
  const problems: string[] = []
  let known = 0
  for (const { xmlUrl = '', ...outline } of outlines) {
    const title = (outline.title || outline.text || xmlUrl).replace(/\s+/g, ' ').trim()
    const url = URL.parse(xmlUrl)
    const country = outline.country ?? options.country
    if (url === null || !/^https?:$/.test(url.protocol)) problems.push(`“${title}”: ${xmlUrl || 'its address'} is neither http nor https`)
    else if (urls.has(xmlUrl)) known += 1
    else if (country === undefined) problems.push(`“${title}”: no country is named; give --country for all that name none`)
    else {
      const id = feedIdFor([outline.id ?? '', title, url.hostname], ids)
      ids.add(id)
      urls.add(xmlUrl)
      const language = (outline.language ?? options.language).slice(0, 2).toLowerCase()
      const { kind = options.kind, bloc = options.bloc, timeZone, charset } = outline
      entries.push({
        id,
        title,
        url: xmlUrl,
        language,
        country,
        kind,
        bloc,
        ...(timeZone ? { timeZone } : {}),
        ...(charset ? { charset } : {}),
      })
    }
  }
  return { entries, problems, known }
}

/** Entries as they stand in the list of feeds.yaml: two spaces in. */
const asYaml = (entries: readonly object[]): string =>
  entries.map((entry) => `\n${stringify([entry], { lineWidth: 0 }).replace(/^(?=.)/gm, '  ')}`).join('')

/** Adds entries to feeds.yaml if the whole configuration is still good with them; its comments stay as they are. */
async function append(yaml: string, dir: string, io: Io): Promise<void> {
  const path = join(dir, 'feeds.yaml')
  const before = await readFile(path, 'utf8')
  const after = `${before.trimEnd()}\n${yaml}`
  const planned = (file: string) => (file === path ? Promise.resolve(after) : readFile(file, 'utf8'))
  await loadConfig({ dir, env: io.env, readFile: planned })
  await writeFile(path, after)
}

async function importFile(file: string, options: ImportOptions, io: Io): Promise<void> {
  const dir = resolve(io.cwd, options.config)
  const { feeds } = await loadConfig({ dir, env: io.env })
  const { entries, problems, known } = entriesOf(await readOutlines(file, io), feeds, options)
  const yaml = asYaml(entries)
  if (options.write === true && entries.length > 0) await append(yaml, dir, io)
  if (options.write !== true) io.stdout.write(yaml)
  for (const problem of problems) io.stderr.write(`opml import: ${problem.replace(/\p{Cc}/gu, ' ')}\n`)
  const where =
    options.write === true
      ? `added to ${join(options.config, 'feeds.yaml')}`
      : `printed; add them to ${join(options.config, 'feeds.yaml')}, or use --write`
  io.stderr.write(`${entries.length} feeds are ${where}; ${known} were there already, ${problems.length} cannot be taken\n`)
  if (problems.length > 0) io.exit(1)
}

async function exportFile(options: { readonly config: string; readonly all?: boolean }, io: Io): Promise<void> {
  const { feeds } = await loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
  const { generateOpml } = await opmlTools()
  const outlines = feeds
    .filter((feed) => feed.enabled || options.all === true)
    .map(({ id, title, url, language, country, kind, bloc, timeZone, charset }) => ({
      ...{ type: 'rss', text: title, title, xmlUrl: url, id, language, country, kind, bloc, timeZone },
      ...(charset === null ? {} : { charset }),
    }))
  const opml = { head: { title: 'Alignment Watch feeds', dateCreated: new Date() }, body: { outlines } }
  io.stdout.write(generateOpml(opml, { extraOutlineAttributes: [...OWN] }))
}

/** `opml import FILE`, `opml export`: feed lists from and to other readers. */
export const opml: Verb = (program, io) => {
  const group = program.command('opml').description('exchange feed lists with other readers')
  const config = ['--config <folder>', 'the folder with the YAML files', 'config'] as const
  group
    .command('import')
    .description('print the feeds of an OPML file as entries of feeds.yaml; exit 1 when one cannot be taken')
    .argument('<file>', 'an OPML file, or - for standard input')
    .option('--write', 'add them to feeds.yaml instead')
    .option('--country <code>', 'of those that name none: ISO 3166 alpha-3')
    .option('--kind <kind>', `of those that name none: ${FEED_KINDS.join(', ')}`, 'newspaper')
    .option('--bloc <bloc>', 'of those that name none: an alignment, or other', 'other')
    .option('--language <code>', 'of those that name none: ISO 639-1', 'en')
    .option(...config)
    .action((file: string, options: ImportOptions) => importFile(file, options, io))
  group
    .command('export')
    .description('print the configured feeds as OPML')
    .option('--all', 'the disabled ones too')
    .option(...config)
    .action((options: { config: string; all?: boolean }) => exportFile(options, io))
}
