import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'

/** The little server of the demo: the files of one folder over loopback HTTP, as a publisher would serve them. */
export type SampleFeeds = { readonly origin: string; readonly files: readonly string[]; close(): Promise<void> }

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.xml': 'application/xml',
  '.rdf': 'application/rdf+xml',
  '.json': 'application/feed+json',
}

type Sample = { readonly body: Buffer; readonly etag: string; readonly type: string }

/** Serves `folder` on a free port of 127.0.0.1, with ETags. Only the files that were there at the start are served. */
export async function serveSampleFeeds(folder: string): Promise<SampleFeeds> {
  const samples = await readSamples(folder)
  const server = createServer((request, response) => answer(samples, request, response))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sample feeds have no address')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    files: [...samples.keys()],
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function readSamples(folder: string): Promise<ReadonlyMap<string, Sample>> {
  const names = (await readdir(folder)).filter((name) => path.extname(name) in CONTENT_TYPES)
  const samples = new Map<string, Sample>()
  for (const name of names) {
    const body = await readFile(path.join(folder, name))
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    samples.set(`/${name}`, { body, etag, type: CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream' })
  }
  return samples
}

function answer(samples: ReadonlyMap<string, Sample>, request: IncomingMessage, response: ServerResponse): void {
  const sample = samples.get(request.url ?? '')
  if (sample === undefined) return void response.writeHead(404).end()
  if (request.headers['if-none-match'] === sample.etag) return void response.writeHead(304, { etag: sample.etag }).end()
  response.writeHead(200, { 'content-type': sample.type, etag: sample.etag }).end(sample.body)
}
