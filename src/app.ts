import { openBase } from './app/base.ts'
import { openChannels } from './app/channels.ts'
import { openModel } from './app/model.ts'
import type { AppOptions } from './app/options.ts'
import { openPage } from './app/page.ts'
import { openWork, type Work } from './app/work.ts'
import type { CommandContext } from './domain/command.ts'
import type { OwnStore, Store } from './store/store.ts'

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

/**
 * Opens the parts in the order data flows, and answers when the page listens and the feeds are known. Nothing is polled yet.
 * Where one part cannot be opened, those before it are closed again and its error is thrown.
 */
export async function startApp(options: AppOptions): Promise<App> {
  await using parts = new AsyncDisposableStack()
  const base = await openBase(options, parts)
  const { store, context, lost, reload } = base
  const { local, ready } = await openChannels(base)
  const model = await openModel({ ...base, config: options.config, assess: base.judgement.assess })
  const page = await openPage(base, { subscribe: local.subscribe, model: model.health })
  const watched = parts.adopt(await base.observer.open(), (part) => part?.close())
  const work = await openWork(base, model)
  const opened = parts.move()
  return {
    ...{ url: page.url, watchedAt: watched?.url ?? page.url, store, context, ready, lost },
    ...byHand(work),
    reload: reload.run,
    startTicking: work.start,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

type ByHand = Pick<App, 'poll' | 'judge' | 'digest' | 'watch' | 'deliver' | 'tell' | 'keep'>

/** Each job, to be run once. */
const byHand = ({ jobs }: Work): ByHand => ({
  poll: () => jobs.poll.run(),
  judge: () => jobs.judge.run(),
  digest: () => jobs.digest.run(),
  watch: () => jobs.watch.run(),
  deliver: () => jobs.deliver.run(),
  tell: () => jobs.tell.run(),
  keep: () => jobs.keep.run(),
})
