import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { documentOf, type Entry, entryOf, type Publishing, scattered } from './plan.ts'

/** Entries of a feed's document at most: what a poll may bring, and as much again. */
const LISTED = 80

/** What publishers saw and did. */
export type Published = {
  /** Every entry that was handed out whole at least once, and when that was, in the order of publication. */
  readonly entries: ReadonlyMap<string, { readonly entry: Entry; readonly servedAt: number }>
  /** Answers that were handed out whole. */
  readonly answers: number
  /** Most requests for one feed, and to one host, that were open at one moment. */
  readonly mostOfFeed: number
  readonly mostOfHost: number
}

export type Publisher = {
  /** One for each host. */
  readonly ports: readonly number[]
  readonly published: () => Published
  /** Nothing new comes out any more; what there is stays there. */
  quiet(): void
  /** So many entries have been judged so far: publishers wait while too many are not. */
  judged(count: number): void
  close(): Promise<void>
}

type Shown = { version: number; entries: Entry[]; served: boolean }

/** Counts what is open under a name, and the most there ever was. */
function openings<Name>(): { readonly enter: (name: Name) => void; readonly leave: (name: Name) => void; readonly most: () => number } {
  const open = new Map<Name, number>()
  let most = 0
  return {
    enter(name) {
      const now = (open.get(name) ?? 0) + 1
      open.set(name, now)
      most = Math.max(most, now)
    },
    leave: (name) => void open.set(name, (open.get(name) ?? 1) - 1),
    most: () => most,
  }
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

/**
 * Publishers on loopback, one port a host. A feed publishes when it is asked by who has all that it published before, so that nothing
 * is pushed out of its document unread, whoever is killed over it.
 */
export async function openPublisher(publishing: Publishing, hosts: number, towns: number): Promise<Publisher> {
  const feeds = new Map<number, Shown>()
  const entries = new Map<string, { entry: Entry; servedAt: number }>()
  const [ofFeed, ofHost] = [openings<number>(), openings<number>()]
  const [from, to] = publishing.answerMs
  let quiet = false
  let made = 0
  let asked = 0
  let judged = 0
  let answers = 0

  const shownOf = (feed: number): Shown => {
    const known = feeds.get(feed) ?? { version: 0, entries: [], served: true }
    feeds.set(feed, known)
    return known
  }
  const publish = (feed: number, shown: Shown): void => {
    const now = Date.now()
    const fresh = Array.from({ length: publishing.entries }, () => entryOf(made++, feed, now, publishing.oneKept, towns))
    shown.entries = [...fresh, ...shown.entries].slice(0, LISTED)
    shown.version += 1
  }
  const hasNews = (): boolean => !quiet && made - judged < publishing.backlog && scattered(asked) % publishing.oneIn === 0

  function answer(request: IncomingMessage, response: ServerResponse, feed: number): void {
    asked += 1
    const shown = shownOf(feed)
    const known = request.headers['if-none-match']
    const isRead = known === `"${shown.version}"`
    if (isRead ? hasNews() : shown.entries.length === 0) publish(feed, shown)
    const etag = `"${shown.version}"`
    const listed = shown.entries
    response.on('finish', () => {
      answers += 1
      if (known === etag) return
      const servedAt = Date.now()
      for (const entry of listed) if (!entries.has(entry.guid)) entries.set(entry.guid, { entry, servedAt })
    })
    if (known === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(documentOf(feed, listed))
  }

  const http = createHttpServer({ keepAliveTimeout: 4_000 }, (request, response) => {
    const feed = Number(request.url?.slice('/feed/'.length))
    const host = request.socket.localPort ?? 0
    ofFeed.enter(feed)
    ofHost.enter(host)
    response.on('close', () => {
      ofFeed.leave(feed)
      ofHost.leave(host)
    })
    const wait = from + (to - from) * (scattered(asked + feed) / 2 ** 32)
    if (wait === 0) answer(request, response, feed)
    else setTimeout(() => response.destroyed || answer(request, response, feed), wait)
  })
  const sockets = new Set<Socket>()
  const servers = Array.from({ length: hosts }, () =>
    createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      http.emit('connection', socket)
    }),
  )
  return {
    ports: await Promise.all(servers.map(listening)),
    published: () => ({ entries, answers, mostOfFeed: ofFeed.most(), mostOfHost: ofHost.most() }),
    quiet() {
      quiet = true
    },
    judged(count) {
      judged = count
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
    },
  }
}
