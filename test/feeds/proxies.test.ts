import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFetcher, type Fetcher } from '#src/feeds/fetch.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { numbered, rss } from './samples.ts'

let proxy: Server
let server: FeedServer
let asked: string[]
const fetchers: Fetcher[] = []

/** A forward proxy that knows the name feeds.example: by a tunnel, and by whole addresses in the request line. */
beforeEach(async () => {
  server = await startFeedServer()
  asked = []
  const port = Number(new URL(server.origin).port)
  proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const { pathname } = new URL(request.url ?? '/', 'http://feeds.example')
    fetch(server.url(pathname)).then(async (answer) =>
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(await answer.text()),
    )
  })
  proxy.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`)
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
})

afterEach(async () => {
  await Promise.all(fetchers.splice(0).map((fetcher) => fetcher.close()))
  proxy.closeAllConnections()
  await new Promise((closed) => proxy.close(closed))
  await server.close()
})

type Lookup = NonNullable<Parameters<typeof createFetcher>[0]['lookup']>

/** Resolves every name to one address, or to none. */
const resolving =
  (address: string | null): Lookup =>
  (_, options, callback) => {
    if (address === null) callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), '')
    else if (options.all === true) callback(null, [{ address, family: 4 }])
    else callback(null, address, 4)
  }

function get(
  url: string,
  settings: { readonly except?: string; readonly address?: string | null; readonly allow?: readonly string[] } = {},
) {
  const http = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const fetcher = createFetcher({
    userAgent: 'test/1',
    connectTimeoutMs: 2_000,
    totalTimeoutMs: 3_000,
    maxBytes: 1_000_000,
    allowAddresses: settings.allow ?? [],
    proxies: { http, https: http, except: settings.except ?? '' },
    lookup: resolving(settings.address ?? null),
  })
  fetchers.push(fetcher)
  return fetcher.fetch({ url, etag: null, lastModified: null, userAgent: null }, new AbortController().signal)
}

test('a feed is fetched through the proxy, though its name does not resolve here', async () => {
  server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  expect(await get('http://feeds.example/a')).toMatchObject({ kind: 'document' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain('feeds.example')
})

test('https goes through a tunnel', async () => {
  await get('https://feeds.example/a')
  expect(asked).toContain('CONNECT feeds.example:443')
})

test('hosts that NO_PROXY names are asked directly, through the guard', async () => {
  expect(await get('http://feeds.example/a', { except: '.example', address: '10.0.0.1' })).toMatchObject({
    failure: { kind: 'blocked-address' },
  })
  expect(asked).toEqual([])
})

test('a name that resolves here to a private address is not asked of the proxy', async () => {
  expect(await get('http://feeds.example/a', { address: '192.168.0.7' })).toMatchObject({ failure: { kind: 'blocked-address' } })
  expect(asked).toEqual([])
})

test('a written-out address is never asked of the proxy', async () => {
  expect(await get('http://169.254.169.254/latest')).toMatchObject({ failure: { kind: 'blocked-address' } })
  expect(await get('http://[::ffff:10.0.0.1]/')).toMatchObject({ failure: { kind: 'blocked-address' } })
  expect(await get(server.set('/a', { kind: 'feed', body: rss([numbered(1)]) }), { allow: ['127.0.0.0/8'] })).toMatchObject({
    kind: 'document',
  })
  expect(asked).toEqual([])
})

test('a redirect out of the proxied world into a private network is refused', async () => {
  proxy.removeAllListeners('request')
  proxy.on('request', (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end())
  proxy.removeAllListeners('connect')
  proxy.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.once('data', () => socket.end('HTTP/1.1 302 Found\r\nlocation: http://10.0.0.1/\r\ncontent-length: 0\r\n\r\n'))
  })
  expect(await get('http://feeds.example/a')).toMatchObject({ failure: { kind: 'blocked-address' } })
})
