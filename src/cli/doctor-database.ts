import { sql } from 'kysely'
import { storeOptions } from '../app/store-options.ts'
import type { Config } from '../config.ts'
import { type Finding, found, well } from '../domain/finding.ts'
import { openEngine } from '../store/open.ts'

const FIX = 'See that the server of DATABASE_URL runs, takes connections from here, and that its user may create tables in this database.'

/** Whether the Postgres database answers and can be written. Makes nothing, and leaves its shape as it is. */
export async function examineDatabase(config: Config): Promise<Finding> {
  try {
    const engine = await openEngine(storeOptions(config))
    try {
      const { rows } = await sql<{ version: string; readonly: string }>`select current_setting('server_version') as version,
        current_setting('transaction_read_only') as readonly`.execute(engine.db)
      const { version = '?', readonly = 'off' } = rows[0] ?? {}
      if (readonly === 'on')
        return found('store', 'wrong', `${engine.place} (Postgres ${version}) is read-only`, 'Name the primary server, not a replica.')
      return well('store', `${engine.place} answers: Postgres ${version}`)
    } finally {
      await engine.close()
    }
  } catch (error) {
    return found('store', 'wrong', error instanceof Error ? error.message : String(error), FIX)
  }
}
