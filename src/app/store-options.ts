import type { Config } from '../config.ts'
import type { EngineOptions } from '../store/open.ts'

/** A server that is away is waited for no longer than this, nor longer than one of its answers. */
const PATIENCE_MS = 10_000

/** The store that the configuration names: a Postgres database, or the file at `path`. */
export function storeOptions({ settings, secrets }: Pick<Config, 'settings' | 'secrets'>, path = settings.store.path): EngineOptions {
  const { connections, statementTimeoutMs: statementMs } = settings.store
  if (secrets.databaseUrl === null) return { path }
  return { url: secrets.databaseUrl.reveal(), connections, statementMs, patienceMs: Math.min(PATIENCE_MS, statementMs) }
}
