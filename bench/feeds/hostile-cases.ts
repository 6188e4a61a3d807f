import type { Behaviour } from '../../test/stand-ins/feed-server.ts'

/** Where the hostile server listens: the one address that the fetcher is allowed to reach. */
export const SERVER_ADDRESS = '127.0.0.2'

/** A name whose second resolution leads elsewhere. */
export const REBINDING_HOST = 'rebinding.test'

type Case = { readonly name: string; readonly behaviours: readonly [Behaviour, ...Behaviour[]]; readonly host?: string }

const feed = (body: string): readonly [Behaviour] => [{ kind: 'feed', body }]

const inItem = (inside: string): string =>
  `<rss version="2.0"><channel><item><title>A</title><link>https://news.example/1</link><description>${inside}</description></item></channel></rss>`

const doctype = (entities: string, inside: string): string => `<!DOCTYPE rss [${entities}]>${inItem(inside)}`

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')

/** Called in the server's process, one after the other: some are large. */
export const CASES: readonly (() => Case)[] = [
  () => ({ name: 'a million elements deep', behaviours: feed(`<rss><channel>${'<a>'.repeat(1_000_000)}`) }),
  () => ({ name: 'a million &', behaviours: feed(inItem('&'.repeat(1_000_000))) }),
  () => ({ name: '9 MB of <p', behaviours: feed(inItem('<p'.repeat(4_500_000))) }),
  () => ({ name: 'entity bomb (billion laughs)', behaviours: feed(doctype(`<!ENTITY l0 "lol">${LAUGHS}`, '&l9;')) }),
  () => ({ name: 'entity bomb (quadratic)', behaviours: feed(doctype(`<!ENTITY a "${'a'.repeat(100_000)}">`, '&a;'.repeat(100_000))) }),
  () => ({ name: 'XXE: a file', behaviours: feed(doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')) }),
  () => ({ name: '50 MB text', behaviours: feed(inItem('word '.repeat(10_000_000))) }),
  () => ({ name: '9.9 MB text', behaviours: feed(inItem('word '.repeat(1_980_000))) }),
  () => ({
    name: '100,000 items',
    behaviours: feed(`<rss><channel>${'<item><title>A</title><link>/a</link></item>'.repeat(100_000)}</channel></rss>`),
  }),
  () => ({ name: 'endless body', behaviours: [{ kind: 'endless' }] }),
  () => ({ name: 'slow drip', behaviours: [{ kind: 'drip', body: inItem('x'), everyMs: 200 }] }),
  () => ({ name: 'silence', behaviours: [{ kind: 'silent' }] }),
  () => ({ name: 'gzip bomb of 1 GB', behaviours: [{ kind: 'gzip-bomb', megabytes: 1_000 }] }),
  () => ({ name: 'cut in the middle', behaviours: [{ kind: 'cut', body: inItem('x') }] }),
  () => ({ name: 'malformed header', behaviours: [{ kind: 'raw', bytes: 'HTTP/1.1 200 OK\r\nBroken\u0000Header\r\n\r\n' }] }),
  () => ({ name: 'malformed Location', behaviours: [{ kind: 'redirect', location: 'http://[' }] }),
  () => ({ name: 'redirect loop', behaviours: [{ kind: 'redirect', location: '?' }] }),
  () => ({ name: 'redirect to 127.0.0.1', behaviours: [{ kind: 'redirect', location: 'http://127.0.0.1/' }] }),
  () => ({ name: 'redirect to 169.254.169.254', behaviours: [{ kind: 'redirect', location: 'http://169.254.169.254/latest' }] }),
  () => ({ name: 'redirect to [::ffff:10.0.0.1]', behaviours: [{ kind: 'redirect', location: 'http://[::ffff:10.0.0.1]/' }] }),
  () => ({ name: 'redirect to file:', behaviours: [{ kind: 'redirect', location: 'file:///etc/passwd' }] }),
  () => ({
    name: 'a name that resolves anew',
    host: REBINDING_HOST,
    behaviours: [{ kind: 'status', status: 302, headers: { location: '/elsewhere', connection: 'close' } }],
  }),
]
