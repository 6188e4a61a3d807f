import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One request of a webhook that came to its end. `key` is the same at every try of one document. */
export type Arrival = {
  readonly route: string
  readonly key: string
  readonly story: string
  readonly revision: number
  /** Addresses of the reports that the document tells. */
  readonly urls: readonly string[]
  readonly at: number
}

export type Receiver = {
  /** The address that a route posts to. */
  readonly url: (route: string) => string
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[]
  close(): Promise<void>
}

type Document = {
  readonly id?: string
  readonly story?: { readonly id?: string; readonly revision?: number; readonly sources?: readonly { readonly url?: string }[] }
}

function arrivalOf(route: string, body: string): Arrival {
  const { id = '', story } = JSON.parse(body) as Document
  const urls = (story?.sources ?? []).map(({ url = '' }) => url)
  return { route, key: id, story: story?.id ?? '', revision: story?.revision ?? 0, urls, at: Date.now() }
}

/** The receivers of all routes' webhooks on loopback. Each answers at once, and keeps what came. */
export async function openReceiver(): Promise<Receiver> {
  const arrivals: Arrival[] = []
  const http = createServer(async (request, response) => {
    const route = request.url?.slice('/hook/'.length) ?? ''
    try {
      arrivals.push(arrivalOf(route, await text(request)))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    } catch {
      response.destroy() // who sent it died over it, or it is no document: it did not arrive
    }
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    url: (route) => `${origin}/hook/${route}`,
    arrivals,
    close: async () => {
      http.closeAllConnections()
      await new Promise((closed) => http.close(closed))
    },
  }
}
