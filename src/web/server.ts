import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { listening, shut } from './listen.ts'
import type { WebNeeds } from './needs.ts'
import { createSite } from './site.ts'

export { CannotListen } from './listen.ts'

export type Web = { readonly url: string; close(): Promise<void> }

const HEALTH_EVERY_MS = 20_000

/** Long enough that ten thousand Chinese characters in an address, nine bytes each, are answered by the page and not cut off by Node. */
const MAX_HEADERS = 131_072

/**
 * Opens the page. Answers its address when it listens; throws CannotListen, in words, where it cannot. Port 0 takes a
 * free one.
 */
export async function startWeb({ host, port, ...needs }: WebNeeds & { readonly host: string; readonly port: number }): Promise<Web> {
  const site = createSite(needs, host)
  const server = createAdaptorServer({
    fetch: site.app.fetch,
    overrideGlobalObjects: false,
    serverOptions: { maxHeaderSize: MAX_HEADERS },
  }) as Server
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
