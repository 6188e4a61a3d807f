import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { openChat } from './app/chat.ts'
import { openJudgement } from './app/judgement.ts'
import { createTeller, type Teller } from './app/tell.ts'
import { createLocalChannel } from './channels/local/channel.ts'
import { createTerminalChannel } from './channels/terminal/channel.ts'
import { createChartMaker } from './charts/maker.ts'
import { commands } from './commands/index.ts'
import type { Config } from './config.ts'
import { createDeliverer } from './delivery/deliver.ts'
import { held } from './delivery/held.ts'
import type { Clock } from './domain/clock.ts'
import type { CommandContext } from './domain/command.ts'
import type { Channel } from './domain/delivery.ts'
import type { Feed } from './domain/feed.ts'
import type { Feedback } from './domain/feedback.ts'
import type { Item } from './domain/item.ts'
import type { Log } from './domain/log.ts'
import { createFetcher } from './feeds/fetch.ts'
import { createLastBad } from './feeds/last-bad.ts'
import { createParsePool } from './feeds/parse-pool.ts'
import { createPoller } from './feeds/poll.ts'
import type { Polled } from './feeds/poll-feed.ts'
import { startTicker } from './jobs/ticker.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import { createDirectory } from './knowledge/directory.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'
import { openStore, type Store } from './store/store.ts'
import { startWeb } from './web/server.ts'

export type AppOptions = {
  readonly config: Config
  readonly log: Log
  /** Where the terminal channel writes. */
  readonly terminal: Writable & { readonly columns?: number }
  readonly interactive: boolean
  readonly clock?: Clock
  /** Other addresses of the platforms' APIs, for tests. */
  readonly api?: { readonly discord?: string; readonly slack?: string }
  /** First polls are spread over this; 0 polls every feed at once. */
  readonly spreadMs?: number
  /** Told of every feed that was polled, when its items are stored. */
  readonly onPolled?: (feed: Feed, polled: Polled, newItems: readonly Item[]) => void
}

/** The running bot. Each of the three jobs can be run by hand; `startTicking` leaves them to the clock. */
export type App = AsyncDisposable & {
  readonly url: string
  readonly store: Store
  readonly context: CommandContext
  /** Resolves when every chat platform takes commands. */
  readonly ready: Promise<unknown>
  /** Polls what is due. */
  poll(): Promise<void>
  /** Judges what was stored and not yet judged. */
  judge(): Promise<void>
  /** Sends what is due. */
  deliver(): Promise<void>
  startTicking(): void
}

/** A tick only asks what is due; five seconds is how late a due thing may be. */
const TICK = '*/5 * * * * *'
const SPREAD_MS = 60_000

/**
 * Opens the parts in the order data flows, and answers when the page listens and the feeds are known. Nothing is polled yet.
 * Where one part cannot be opened, those before it are closed again and its error is thrown.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  const clock = options.clock ?? Date.now
  await using parts = new AsyncDisposableStack()
  const store = parts.adopt(await openStore({ path: config.settings.store.path, now: clock }), (part) => part.close())
  const context = contextOf(config, store, clock)
  const tell = createTeller(log)
  const local = createLocalChannel({ posts: store.posts, clock, log })
  const chat = parts.adopt(
    await openChat({ ...options, commands, context, onRefused: tell.refused, onFeedback: (feedback) => hear(store, feedback, log) }),
    (part) => part.close(),
  )
  const channels = new Map([local, terminalOf(options), ...chat.channels].map((channel) => [channel.platform, channel]))
  const workers: Worker[] = []
  const web = parts.adopt(
    await startWeb({
      ...webNeeds(config, store, context, clock, log),
      held: () => held({ ...store, ...config, platforms: channels }),
      troubles: () => workers.map((worker) => worker.trouble()).filter((trouble) => trouble !== null),
      subscribe: local.subscribe,
    }),
    (part) => part.close(),
  )
  const pipeline = createPipeline({ ...openJudgement(config, store, clock), stories: store.stories, routes: config.routes, clock, log })
  const jobs = await openJobs({ options, clock, store, channels, pipeline, tell, parts })
  workers.push(jobs.poll, jobs.judge, jobs.deliver)
  const opened = parts.move()
  return {
    url: web.url,
    store,
    context,
    ready: chat.ready,
    poll: () => jobs.poll.run(),
    judge: () => jobs.judge.run(),
    deliver: () => jobs.deliver.run(),
    startTicking() {
      for (const worker of [jobs.poll, jobs.judge, jobs.deliver]) worker.kick()
      opened.adopt(startTicker(TICK, [jobs.poll, jobs.judge, jobs.deliver]), (ticker) => ticker.stop())
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** The voice is stored before the reader is thanked; the log need not know who it was. */
async function hear({ feedback: voices }: Store, feedback: Feedback, log: Log): Promise<void> {
  await voices.put(feedback)
  log.info({ platform: feedback.platform, story: feedback.storyId, verdict: feedback.verdict }, 'a reader judged a story')
}

