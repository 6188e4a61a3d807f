import type { Log } from '../domain/log.ts'
import type { EngineOptions } from './open.ts'
import { holdSqlite } from './sqlite/hold.ts'
import { StoreError } from './store-error.ts'

/** A store that one bot has for itself, while others may look things up in it. It goes with the process that has it, however that ends. */
export type Hold = {
  /** Resolves, with what to tell, when another bot has the store: this one must stop. Else it never does. */
  readonly lost: Promise<StoreError>
  /** Lets another bot have it. */
  release(): Promise<void>
}

/** `alone`: one bot, and no process beside it. `shared`: any number of processes that share one bot's work. */
export type Holding = 'alone' | 'shared'

/** Takes the store for one bot, or for one of the processes that share it. Throws a `StoreError` at once where another has it. */
export async function holdStore(options: EngineOptions, log: Log, holding: Holding = 'alone'): Promise<Hold> {
  if ('path' in options) {
    if (holding === 'shared') throw new StoreError('taken', `${options.path} is a file, and no two processes share one: set DATABASE_URL`)
    return holdSqlite(options.path)
  }
  const { holdPostgres } = await import('./postgres/hold.ts')
  return holdPostgres(options, log, holding)
}
