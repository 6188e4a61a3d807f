import type { Engine } from './engine.ts'
import type { PostgresOptions } from './postgres/engine.ts'
import { openSqlite, type SqliteOptions } from './sqlite/engine.ts'

/** Which store is meant: the one at `url`, where there is one, else the file at `path`. */
export type EngineOptions = SqliteOptions | PostgresOptions

/**
 * Opens the engine that the options name. `ready` is given it first, without limits of time: what brings a store up to date may take as
 * long as it takes. Throws a `StoreError` whose message says what to do; then nothing is left open.
 */
export async function openEngine(options: EngineOptions, ready: (engine: Engine) => Promise<void> = async () => {}): Promise<Engine> {
  if ('path' in options) return closingOnFailure(openSqlite(options), ready)
  // Only who has such a store pays for loading what speaks to it.
  const { openPostgres } = await import('./postgres/engine.ts')
  await (await closingOnFailure(await openPostgres({ ...options, connections: 1, statementMs: 0 }), ready)).close()
  return openPostgres(options)
}

async function closingOnFailure(engine: Engine, ready: (engine: Engine) => Promise<void>): Promise<Engine> {
  try {
    await ready(engine)
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}
