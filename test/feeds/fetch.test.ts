import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isPublicAddress } from '#src/feeds/addresses.ts'
import { createFetcher, type Fetcher, type FetchRequest, type FetchSettings } from '#src/feeds/fetch.ts'
import { freshForMs, retryAfterMs } from '#src/feeds/http-headers.ts'
import { type FeedServer, startClosedDoor, startFeedServer } from '../stand-ins/feed-server.ts'

const SETTINGS: FetchSettings = {
  userAgent: 'alignment-watch/test',
  connectTimeoutMs: 1_000,
  totalTimeoutMs: 1_500,
  maxBytes: 100_000,
  allowAddresses: ['127.0.0.0/8'],
}

let server: FeedServer
const open: Fetcher[] = []
const never = new AbortController().signal

beforeEach(async () => {
  server = await startFeedServer()
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((fetcher) => fetcher.close()))
  await server.close()
})

const get = (url: string, settings: Partial<FetchSettings> = {}, request: Partial<FetchRequest> = {}) => {
  const fetcher = createFetcher({ ...SETTINGS, ...settings })
  open.push(fetcher)
  return fetcher.fetch({ url, etag: null, lastModified: null, userAgent: null, ...request }, never)
}

const failure = async (url: string, settings: Partial<FetchSettings> = {}) => {
  const result = await get(url, settings)
  return result.kind === 'failed' ? result.failure : result.kind
}

/** A resolver that answers what it is told, one answer a question. */
const resolvesTo = (...answers: readonly string[]): LookupFunction => {
  let asked = 0
  return (_, options, callback) => {
    const address = answers[Math.min(asked, answers.length - 1)] ?? ''
    asked += 1
    const family = address.includes(':') ? 6 : 4
    if (options.all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::10.0.0.1',
    '::7f00:1',
    '::a00:1',
    '4000::1',
    '2002:0a00:0001::1',
    '2001:db8::1',
    'no address',
    '',
  ])('%s is not on the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0/',
    'http://[fd00::1]/',
    'http://100.100.100.200/',
  ])('%s is refused before anything is sent', async (url) => {
    expect(await failure(url, { allowAddresses: [] })).toMatchObject({ kind: 'blocked-address' })
  })

  test('a name is judged by what it resolves to', async () => {
    const port = new URL(server.origin).port
    expect(await failure(`http://feed.example:${port}/`, { allowAddresses: [], lookup: resolvesTo('127.0.0.1') })).toEqual({
      kind: 'blocked-address',
      message: 'the address 127.0.0.1 is not on the public internet',
    })
    expect(server.requests).toEqual([])
  })

  test('a name that resolves differently the second time gains nothing', async () => {
    const { port } = new URL(server.set('/', { kind: 'redirect', location: '/next' }))
    server.set('/next', { kind: 'feed', body: 'reached' })
    const lookup = resolvesTo('127.0.0.1', '127.0.0.2')
    const result = await get(`http://feed.example:${port}/`, { allowAddresses: ['127.0.0.1/32'], lookup }, {})
    // The first answer is allowed and its connection is kept; a fresh connection is asked and judged anew.
    expect(result.kind).toBe('document')
    expect(await failure(`http://feed.example:${port}/next`, { allowAddresses: ['127.0.0.1/32'], lookup })).toMatchObject({
      kind: 'blocked-address',
    })
  })

  test('of several addresses the private ones are never tried', async () => {
    const { port } = new URL(server.origin)
    const lookup: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    expect((await get(`http://feed.example:${port}/none`, { lookup })).kind).toBe('failed')
    expect(server.requests).toHaveLength(1)
  })
})

describe('redirects', () => {
  test('are followed five times and no further', async () => {
    for (let hop = 0; hop < 7; hop += 1) server.set(`/${hop}`, { kind: 'redirect', location: `/${hop + 1}` })
    server.set('/5', { kind: 'feed', body: 'five' })
    expect(await get(server.url('/0'))).toMatchObject({ kind: 'document', url: server.url('/5'), permanentUrl: null })
    server.set('/5', { kind: 'redirect', location: '/6' })
    expect(await failure(server.url('/0'))).toEqual({ kind: 'redirects', message: 'it redirects more than 5 times' })
  })

  test('only an unbroken run of permanent ones from the start counts as a move', async () => {
    server.set('/a', { kind: 'redirect', location: '/b', status: 301 })
    server.set('/b', { kind: 'redirect', location: '/c', status: 308 })
    server.set('/c', { kind: 'redirect', location: '/d', status: 302 })
    server.set('/d', { kind: 'redirect', location: '/e', status: 301 })
    server.set('/e', { kind: 'feed', body: 'here' })
    expect(await get(server.url('/a'))).toMatchObject({ permanentUrl: server.url('/c'), url: server.url('/e') })
  })

  test.each([
    ['http://10.0.0.1/', 'blocked-address'],
    ['http://169.254.169.254/', 'blocked-address'],
    ['http://[::ffff:10.0.0.1]/', 'blocked-address'],
    ['file:///etc/hostname', 'redirects'],
    ['javascript:alert(1)', 'redirects'],
    ['http://[', 'redirects'],
    ['http://user:secret@127.0.0.1/', 'redirects'],
    ['//', 'redirects'],
  ])('to %s end in %s', async (location, kind) => {
    expect(await failure(server.set('/', { kind: 'redirect', location }))).toMatchObject({ kind })
  })

  test('a circle is seen at once', async () => {
    server.set('/a', { kind: 'redirect', location: '/b' })
    server.set('/b', { kind: 'redirect', location: '/a' })
    expect(await failure(server.url('/a'))).toEqual({ kind: 'redirects', message: 'it redirects in a circle' })
    expect(server.requests).toHaveLength(2)
  })
})

