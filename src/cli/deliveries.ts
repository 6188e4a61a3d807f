import { platformsOf } from '../app/chat.ts'
import { held } from '../delivery/held.ts'
import { type Delivery, type Held, STATE_WORDS } from '../domain/delivery.ts'
import { visible } from '../domain/plain-text.ts'
import type { Store } from '../store/store.ts'
import { complain } from './jsonl.ts'
import { openStored } from './stored.ts'
import type { Io, Verb } from './verb.ts'

type Options = {
  readonly story?: string
  readonly route?: string
  readonly limit: string
  readonly json?: boolean
  readonly config: string
}

const MOST = 10_000

/** `deliveries`: what went where, and what is held and why. */
export const deliveries: Verb = (program, io) => {
  program
    .command('deliveries')
    .description('what was posted where, when, how often it was tried, what the platform said; and what is held')
    .option('--story <id>', 'only this story (its id, or the beginning of it), or this digest')
    .option('--route <id>', 'only to this route')
    .option('--limit <n>', 'how many, newest first', '50')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: Options) => run(options, io))
}

async function run(options: Options, io: Io): Promise<void> {
  const limit = /^\d+$/.test(options.limit) ? Math.min(MOST, Number(options.limit)) : 0
  if (limit === 0) {
    io.stderr.write(`deliveries: "${options.limit}" is no number of deliveries; write --limit 50\n`)
    return io.exit(2)
  }
  await using opened = await openStored(io, options.config)
  if (opened === null) return
  const { config, store } = opened
  const storyId = options.story === undefined ? undefined : await idOf(store, options.story)
  if (options.story !== undefined && storyId === undefined)
    return complain(io, `no story, or more than one, has an id that begins with ${options.story}`)
  const filter = {
    limit,
    ...(storyId === undefined ? {} : { storyId }),
    ...(options.route === undefined ? {} : { routeId: options.route }),
  }
  const rows = await store.outbox.list(filter)
  if (rows.length === 0 && options.route !== undefined && !config.routes.some(({ id }) => id === options.route))
    complain(io, `no route has the id ${options.route}; there are: ${config.routes.map(({ id }) => id).join(', ')}`)
  const waiting = await held({
    outbox: store.outbox,
    digests: store.digests,
    stops: store.stops,
    routes: config.routes,
    platforms: platformsOf(config),
    now: Date.now(),
  })
  const ofRoute = waiting.filter(({ routeId }) => options.route === undefined || routeId === options.route)
  io.stdout.write(options.json === true ? asJson(rows, ofRoute) : `${await listed(rows, store)}${heldLines(ofRoute)}`)
}

/** The whole id of a story named by the beginning of it, or of a digest. */
async function idOf({ archive, digests }: Store, id: string): Promise<string | undefined> {
  return ((await archive.story(id))?.brief ?? (await digests.find(id)))?.storyId
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

function asJson(rows: readonly Delivery[], waiting: readonly Held[]): string {
  const told = rows.map((row) => ({
    story: row.storyId,
    revision: row.revision,
    route: row.routeId,
    state: row.state,
    attempts: row.attempts,
    created: iso(row.createdAt),
    due: iso(row.dueAt),
    settled: iso(row.settledAt),
    reason: row.reason,
    message: row.receipt?.messageId ?? null,
  }))
  const kept = waiting.map(({ routeId, oldestAt, ...rest }) => ({ route: routeId, oldest: iso(oldestAt), ...rest }))
  return `${JSON.stringify({ deliveries: told, held: kept })}\n`
}

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** Under each story's headline its deliveries, newest first. */
async function listed(rows: readonly Delivery[], store: Store): Promise<string> {
  if (rows.length === 0) return 'Nothing was to be posted.\n'
  const blocks: string[] = []
  for (const [storyId, mine] of Map.groupBy(rows, (row) => row.storyId)) {
    const brief = (await store.stories.brief(storyId)) ?? (await store.digests.find(storyId))
    const headline = visible(brief?.headline ?? '').slice(0, 100)
    blocks.push(`${storyId}  ${headline}\n${table(mine)}`)
  }
  return `Times are UTC.\n\n${blocks.join('\n')}`
}

function table(rows: readonly Delivery[]): string {
  const cells = rows.map((row) => [
    minute(row.createdAt),
    row.routeId,
    `revision ${row.revision}`,
    STATE_WORDS[row.state],
    `tried ${row.attempts === 1 ? 'once' : `${row.attempts} times`}`,
    said(row),
  ])
  const widths = cells.reduce<readonly number[]>(
    (widest, cell) => cell.map((text, column) => Math.max(widest[column] ?? 0, text.length)),
    [],
  )
  return cells
    .map((cell) =>
      `  ${cell.map((text, column) => (column === cell.length - 1 ? text : text.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** When it was settled, under which message, or until when it waits; and the reason given. */
function said(row: Delivery): string {
  const when = row.settledAt === null ? `next at ${minute(row.dueAt)}` : `at ${minute(row.settledAt)}`
  const message = row.receipt === null ? [] : [`message ${visible(row.receipt.messageId)}`]
  return [when, ...message, ...(row.reason === null ? [] : [visible(row.reason)])].join(' · ')
}

const heldLines = (waiting: readonly Held[]): string =>
  waiting.length === 0
    ? ''
    : `\nHeld\n${waiting.map(({ routeId, count, oldestAt, why }) => `  ${routeId}: ${count} since ${minute(oldestAt)}, ${visible(why)}\n`).join('')}`
