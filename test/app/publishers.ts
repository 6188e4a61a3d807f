import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Publishers = {
  /** `http://127.0.0.1:PORT`, one a host. */
  readonly origins: readonly string[]
  /** How often each feed was asked for, by its address. */
  readonly asked: ReadonlyMap<string, number>
  /** The most requests that were open at one moment at each host. */
  readonly most: readonly number[]
  /** What an address answers from now on. */
  set(address: string, body: string): void
  close(): Promise<void>
}

/** Publishers on loopback, each at a host of its own, that take their time to answer. */
export async function startPublishers(hosts: number, answerMs: number): Promise<Publishers> {
  const asked = new Map<string, number>()
  const bodies = new Map<string, string>()
  const most = Array.from({ length: hosts }, () => 0)
  const servers: Server[] = []
  const origins: string[] = []
  for (let host = 0; host < hosts; host += 1) {
    let open = 0
    const server = createServer(async (request, response) => {
      const address = `${origins[host]}${request.url}`
      asked.set(address, (asked.get(address) ?? 0) + 1)
      open += 1
      most[host] = Math.max(most[host] ?? 0, open)
      await sleep(answerMs)
      open -= 1
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(bodies.get(address) ?? '')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }
  return {
    origins,
    asked,
    most,
    set: (address, body) => void bodies.set(address, body),
    async close() {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
