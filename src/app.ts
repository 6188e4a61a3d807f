import { type Chat, openChat } from './app/chat.ts'
import { contextOf } from './app/context.ts'
import { openDesk } from './app/desk.ts'
import { type Jobs, openJobs } from './app/jobs.ts'
import { openJudgement } from './app/judgement.ts'
import { openLiving } from './app/living.ts'
import { openModel } from './app/model.ts'
import { createObserver } from './app/observe.ts'
import type { AppOptions } from './app/options.ts'
import { pageNeeds } from './app/page.ts'
import { createReload, type Reload } from './app/reload.ts'
import { storeOptions } from './app/store-options.ts'
import { createTeller } from './app/tell.ts'
import { createLocalChannel } from './channels/local/channel.ts'
import { createTerminalChannel } from './channels/terminal/channel.ts'
import { commands } from './commands/index.ts'
import type { Config } from './config.ts'
import { held } from './delivery/held.ts'
import { labelsIn } from './domain/alignment.ts'
import type { Clock } from './domain/clock.ts'
import type { CommandContext } from './domain/command.ts'
import type { Channel } from './domain/delivery.ts'
import type { Feedback } from './domain/feedback.ts'
import type { Log } from './domain/log.ts'
import { startTicker } from './jobs/ticker.ts'
import type { Worker } from './jobs/worker.ts'
import { createPipeline } from './pipeline.ts'
import { type OwnStore, openOwnStore, type Store } from './store/store.ts'
import { startWeb } from './web/server.ts'

export type { AppOptions } from './app/options.ts'

/** The running bot. Each of the jobs can be run by hand; `startTicking` leaves them to the clock. */
export type App = AsyncDisposable & {
  readonly url: string
  /** Where `/metrics` is served: the page's own address, or that of a port of its own. */
  readonly watchedAt: string
  readonly store: Store
  readonly context: CommandContext
  /** Resolves when every chat platform takes commands. */
  readonly ready: Promise<unknown>
  /** Polls what is due. */
  poll(): Promise<void>
  /** Judges what was stored and not yet judged. */
  judge(): Promise<void>
  /** Makes the digests that are due. */
  digest(): Promise<void>
  /** Tells of weeks far above the usual. */
  watch(): Promise<void>
  /** Sends what is due. */
  deliver(): Promise<void>
  /** Tells the admin channels what has stopped, and what works again. */
  tell(): Promise<void>
  /** Lets go what is older than the policy keeps. */
  keep(): Promise<void>
  /** Reads `config/` again: all of it is taken over, or nothing. Never rejects. */
  reload(): Promise<void>
  startTicking(): void
  /** Resolves, with what to tell, when another bot has the store: this one is then to be closed. Else it never does. */
  readonly lost: OwnStore['lost']
}

/** A tick only asks what is due; five seconds is how late a due thing may be. */
const TICK = '*/5 * * * * *'

