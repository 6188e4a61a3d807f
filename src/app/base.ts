import { held } from '../delivery/held.ts'
import type { Clock } from '../domain/clock.ts'
import type { CommandContext } from '../domain/command.ts'
import type { Channel, Held } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import { type OwnStore, openOwnStore, type Store } from '../store/store.ts'
import { platformsOf } from './chat.ts'
import { contextOf } from './context.ts'
import { openDesk } from './desk.ts'
import { openJudgement } from './judgement.ts'
import { type Living, openLiving } from './living.ts'
import { createObserver, type Observer } from './observe.ts'
import type { AppOptions } from './options.ts'
import { createReload, type Reload } from './reload.ts'
import { opensOf } from './roles.ts'
import { storeOptions } from './store-options.ts'
import { createTeller, type Teller } from './tell.ts'

/** What every process stands on, whatever it does: the store, the configuration in use, and who looks on. */
export type Base = {
  readonly options: AppOptions
  readonly clock: Clock
  readonly log: Log
  /** Counted as it is used. */
  readonly store: Store
  readonly living: Living
  readonly reload: Reload
  readonly judgement: ReturnType<typeof openJudgement>
  readonly context: CommandContext
  readonly tell: Teller
  readonly observer: Observer
  /** By platform; those that are opened later stand here as soon as they are. */
  readonly channels: Map<string, Channel>
  /** What waits to be sent, and why. */
  readonly held: () => Promise<readonly Held[]>
  /** What stands in the way of jobs, in words: each job that is opened later adds its own. */
  readonly watched: { trouble(): string | null }[]
  readonly troubles: () => readonly string[]
  readonly lost: OwnStore['lost']
  /** Closes what is opened, in reverse. */
  readonly parts: AsyncDisposableStack
}

/** Opens the store and reads what is in use. Nothing listens or is asked yet. */
export async function openBase(options: AppOptions, parts: AsyncDisposableStack): Promise<Base> {
  const { config, log } = options
  const clock = options.clock ?? Date.now
  const opening = parts.adopt(
    await openOwnStore({ ...storeOptions(config), now: clock, log, holding: opensOf(options.role).store }),
    (part) => part.close(),
  )
  const living = await openLiving(config, opening.changes)
  const channels = new Map<string, Channel>()
  const watched: { trouble(): string | null }[] = []
  const troubles = () => watched.map((one) => one.trouble()).filter((trouble) => trouble !== null)
  const platforms = platformsOf(config)
  const waiting = () => held({ ...opening, routes: living.routes(), platforms, now: clock() })
  const observer = createObserver({
    config,
    polls: opensOf(options.role).jobs !== 'none',
    living,
    store: opening,
    clock,
    log,
    held: waiting,
    troubles,
    channels: () => channels,
  })
  const { store } = observer
  const reload = createReload({ living, load: options.load ?? (async () => config), log })
  const judgement = openJudgement(living.config, store, clock)
  const deskNeeds = { living, store, assess: judgement.assess, channels: () => channels, platforms, held: waiting, clock, log }
  const { desk } = parts.adopt(openDesk(deskNeeds), (part) => part.close())
  const context = contextOf(living.config, store, clock, desk)
  const shared = { options, clock, log, store, living, reload, judgement, context, observer, channels, watched, troubles, parts }
  return { ...shared, tell: createTeller(log), held: waiting, lost: opening.lost }
}
