import { sql } from 'kysely'
import type { Role } from '../app/roles.ts'
import { storeOptions } from '../app/store-options.ts'
import type { Config } from '../config.ts'
import { type Finding, found, well } from '../domain/finding.ts'
import type { Engine } from '../store/engine.ts'
import { openEngine } from '../store/open.ts'
import { holdersOf } from '../store/postgres/hold.ts'

const ABOUT = 'sharing'
/** What a process with a role holds besides the store's own connections: who it is, whether it judges, and the queues. */
const BESIDE_STORE = 6

/**
 * Whether a process of this role can share the work: with a database, that nobody has alone, with room for its connections. Without a role,
 * whether others share the store that this one wants alone. Answers nothing where the database does not answer: that is told elsewhere.
 */
export async function examineSharing(config: Config, role: Role | undefined): Promise<readonly Finding[]> {
  if (config.secrets.databaseUrl === null)
    return role === undefined
      ? []
      : [found(ABOUT, 'wrong', `--role ${role} shares a Postgres database, and none is named`, 'Set DATABASE_URL.')]
  const engine = await openEngine(storeOptions(config)).catch(() => null)
  if (engine === null) return []
  try {
    const holders = await holdersFinding(engine, role)
    return role === undefined ? [holders] : [holders, await roomFinding(engine, config), await schemaFinding(engine)]
  } catch {
    return []
  } finally {
    await engine.close()
  }
}

async function holdersFinding({ db, place }: Engine, role: Role | undefined): Promise<Finding> {
  const { alone, sharing } = await holdersOf(db)
  if (alone && role !== undefined)
    return found(ABOUT, 'wrong', `a bot without a role works on ${place} alone`, 'Stop it, and start it again with --role all.')
  if (sharing > 0 && role === undefined)
    return found(
      ABOUT,
      'poor',
      `${processes(sharing)} ${place}: a bot alone is refused it`,
      'Look with "doctor --role …" for one more of them, or stop them all.',
    )
  if (sharing > 0) return well(ABOUT, `${processes(sharing)} ${place} already`)
  return well(ABOUT, alone ? `a bot works on ${place} alone` : `nobody works on ${place}`)
}

const processes = (count: number): string => (count === 1 ? 'one process with a role works on' : `${count} processes with a role share`)

type Room = { readonly most: string; readonly used: string }

/** https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS */
async function roomFinding({ db }: Engine, { settings }: Config): Promise<Finding> {
  const { rows } =
    await sql<Room>`select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
    (select count(*) from pg_stat_activity where backend_type = 'client backend') as used`.execute(db)
  const [most, used] = [Number(rows[0]?.most), Number(rows[0]?.used)]
  const wanted = settings.store.connections + BESIDE_STORE
  const said = `a process takes up to ${wanted} connections; the server has ${Math.max(0, most - used)} of ${most} left`
  if (most - used >= wanted) return well(ABOUT, said)
  return found(ABOUT, 'poor', said, 'Raise max_connections of the Postgres server, or lower store.connections in settings.yaml.')
}

/** Queues stand in a schema of their own. */
async function schemaFinding({ db }: Engine): Promise<Finding> {
  const { rows } = await sql<{ may: boolean }>`select to_regnamespace('pgboss') is not null
    or has_database_privilege(current_database(), 'create') as may`.execute(db)
  if (rows[0]?.may === true) return well(ABOUT, 'the queues have their schema, or it can be made')
  return found(ABOUT, 'wrong', 'the user may create no schema for the queues', 'On the server: grant create on database NAME to USER.')
}
