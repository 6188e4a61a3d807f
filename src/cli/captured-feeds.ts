import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, resolve, sep } from 'node:path'
import { whyUnreadable } from './jsonl.ts'
import { UsedWrongly } from './verb.ts'

/** A capture served over loopback HTTP, as its publishers served it. `addresses`: of each captured feed, by the feed's id. */
export type CapturedFeeds = { readonly origin: string; readonly addresses: ReadonlyMap<string, string>; close(): Promise<void> }

/** A line of the manifest, as `feeds capture` writes it. */
type Line = { readonly path: string; readonly feed: string; readonly url?: string; readonly headers?: Readonly<Record<string, string>> }

type Captured = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string' && 'feed' in value

/** Headers that say how the body was carried: it lies unpacked in its file. `Content-Location` keeps relative links whole. */
const CARRIAGE =
  /^(?:content-(?:encoding|length|location)|transfer-encoding|connection|keep-alive|date|age|alt-svc|strict-transport-security)$/

const servedHeaders = ({ headers = {} }: Line): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => typeof value === 'string' && !CARRIAGE.test(name.toLowerCase())))

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

async function readManifest(folder: string): Promise<readonly Line[]> {
  const path = join(folder, 'manifest.jsonl')
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsedWrongly(`demo: ${path} cannot be read: ${whyUnreadable(error)}. Fill the folder with: feeds capture ${folder}`)
  })
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const value = parsed(line)
      if (!isLine(value)) throw new UsedWrongly(`demo: line ${index + 1} of ${path} names no feed and path; feeds capture writes both.`)
      return value
    })
}

/** A file of the capture; a manifest may name none outside its folder. */
async function readCaptured(folder: string, line: Line): Promise<Captured> {
  const path = resolve(folder, line.path)
  if (!path.startsWith(folder + sep)) throw new UsedWrongly(`demo: ${line.path} lies outside ${folder}.`)
  return { body: await readFile(path), headers: servedHeaders(line) }
}

/**
 * Serves a folder that `feeds capture` filled on a free port of 127.0.0.1, each feed with the headers it came with.
 * @throws UsedWrongly where the folder is no capture.
 */
export async function serveCapture(folder: string): Promise<CapturedFeeds> {
  const files = new Map<string, Captured>()
  for (const line of await readManifest(folder)) files.set(line.feed, await readCaptured(folder, line))
  const server = createServer((request, response) => {
    const captured = files.get(decodeURIComponent((request.url ?? '/').slice(1)))
    if (captured === undefined) response.writeHead(404).end()
    else response.writeHead(200, captured.headers).end(captured.body)
  })
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the captured feeds have no address')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    addresses: new Map([...files.keys()].map((id) => [id, `${origin}/${encodeURIComponent(id)}`])),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}
