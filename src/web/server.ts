import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createSite, type WebNeeds } from './site.ts'

/** The page could not be opened. The message names the port and says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

export type Web = { readonly url: string; close(): Promise<void> }

const HEALTH_EVERY_MS = 20_000

function inWords(error: NodeJS.ErrnoException, host: string, port: number): string {
  const other = port === 0 ? 8788 : port + 1
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: another program, perhaps another Alignment Watch, holds it. Stop that one, or choose another port: WEB_PORT=${other}.`
    case 'EACCES':
      return `This account may not listen on port ${port}. Choose one above 1023: WEB_PORT=8787.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address “${host}”. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every address: WEB_HOST=127.0.0.1.`
    default:
      return `The page could not listen on ${host}, port ${port}: ${error.message}. Choose another port: WEB_PORT=${other}.`
  }
}

const listening = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new CannotListen(inWords(error, host, port), { cause: error })))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/**
 * Opens the page. Answers its address when it listens; throws CannotListen, in words, where it cannot. Port 0 takes a
 * free one.
 */
export async function startWeb({ host, port, ...needs }: WebNeeds & { readonly host: string; readonly port: number }): Promise<Web> {
  const site = createSite(needs, host)
  const server = createAdaptorServer({ fetch: site.app.fetch, overrideGlobalObjects: false }) as Server
  const openPort = await listening(server, host, port).catch((error: unknown) => {
    site.live.close()
    throw error
  })
  server.on('error', (error) => needs.log.error({ error: error.message }, 'the page had an error'))
  const failed = (error: unknown) => needs.log.warn({ error: String(error) }, 'the health of the feeds could not be read')
  const timer = setInterval(() => void site.refreshHealth().catch(failed), HEALTH_EVERY_MS)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${openPort}`,
    async close() {
      clearInterval(timer)
      site.live.close()
      await shut(server)
    },
  }
}
