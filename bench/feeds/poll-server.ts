// The other side of `bench poll`, in a process of its own so that its work is not counted: thousands of feeds on one loopback port.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { behaviourOf, LIVELY_EVERY_MS, SLOW_MS } from './poll-plan.ts'

const etagOf = (version: number): string => `"v${version}"`

/** A feed of twenty entries; a lively one gets a new entry every `LIVELY_EVERY_MS`, named by the moment of its publication. */
function bodyOf(n: number, newest: number): string {
  const items = Array.from({ length: 20 }, (_, back) => {
    const at = newest - back * LIVELY_EVERY_MS
    const date = new Date(at).toUTCString()
    return `<item><title>Report of ${date}</title><link>https://f${n}.example/${at}</link><guid isPermaLink="false">${n}-${at}</guid><pubDate>${date}</pubDate><description>Ministers met and spoke of drills, fuel and trade.</description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${n}</title><link>https://f${n}.example/</link>${items.join('')}</channel></rss>`
}

const send = (response: ServerResponse, n: number, version: number) =>
  response.writeHead(200, { 'content-type': 'application/rss+xml', etag: etagOf(version) }).end(bodyOf(n, version))

/** The newest publication of a lively feed: each has its own second. */
const newestOf = (n: number, now: number): number => {
  const offset = (n * 7919 * 1_000) % LIVELY_EVERY_MS
  return Math.floor((now - offset) / LIVELY_EVERY_MS) * LIVELY_EVERY_MS + offset
}

const server = createServer({ keepAliveTimeout: 5_000 }, (request, response) => {
  const n = Number(request.url?.slice('/feed/'.length))
  const known = request.headers['if-none-match']
  const kind = behaviourOf(n)
  const version = kind === 'lively' ? newestOf(n, Date.now()) : 1_750_000_000_000
  const answer = () => (known === etagOf(version) ? response.writeHead(304, { etag: known }).end() : send(response, n, version))
  if (kind === 'silent') return
  if (kind === 'limited') response.writeHead(429, { 'retry-after': '600' }).end()
  else if (kind === 'slow') setTimeout(answer, SLOW_MS)
  else answer()
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
