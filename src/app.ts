import { openBase } from './app/base.ts'
import { openChannels } from './app/channels.ts'
import { openMachines } from './app/machines.ts'
import { NO_MODEL, openModel } from './app/model.ts'
import type { AppOptions } from './app/options.ts'
import { openPage } from './app/page.ts'
import { followPosts } from './app/posts.ts'
import { opensOf } from './app/roles.ts'
import { openWork, type Work } from './app/work.ts'
import type { CommandContext } from './domain/command.ts'
import type { OwnStore, Store } from './store/store.ts'

export type { AppOptions } from './app/options.ts'

/**
 * The running bot, or a process of it. Each of the jobs of a bot alone can be run by hand, in a process with a role they reject;
 * `startTicking` leaves them to the clock.
 */
export type App = AsyncDisposable & {
  /** The page; without one, where `/healthz` and `/readyz` are served. */
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
  const parts = new AsyncDisposableStack()
  try {
    return await openApp(options, parts)
  } catch (error) {
    await parts.disposeAsync()
    throw error
  }
}

/** What is opened now and later is adopted by `parts`. */
async function openApp(options: AppOptions, parts: AsyncDisposableStack): Promise<App> {
  const opens = opensOf(options.role)
  const base = await openBase(options, parts)
  const { store, context, lost, reload } = base
  const { local, ready } = await openChannels(base, opens.chat)
  const model =
    opens.jobs === 'none'
      ? NO_MODEL
      : await openModel({
          ...base,
          config: options.config,
          assess: base.judgement.assess,
          facts: () => base.living.config().facts,
        })
  const subscribe = opens.page === 'found' ? followPosts(base) : local.subscribe
  const page = opens.page === 'none' ? await openMachines(base) : await openPage(base, { subscribe, model: model.health })
  const watched = parts.adopt(await base.observer.open(), (part) => part?.close())
  const work = await openWork(base, opens.jobs, model)
  return {
    ...{ url: page.url, watchedAt: watched?.url ?? page.url, store, context, ready, lost },
    ...byHand(work),
    reload: reload.run,
    startTicking: work.start,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

type ByHand = Pick<App, 'poll' | 'judge' | 'digest' | 'watch' | 'deliver' | 'tell' | 'keep'>

/** Each job, to be run once. */
function byHand({ jobs }: Work): ByHand {
  const run = (name: keyof ByHand) => async (): Promise<void> => {
    if (jobs === null) throw new Error(`${name}: the jobs of a process with a role are run by the clock alone`)
    await jobs[name].run()
  }
  return {
    poll: run('poll'),
    judge: run('judge'),
    digest: run('digest'),
    watch: run('watch'),
    deliver: run('deliver'),
    tell: run('tell'),
    keep: run('keep'),
  }
}
