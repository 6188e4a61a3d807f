// The other side of `bench poll` and `bench posted`, in a process of its own so that its work is not counted: thousands of feeds on one
// loopback port. With the argument `news` its reports are such as the bot posts.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { behaviourOf, LIVELY_EVERY_MS, SLOW_MS } from './poll-plan.ts'

const etagOf = (version: number): string => `"v${version}"`

const NEWS = process.argv.includes('news')

const MINISTERS = ['foreign', 'defence', 'transport', 'health', 'education', 'culture', 'trade', 'energy']
const MEETING_PLACES = ['Pyongyang', 'Wonsan', 'Rason', 'Vladivostok', 'Moscow', 'Khabarovsk', 'Kazan', 'Hamhung', 'Ussuriysk']
const DRILLS = ['air', 'naval', 'cyber', 'missile defence', 'rescue', 'anti-submarine', 'mine-sweeping']
const DRILL_PLACES = ['Jeju', 'Busan', 'Okinawa', 'Sasebo', 'Ulleungdo', 'Guam', 'Pohang', 'Misawa', 'Hawaii', 'Yokosuka', 'Donghae']

const oneOf = (list: readonly string[], number: number): string => list[number % list.length] ?? ''

/** What lively feeds report when they report news: few at a time are of one event. */
function newsOf(n: number, at: number): { readonly title: string; readonly text: string } {
  const number = Math.floor(at / LIVELY_EVERY_MS) * 37 + Math.floor(n / 50) * 4 + (n % 4)
  if (number % 2 === 0) {
    const [minister, place] = [oneOf(MINISTERS, number >> 1), oneOf(MEETING_PLACES, number >> 1)]
    return {
      title: `North Korean and Russian ${minister} ministers meet in ${place}`,
      text: `The ${minister} ministers of North Korea and Russia met in ${place} and spoke of cooperation in ${minister} matters.`,
    }
  }
  const [drill, place] = [oneOf(DRILLS, number >> 1), oneOf(DRILL_PLACES, number >> 1)]
  return {
    title: `South Korea, US and Japan hold joint ${drill} drill off ${place}`,
    text: `South Korea, the United States and Japan held a joint ${drill} drill in waters and skies off ${place}, their forces said.`,
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