const contextOf = (config: Config, store: Store, now: Clock): CommandContext => ({
  directory: createDirectory(config.facts, config.wording),
  archive: store.archive,
  charts: createChartMaker(),
  alignments: config.facts.alignments,
  timeZone: config.settings.timeZone,
  scoring: config.scoring,
  now,
})

function terminalOf({ terminal, interactive, config }: AppOptions): Channel {
  return createTerminalChannel({
    output: terminal,
    width: () => terminal.columns ?? 100,
    colour: interactive,
    timeZone: config.settings.timeZone,
  })
}

const webNeeds = (config: Config, store: Store, context: CommandContext, clock: Clock, log: Log) => ({
  host: config.settings.web.host,
  port: config.settings.web.port,
  names: config.settings.web.names,
  posts: store.posts,
  commands,
  context,
  feeds: () => config.feeds,
  outbox: store.outbox,
  clock,
  timeZone: config.settings.timeZone,
  log,
})

/** What feeds answered that could not be read is kept beside the store; a store in memory keeps nothing. */
const keepBadBeside = (path: string) => (path === ':memory:' ? {} : { keepBad: createLastBad(join(dirname(path), 'last-bad')) })

type JobNeeds = {
  readonly options: AppOptions
  readonly clock: Clock
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly pipeline: Pipeline
  readonly tell: Teller
  readonly parts: AsyncDisposableStack
}

/**
 * The three jobs. None calls another: each finds its work in the store, so that the reports of one event that come in together
 * are one post, not one and its edits.
 */
async function openJobs(needs: JobNeeds): Promise<{ readonly poll: Worker; readonly judge: Worker; readonly deliver: Worker }> {
  const { options, clock, store, channels, pipeline, tell, parts } = needs
  const { config, log } = options
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: config.routes,
    channels,
    clock,
    log,
    tell: tell.delivery,
  })
  const deliver = parts.adopt(
    createWorker('delivering', (signal) => deliverer.run(signal), log),
    (worker) => worker.stop(),
  )
  const judge = parts.adopt(
    createWorker('judging', (signal) => pipeline.run(signal), log),
    (worker) => worker.stop(),
  )
  const fetcher = parts.adopt(createFetcher(config.settings.poll), (part) => part.close())
  const pool = parts.adopt(createParsePool(), (part) => part.close())
  const { concurrency, backfillMs, maxIntervalMs } = config.settings.poll
  const poller = createPoller({
    feeds: config.feeds,
    store: store.feeds,
    fetch: fetcher.fetch,
    parse: pool.parse,
    clock,
    log,
    concurrency,
    backfillMs,
    maxIntervalMs,
    spreadMs: options.spreadMs ?? SPREAD_MS,
    timeZone: config.settings.timeZone,
    onNotice: tell.feed,
    ...keepBadBeside(config.settings.store.path),
    ...(options.onPolled === undefined ? {} : { onPolled: options.onPolled }),
  })
  await poller.prepare()
  const poll = parts.adopt(
    createWorker('polling', (signal) => poller.pollDue(signal), log),
    (worker) => worker.stop(),
  )
  return { poll, judge, deliver }
}