/**
 * Opens the parts in the order data flows, and answers when the page listens and the feeds are known. Nothing is polled yet.
 * Where one part cannot be opened, those before it are closed again and its error is thrown.
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  const clock = options.clock ?? Date.now
  await using parts = new AsyncDisposableStack()
  const opening = parts.adopt(await openOwnStore({ ...storeOptions(config), now: clock, log }), (part) => part.close())
  const living = await openLiving(config, opening.changes)
  const workers: Worker[] = []
  const troubles = () => workers.map((worker) => worker.trouble()).filter((trouble) => trouble !== null)
  const waiting = () => held({ ...opening, routes: living.routes(), platforms: channels, now: clock() })
  const observer = createObserver({ config, living, store: opening, clock, log, held: waiting, troubles, channels: () => channels })
  const { store } = observer
  const reload = createReload({ living, load: options.load ?? (async () => config), log })
  const judgement = openJudgement(living.config, store, clock)
  const deskNeeds = { living, store, assess: judgement.assess, channels: () => channels, held: waiting, clock, log }
  const { desk } = parts.adopt(openDesk(deskNeeds), (part) => part.close())
  const context = contextOf(living.config, store, clock, desk)
  const tell = createTeller(log)
  const local = createLocalChannel({ posts: store.posts, clock, log })
  const chat = parts.adopt(
    await openChat({ ...options, living, commands, context, onRefused: tell.refused, onFeedback: (voice) => hear(store, voice, log) }),
    (part) => part.close(),
  )
  const model = await openModel({ config, store, assess: judgement.assess, clock, log })
  const channels: ReadonlyMap<string, Channel> = new Map(
    [local, terminalOf(options), ...chat.channels].map((channel) => [channel.platform, channel]),
  )
  let ticking = false
  const tick = (): void => {
    ticking = true
  }
  const web = parts.adopt(
    await startWeb({
      ...webNeeds(config, store, context, clock, log),
      ...pageNeeds(living.config, context),
      feeds: living.feeds,
      held: waiting,
      model: model.health,
      troubles,
      machines: observer.onPage,
      subscribe: local.subscribe,
    }),
    (part) => part.close(),
  )
  const watched = parts.adopt(await observer.open(), (part) => part?.close())
  const pipeline = createPipeline({ ...judgement, ...model, stories: store.stories, routes: living.routes, clock, log })
  const jobs = await openJobs({
    options: observer.watchPolls(options),
    onForgotten: observer.onForgotten,
    living,
    reload,
    clock,
    store,
    channels,
    pipeline,
    tell,
    ticking: () => ticking,
    parts,
  })
  workers.push(...Object.values(jobs))
  const shown = { url: web.url, watchedAt: watched?.url ?? web.url, store, lost: opening.lost, context }
  return running({ ...shown, chat, jobs, reload, opened: parts.move(), tick })
}

type Opened = Pick<App, 'url' | 'watchedAt' | 'store' | 'lost' | 'context'> & {
  readonly chat: Pick<Chat, 'ready'>
  readonly jobs: Jobs
  readonly reload: Reload
  readonly opened: AsyncDisposableStack
  /** Told that from now on the clock runs the jobs. */
  readonly tick: () => void
}

/** What is open, with each job to be run by hand. */
const running = ({ chat, jobs, reload, opened, tick, ...shown }: Opened): App => ({
  ...shown,
  ready: chat.ready,
  poll: () => jobs.poll.run(),
  judge: () => jobs.judge.run(),
  digest: () => jobs.digest.run(),
  watch: () => jobs.watch.run(),
  deliver: () => jobs.deliver.run(),
  tell: () => jobs.tell.run(),
  keep: () => jobs.keep.run(),
  reload: reload.run,
  startTicking() {
    tick()
    const workers = Object.values(jobs)
    for (const worker of workers) worker.kick()
    opened.adopt(startTicker(TICK, workers), (ticker) => ticker.stop())
  },
  [Symbol.asyncDispose]: () => opened.disposeAsync(),
})

/** The voice is stored before the reader is thanked; the log need not know who it was. */
async function hear({ feedback: voices }: Store, feedback: Feedback, log: Log): Promise<void> {
  await voices.put(feedback)
  log.info({ platform: feedback.platform, story: feedback.storyId, verdict: feedback.verdict }, 'a reader judged a story')
}

function terminalOf({ terminal, interactive, config }: AppOptions): Channel {
  return createTerminalChannel({
    output: terminal,
    width: () => terminal.columns ?? 100,
    colour: interactive,
    timeZone: config.settings.timeZone,
    names: (language) => labelsIn(config.facts.alignments, language),
  })
}

const webNeeds = (config: Config, store: Store, context: CommandContext, clock: Clock, log: Log) => ({
  host: config.settings.web.host,
  port: config.settings.web.port,
  names: config.settings.web.names,
  posts: store.posts,
  commands,
  context,
  outbox: store.outbox,
  digests: store.digests,
  clock,
  timeZone: config.settings.timeZone,
  log,
})
