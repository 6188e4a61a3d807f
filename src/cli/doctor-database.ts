import { type Kysely, sql } from 'kysely'
import { storeOptions } from '../app/store-options.ts'
import type { Config } from '../config.ts'
import { type Finding, found } from '../domain/finding.ts'
import { openEngine } from '../store/open.ts'
import { shapeFinding, storeTrouble } from './doctor-shape.ts'

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
      const tables = await sql<{ there: string | null }>`select to_regclass('migrations')::text as there`.execute(engine.db)
      const had = tables.rows[0]?.there ? await engine.db.selectFrom('migrations').select('number').execute() : []
      const shape = had.map(({ number }) => number)
      if (shape.length === 0 && !(await mayCreate(engine.db)))
        return found('store', 'wrong', `${engine.place}: its user may create no table there`, MAKING)
      return shapeFinding(shape, engine.place, `${engine.place} answers: Postgres ${version}`)
    } finally {
      await engine.close()
    }
  } catch (error) {
    return storeTrouble(error) ?? found('store', 'wrong', error instanceof Error ? error.message : String(error), FIX)
  }
}

const MAKING = 'Let it own the database (alter database NAME owner to USER), or give it "create" on the schema.'

/** False also where no schema is meant at all. */
async function mayCreate<DB>(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`select has_schema_privilege(current_schema(), 'create') as may`.execute(db)
  return rows[0]?.may === true
}
