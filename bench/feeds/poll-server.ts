// The other side of `bench poll` and `bench posted`, in a process of its own so that its work is not counted: thousands of feeds on one
// loopback port. With the argument `news` its reports are such as the bot posts, each of an event of its own.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { behaviourOf, LIVELY_EVERY_MS, SLOW_MS } from './poll-plan.ts'

const etagOf = (version: number): string => `"v${version}"`

const NEWS = process.argv.includes('news')

/** What lively feeds report when they report news: a meeting, with the day it is said to have been on. No two reports have the same day. */
function newsOf(n: number, at: number): { readonly title: string; readonly text: string } {
  const number = Math.floor(at / LIVELY_EVERY_MS) * 200 + Math.floor(n / 50)
  const day = new Date(Date.UTC(1990, 0, 1 + (number % 12_000))).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return {
    title: `North Korea and Russia signed an agreement on ${day}`,
    text: `North Korea and Russia signed an agreement in Pyongyang on ${day}, the ministry said.`,
  }
}

const reportOf = (n: number, at: number) =>
  NEWS && behaviourOf(n) === 'lively'
    ? newsOf(n, at)
    : { title: `Report of ${new Date(at).toUTCString()}`, text: 'Ministers met and spoke of drills, fuel and trade.' }

/** Entries of a feed; of one that reports news only what came since the last poll, and one more. */
const ENTRIES = NEWS ? 3 : 20

/** A feed of its newest entries; a lively one gets a new entry every `LIVELY_EVERY_MS`, named by the moment of its publication. */
function bodyOf(n: number, newest: number): string {
  const items = Array.from({ length: ENTRIES }, (_, back) => {
    const at = newest - back * LIVELY_EVERY_MS
    const date = new Date(at).toUTCString()
    const { title, text } = reportOf(n, at)
    return `<item><title>${title}</title><link>https://f${n}.example/${at}</link><guid isPermaLink="false">${n}-${at}</guid><pubDate>${date}</pubDate><description>${text}</description></item>`
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
