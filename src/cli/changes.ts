import { changeWords } from '../commands/admin/changes.ts'
import type { Change, Changeable } from '../domain/change.ts'
import { visible } from '../domain/plain-text.ts'
import { wordsIn } from '../words/words.ts'
import { openStored } from './stored.ts'
import type { Io, Verb } from './verb.ts'

type Options = { readonly kind?: string; readonly limit: string; readonly json?: boolean; readonly config: string }

const MOST = 10_000
const KINDS: Readonly<Record<string, Changeable>> = { routes: 'route', feeds: 'feed' }

/** `changes`: who changed routes and feeds by command, when, and what stood before and after. */
export const changes: Verb = (program, io) => {
  program
    .command('changes')
    .description('the audit log: who changed routes and feeds by command, when, what stood before and after')
    .option('--kind <kind>', 'only routes, or only feeds')
    .option('--limit <n>', 'how many, newest first', '50')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: Options) => run(options, io))
}

async function run({ kind, limit, json, config }: Options, io: Io): Promise<void> {
  const most = /^\d+$/.test(limit) ? Math.min(MOST, Number(limit)) : 0
  const wrong = (text: string): void => {
    io.stderr.write(`changes: ${text}\n`)
    io.exit(2)
  }
  if (most === 0) return wrong(`"${limit}" is no number of changes; write --limit 50`)
  const only = kind === undefined ? undefined : KINDS[kind]
  if (kind !== undefined && only === undefined) return wrong(`"${kind}" is neither routes nor feeds`)
  await using opened = await openStored(io, config)
  if (opened === null) return
  const log = await opened.store.changes.list({ limit: most, ...(only === undefined ? {} : { kind: only }) })
  io.stdout.write(json === true ? `${JSON.stringify({ changes: log.map(asRecord) })}\n` : listed(log))
}

const asRecord = ({ at, ...change }: Change) => ({ ...change, at: new Date(at).toISOString() })

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** `12  2026-11-22 13:05  discord:900 in 77  route desk edited: threshold: 0.5 → 0.7` */
function lineOf(change: Change): string {
  const { id, at, by, undoes, undoneBy } = change
  const who = `${by.platform}:${by.userId}${by.place === null ? '' : ` in ${by.place}`}`
  const beside = [undoes === null ? '' : `takes back ${undoes}`, undoneBy === null ? '' : `taken back by ${undoneBy}`].filter(Boolean)
  return `${id}  ${minute(at)}  ${visible(who)}  ${changeWords(change, wordsIn('en'))}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}\n`
}

const listed = (log: readonly Change[]): string =>
  log.length === 0 ? 'Nothing was changed by command.\n' : `Times are UTC.\n\n${log.map(lineOf).join('')}`
