// One Postgres server for a whole run of tests: begun when the first test asks for it, so that a run that needs none waits for none.
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startPostgres } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Asked by a test file for a database of its own, this answers with the address of one. */
    readonly postgres: string
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined
  let made = 0
  const makeDatabase = async (): Promise<string> => {
    starting ??= startPostgres()
    const server = await starting
    made += 1
    // Others ask meanwhile.
    const name = `test_${made}`
    await server.query(`create database ${name}`)
    return server.address(name)
  }
  const broker = createServer((_, response) => {
    makeDatabase().then(
      (address) => response.end(address),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve))
  const address = broker.address()
  provide('postgres', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  return async () => {
    broker.closeAllConnections()
    broker.close()
    await (await starting?.catch(() => undefined))?.close()
  }
}
