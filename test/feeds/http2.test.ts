import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createSecureServer, type Http2SecureServer } from 'node:http2'
import type { AddressInfo, LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFetcher, type FetchSettings } from '#src/feeds/fetch.ts'

/** A certificate for news.test, made when it is needed; null where no openssl is there to make it. */
function makeCertificate(): { readonly key: string; readonly cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'alignment-watch-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=news.test']
  try {
    execFileSync('openssl', ['req', '-x509', ...options, '-addext', 'subjectAltName=DNS:news.test', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const certificate = makeCertificate()
if (certificate === null) process.stderr.write('HTTP/2 is not tested: there is no openssl to make a certificate with.\n')

const resolvesTo =
  (address: string): LookupFunction =>
  (_, options, callback) =>
    options.all === true ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)

describe.skipIf(certificate === null)('HTTP/2', () => {
  let server: Http2SecureServer
  let url = ''
  const versions: string[] = []

  beforeAll(async () => {
    const { key, cert } = certificate ?? { key: '', cert: '' }
    server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
      versions.push(request.httpVersion)
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304, { etag: '"1"' }).end()
      else response.writeHead(200, { 'content-type': 'application/rss+xml', etag: '"1"' }).end('<rss/>')
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `https://news.test:${(server.address() as AddressInfo).port}/rss`
  })

  afterAll(() => new Promise<void>((closed) => void server.close(() => closed())))

  const settings = (lookup: LookupFunction): FetchSettings => ({
    userAgent: 'test/1',
    connectTimeoutMs: 5_000,
    totalTimeoutMs: 5_000,
    maxBytes: 100_000,
    allowAddresses: ['127.0.0.1/32'],
    lookup,
    ca: certificate?.cert ?? '',
  })

  test('is spoken where the server has it, with validators, over one checked connection', async () => {
    const fetcher = createFetcher(settings(resolvesTo('127.0.0.1')))
    const request = { url, etag: null, lastModified: null, userAgent: null }
    const first = await fetcher.fetch(request, new AbortController().signal)
    const second = await fetcher.fetch({ ...request, etag: '"1"' }, new AbortController().signal)
    await fetcher.close()
    expect(first).toMatchObject({ kind: 'document', etag: '"1"', contentType: 'application/rss+xml' })
    expect(second.kind).toBe('not-modified')
    expect(versions).toEqual(['2.0', '2.0'])
  })

  test('reaches no address that is not allowed', async () => {
    const fetcher = createFetcher(settings(resolvesTo('127.0.0.2')))
    const result = await fetcher.fetch({ url, etag: null, lastModified: null, userAgent: null }, new AbortController().signal)
    await fetcher.close()
    expect(result).toMatchObject({ kind: 'failed', failure: { kind: 'blocked-address' } })
  })
})
