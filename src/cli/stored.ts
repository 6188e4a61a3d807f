import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { storeOptions } from '../app/store-options.ts'
import { inUse } from '../config/set-by-command.ts'
import { type Config, loadConfig } from '../config.ts'
import { openStore, type Store } from '../store/store.ts'
import type { Io } from './verb.ts'

/**
 * The configuration, with what admins have changed by command, and the store that it names, for verbs that only look; the bot may be running meanwhile. null, with the reason
 * on standard error and exit code 2, where there is no store yet: a look must not make one.
 */
export async function openStored(io: Io, folder: string): Promise<(AsyncDisposable & { config: Config; store: Store }) | null> {
  const config = await loadConfig({ dir: resolve(io.cwd, folder), env: io.env })
  const path = resolve(io.cwd, config.settings.store.path)
  if (config.secrets.databaseUrl === null && !existsSync(path)) {
    io.stderr.write(`there is no store at ${path}: start the bot first, or name its store with STORE_PATH or DATABASE_URL\n`)
    io.exit(2)
    return null
  }
  const store = await openStore(storeOptions(config, path))
  const { routes, feeds } = inUse(config, await store.changes.settings())
  return { config: { ...config, routes, feeds }, store, [Symbol.asyncDispose]: () => store.close() }
}
