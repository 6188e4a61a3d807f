import type { Config } from '../config.ts'
import type { EngineOptions } from '../store/open.ts'

/** The store that the configuration names: a Postgres database, or the file at `path`. */
export function storeOptions({ settings, secrets }: Pick<Config, 'settings' | 'secrets'>, path = settings.store.path): EngineOptions {
  const { connections, statementTimeoutMs: statementMs } = settings.store
  return secrets.databaseUrl === null ? { path } : { url: secrets.databaseUrl.reveal(), connections, statementMs }
}