describe('bodies', () => {
  test.each(['gzip', 'br', 'zstd'] as const)('%s is unpacked', async (pack) => {
    const result = await get(server.set('/', { kind: 'feed', body: '<rss>한국</rss>', pack }))
    expect(result.kind === 'document' && Buffer.from(result.bytes).toString()).toBe('<rss>한국</rss>')
    expect(server.requests[0]?.headers['accept-encoding']).toBe('br, gzip, zstd')
  })

  test('the cap counts unpacked bytes, while they stream', async () => {
    expect(await failure(server.set('/', { kind: 'gzip-bomb', megabytes: 100 }))).toEqual({
      kind: 'too-large',
      message: 'it is larger than 0.1 MB',
    })
    expect(await failure(server.set('/', { kind: 'endless' }))).toMatchObject({ kind: 'too-large' })
  })

  test('a packing nobody asked for, and a packed body that is none, are told', async () => {
    expect(await failure(server.set('/', { kind: 'feed', body: 'x', headers: { 'content-encoding': 'compress' } }))).toEqual({
      kind: 'network',
      message: 'it is packed in an unknown way (compress)',
    })
    expect(await failure(server.set('/', { kind: 'feed', body: 'plain', headers: { 'content-encoding': 'gzip' } }))).toEqual({
      kind: 'network',
      message: 'its compressed body is damaged or cut off',
    })
  })
})

describe('time and trouble', () => {
  test('a slow drip ends at the deadline for the whole', async () => {
    const startedAt = performance.now()
    expect(await failure(server.set('/', { kind: 'drip', body: 'x'.repeat(1_000), everyMs: 20 }), { totalTimeoutMs: 300 })).toEqual({
      kind: 'timeout',
      message: 'no whole answer within 0.3 s',
    })
    expect(performance.now() - startedAt).toBeLessThan(1_400)
  })

  test('a connection that is dropped is told', async () => {
    const door = await startClosedDoor()
    expect(await failure(`${door.origin}/`)).toEqual({ kind: 'network', message: 'the connection was cut in the middle of the answer' })
    await door.close()
  })

  test('TLS spoken to a plain server is told as TLS', async () => {
    expect(await failure(server.origin.replace('http:', 'https:'))).toMatchObject({ kind: 'tls' })
  })

  test('an abort from outside rejects and leaves nothing behind', async () => {
    const fetcher = createFetcher(SETTINGS)
    open.push(fetcher)
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 30)
    await expect(
      fetcher.fetch({ url: server.set('/', { kind: 'silent' }), etag: null, lastModified: null, userAgent: null }, stop.signal),
    ).rejects.toThrow()
  })

  test('statuses carry what the server asks, and a challenge page is told as one', async () => {
    expect(await failure(server.set('/', { kind: 'status', status: 503, headers: { 'retry-after': '120' } }))).toEqual({
      kind: 'http-status',
      message: 'the server answered 503 Service Unavailable',
      httpStatus: 503,
      retryAfterMs: 120_000,
    })
    expect(await failure(server.set('/', { kind: 'status', status: 403, headers: { 'cf-mitigated': 'challenge' } }))).toMatchObject({
      kind: 'challenge',
    })
    expect(await failure(server.set('/', { kind: 'status', status: 410 }))).toMatchObject({ kind: 'gone' })
  })
})

describe('requests', () => {
  test('name us, or what the feed wants to see, and echo validators as they came', async () => {
    const url = server.set('/', { kind: 'feed', body: 'x' })
    await get(url, {}, { etag: 'W/"odd, value"', lastModified: 'yesterday, they said' })
    await get(url, {}, { userAgent: 'Special/1' })
    const [first, second] = server.requests
    expect(first?.headers).toMatchObject({
      'user-agent': 'alignment-watch/test',
      'if-none-match': 'W/"odd, value"',
      'if-modified-since': 'yesterday, they said',
    })
    expect(second?.headers['user-agent']).toBe('Special/1')
  })

  test('a validator that could break the request is not sent', async () => {
    await get(server.set('/', { kind: 'feed', body: 'x' }), {}, { etag: 'a\r\nX-Injected: 1' })
    expect(server.requests[0]?.headers['if-none-match']).toBeUndefined()
    expect(server.requests[0]?.headers['x-injected']).toBeUndefined()
  })
})

describe('headers', () => {
  const now = Date.UTC(2025, 6, 12)

  test('Retry-After is read in both forms, capped at a day', () => {
    expect(retryAfterMs('90', now)).toBe(90_000)
    expect(retryAfterMs('Sat, 12 Jul 2025 00:02:00 GMT', now)).toBe(120_000)
    expect(retryAfterMs('Fri, 11 Jul 2025 00:00:00 GMT', now)).toBe(0)
    expect(retryAfterMs('9999999', now)).toBe(86_400_000)
    expect(retryAfterMs('soon', now)).toBeNull()
    expect(retryAfterMs(undefined, now)).toBeNull()
  })

  test('freshness is max-age less Age, else Expires less Date', () => {
    expect(freshForMs({ 'cache-control': 'public, max-age=300', age: '60' }, now)).toBe(240_000)
    expect(freshForMs({ expires: 'Sat, 12 Jul 2025 00:10:00 GMT', date: 'Sat, 12 Jul 2025 00:00:00 GMT' }, now)).toBe(600_000)
    expect(freshForMs({ expires: '0' }, now)).toBeNull()
    expect(freshForMs({}, now)).toBeNull()
  })
})
