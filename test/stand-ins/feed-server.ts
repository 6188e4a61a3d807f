import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createSocketServer, type Socket } from 'node:net'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'

/** How a path of the stand-in answers. */
export type Behaviour =
  /** The body with 200, an ETag, and 304 to those who have it; `pack` names a Content-Encoding. */
  | {
      readonly kind: 'feed'
      readonly body: string | Uint8Array
      readonly contentType?: string
      readonly pack?: 'gzip' | 'br' | 'zstd'
      readonly headers?: Record<string, string>
    }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  /** `location` is sent as it stands. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** A body that never ends, as fast as it is taken. */
  | { readonly kind: 'endless' }
  /** One byte every `everyMs`. */
  | { readonly kind: 'drip'; readonly body: string; readonly everyMs: number }
  /** Takes the request and says nothing. */
  | { readonly kind: 'silent' }
  /** Sends headers and half the body, then cuts the connection. */
  | { readonly kind: 'cut'; readonly body: string }
  /** A gzip body of `megabytes` of zeros. */
  | { readonly kind: 'gzip-bomb'; readonly megabytes: number }
  /** Bytes written to the socket in place of an HTTP answer. */
  | { readonly kind: 'raw'; readonly bytes: string }

export type SeenRequest = { readonly path: string; readonly headers: IncomingMessage['headers'] }

export type FeedServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly url: (path: string) => string
  /** Sets how a path answers; several behaviours are used one after the other, the last one again and again. */
  readonly set: (path: string, ...behaviours: readonly [Behaviour, ...Behaviour[]]) => string
  /** Every request so far, oldest first. */
  readonly requests: readonly SeenRequest[]
  /** Most requests that were open at one moment. */
  readonly peak: () => number
  readonly close: () => Promise<void>
}

const PACK = { gzip: gzipSync, br: brotliCompressSync, zstd: zstdCompressSync }

function sendFeed(request: IncomingMessage, response: ServerResponse, behaviour: Behaviour & { kind: 'feed' }): void {
  const plain = Buffer.from(behaviour.body)
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 16)}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  const body = behaviour.pack === undefined ? plain : PACK[behaviour.pack](plain)
  response
    .writeHead(200, {
      'content-type': behaviour.contentType ?? 'application/rss+xml',
      etag,
      ...(behaviour.pack === undefined ? {} : { 'content-encoding': behaviour.pack }),
      ...behaviour.headers,
    })
    .end(body)
}

function sendEndless(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, '<item><title>again</title></item>')
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}

function sendDrip(response: ServerResponse, body: string, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'application/rss+xml' })
  let at = 0
  const timer = setInterval(() => {
    if (at >= body.length) response.end()
    else response.write(body[at])
    at += 1
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}

/** A megabyte of zeros, packed once: members of a gzip body stand side by side (RFC 1952 §2.2), so a bomb costs its server nothing. */
const PACKED_MEGABYTE = gzipSync(Buffer.alloc(1_000_000))

function sendBomb(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' })
  response.end(Buffer.concat(Array.from({ length: megabytes }, () => PACKED_MEGABYTE)))
}

function answer(request: IncomingMessage, response: ServerResponse, behaviour: Behaviour): void {
  switch (behaviour.kind) {
    case 'feed':
      sendFeed(request, response, behaviour)
      return
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'text/plain', ...behaviour.headers }).end(behaviour.body ?? '')
      return
    case 'redirect':
      response.writeHead(behaviour.status ?? 302, { location: behaviour.location }).end()
      return
    case 'endless':
      sendEndless(response)
      return
    case 'drip':
      sendDrip(response, behaviour.body, behaviour.everyMs)
      return
    case 'silent':
      return
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': Buffer.byteLength(behaviour.body) })
      response.write(behaviour.body.slice(0, behaviour.body.length / 2), () => response.destroy())
      return
    case 'gzip-bomb':
      sendBomb(response, behaviour.megabytes)
      return
    case 'raw':
      response.socket?.end(behaviour.bytes)
  }
}

/** A feed server on loopback that misbehaves as it is told, path by path. Unknown paths answer 404. */
export async function startFeedServer(host = '127.0.0.1'): Promise<FeedServer> {
  const behaviours = new Map<string, Behaviour[]>()
  const requests: SeenRequest[] = []
  const open = { now: 0, peak: 0 }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers })
    open.now += 1
    open.peak = Math.max(open.peak, open.now)
    response.on('close', () => {
      open.now -= 1
    })
    const queue = behaviours.get(path) ?? [{ kind: 'status', status: 404, body: 'no such feed' }]
    const behaviour = queue.length > 1 ? queue.shift() : queue[0]
    if (behaviour !== undefined) answer(request, response, behaviour)
  })
  await new Promise<void>((listening) => server.listen(0, host, listening))
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  return {
    origin,
    url: (path) => `${origin}${path}`,
    set: (path, ...list) => {
      behaviours.set(path, [...list])
      return `${origin}${path}`
    },
    requests,
    peak: () => open.peak,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** A port of loopback that accepts and then drops, so that a TLS or HTTP client meets a closed door. Answers its origin. */
export async function startClosedDoor(): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createSocketServer((socket: Socket) => socket.destroy())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => new Promise((closed) => server.close(() => closed())) }
}

/** A port that nobody listens on: it was open and is closed again. */
export async function unusedPort(): Promise<number> {
  const door = await startClosedDoor()
  await door.close()
  return Number(new URL(door.origin).port)
}
