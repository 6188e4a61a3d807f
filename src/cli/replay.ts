import { resolve } from 'node:path'
import { openJudgement } from '../app/judgement.ts'
import { openModel } from '../app/model.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Brief } from '../domain/brief.ts'
import type { Feed } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import { silentLog } from '../domain/log.ts'
import type { ModelMemory } from '../domain/model.ts'
import type { StoryStore } from '../domain/story.ts'
import { outletsOf } from '../feeds/aggregator.ts'
import { createPipeline } from '../pipeline.ts'
import { openStore, type Store } from '../store/store.ts'
import { openAsking } from './asking.ts'
import { withDryRoutes } from './dry-routes.ts'
import { complain, type JsonRecord, nameOf, readJsonl, writeJsonl } from './jsonl.ts'
import { idOf, itemOf, itemProblem } from './records.ts'
import type { Io, Verb } from './verb.ts'

/** The feed that replayed items come from. */
const REPLAY: Feed = {
  id: 'replay',
  title: 'Replay',
  url: 'http://replay.invalid/',
  language: 'en',
  country: 'UNO',
  kind: 'aggregator',
  bloc: 'other',
  enabled: true,
  disabledReason: null,
  intervalMs: 60_000,
  timeZone: 'UTC',
  charset: null,
  userAgent: null,
  note: '',
}

/** `replay`: what would have been posted, had these items come in by their dates. The same items give the same briefs. */
export const replay: Verb = (program, io) => {
  program
    .command('replay')
    .description(
      'take items through the whole pipeline in time order, into a fresh store, and write the briefs that would have been posted',
    )
    .argument('<file>', 'items as JSONL, or - for standard input')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .option('--model', 'ask the language model that the environment names; what it answered before is not asked again')
    .action(async (file: string, options: { readonly config: string; readonly model?: boolean }) => {
      const dir = resolve(io.cwd, options.config)
      await using asking = options.model === true ? await openAsking(io, options.config) : null
      const config = asking?.config ?? (await loadConfig({ dir, env: {}, readFile: withDryRoutes(dir) }))
      const items = await readItems(file, config, io)
      await using parts = new AsyncDisposableStack()
      const store = parts.adopt(await openStore({ path: ':memory:' }), (part) => part.close())
      const kept = await replayItems(items, config, store, (brief) => writeJsonl(io, brief), io.signal, asking?.memory)
      io.stderr.write(`${items.length} items, ${kept} kept\n`)
    })
}

async function readItems(file: string, config: Config, io: Io): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const { line, value } of readJsonl(file, io)) {
    const problem = itemProblem(value)
    if (problem === null) items.push(replayed(value, line, config))
    else complain(io, `${nameOf(file)}: line ${line}: ${problem}`)
  }
  return items
}

function replayed(record: JsonRecord, line: number, config: Config): Item {
  const { title, text, language, publishedAt } = itemOf(record, 0)
  const url = typeof record.url === 'string' && URL.canParse(record.url) ? record.url : ''
  const host = URL.parse(url)?.host.replace(/^www\./, '') ?? ''
  const named = typeof record.source === 'string' && !URL.canParse(record.source) ? record.source : host
  const known = outletsOf(config.feeds)(host)
  // An outlet known by its address alone has the name that the record gives it.
  const source =
    known?.outlet === host && named !== ''
      ? { ...known, outlet: named }
      : (known ?? { outlet: named || 'unnamed', country: 'UNO', kind: 'newspaper' as const, bloc: 'other' })
  const id = String(idOf(record, line))
  const from = { id, feedId: REPLAY.id, guid: id, url, title, text, source }
  return { ...from, language: language ?? '', publishedAt, firstSeenAt: publishedAt, backfilled: false }
}

/**
 * Stores the items, takes them through the pipeline and hands out each brief that would have been posted. Answers how many were kept. A
 * language model is asked only where its memory is handed in.
 */
export async function replayItems(
  items: readonly Item[],
  config: Config,
  store: Store,
  onBrief: (brief: Brief) => Promise<void>,
  signal: AbortSignal,
  memory?: ModelMemory,
): Promise<number> {
  await store.feeds.sync([REPLAY], () => 0)
  const state = await store.feeds.find(REPLAY.id)
  if (state === null) throw new Error('the store forgot the feed it was just given')
  await store.feeds.settle(state, items)
  let now = 0
  const { assess, openNewsroom } = openJudgement(
    () => config,
    store,
    () => now,
  )
  const needs = { config, store: { ...store, model: memory ?? store.model }, assess, clock: Date.now, log: silentLog }
  const model = memory === undefined ? {} : await openModel(needs)
  const pipeline = createPipeline({
    ...model,
    stories: posting(store.stories, onBrief),
    assess: (item) => {
      now = item.publishedAt
      return assess(item)
    },
    openNewsroom,
    routes: () => config.routes,
    clock: () => now,
    log: silentLog,
  })
  return (await pipeline.run(signal)).kept
}

/** The store, telling of each brief that at least one route takes. */
function posting(stories: StoryStore, onBrief: (brief: Brief) => Promise<void>): StoryStore {
  return {
    ...stories,
    async record(outcome) {
      await stories.record(outcome)
      if (outcome.story !== null && outcome.story.deliveries.length > 0) await onBrief(outcome.story.brief)
    },
  }
}
