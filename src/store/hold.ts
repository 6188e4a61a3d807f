import type { Log } from '../domain/log.ts'
import type { EngineOptions } from './open.ts'
import { holdSqlite } from './sqlite/hold.ts'
import type { StoreError } from './store-error.ts'

/** A store that one bot has for itself, while others may look things up in it. It goes with the process that has it, however that ends. */
export type Hold = {
  /** Resolves, with what to tell, when another bot has the store: this one must stop. Else it never does. */
  readonly lost: Promise<StoreError>
  /** Lets another bot have it. */
  release(): Promise<void>
}

/** Takes the store for one bot. Throws a `StoreError` at once where another has it. */
export async function holdStore(options: EngineOptions, log: Log): Promise<Hold> {
  if ('path' in options) return holdSqlite(options.path)
  const { holdPostgres } = await import('./postgres/hold.ts')
  return holdPostgres(options, log)
}
