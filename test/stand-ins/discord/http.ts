import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { tooMany } from './buckets.ts'
import { ApiError, apiError } from './errors.ts'
import type { Fault, Faults } from './faults.ts'
import type { Upload } from './messages.ts'
import type { Answer, Ask, RouteTable } from './routes.ts'
import type { Json, World } from './world.ts'

/** A request that arrived, and how it was answered (0: the socket was cut). */
export type Seen = { readonly method: string; readonly path: string; readonly at: number; status: number }

type Body = Pick<Ask, 'payload' | 'list' | 'uploads'>

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type)
  const parsed: unknown = bytes.byteLength === 0 ? {} : JSON.parse(bytes.toString('utf8'))
  return { payload: parsed as Json, list: Array.isArray(parsed) ? (parsed as Json[]) : [], uploads: [] }
}

async function readForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<Body> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const uploads: Upload[] = []
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1]
    if (index === undefined || typeof value === 'string') continue
    uploads.push({ index: Number(index), name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { payload: JSON.parse(String(form.get('payload_json') ?? '{}')) as Json, list: [], uploads }
}

/** Interaction and webhook paths carry their own token and do not count against the bot's limit. */
const ofInteraction = (path: string): boolean => /^\/(interactions|webhooks)\//.test(path)

function authorised(world: World, request: IncomingMessage, path: string): boolean {
  return ofInteraction(path) || request.headers.authorization === `Bot ${world.token}`
}

function answerTo(world: World, routes: RouteTable, method: string, path: string, ask: Omit<Ask, 'params'>): Answer {
  for (const [verb, pattern, route] of routes) {
    const match = verb === method ? pattern.exec(path) : null
    if (match !== null) return route(world, { ...ask, params: match.slice(1) })
  }
  throw new ApiError(404, { message: '404: Not Found', code: 0 })
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function refused(fault: Fault): ApiError | null {
  if (fault.kind === 'limit') return tooMany(fault.retryAfterMs, fault.global ?? false)
  if (fault.kind !== 'status') return null
  return fault.code === undefined
    ? new ApiError(fault.status, { message: fault.message ?? String(fault.status), code: 0 })
    : new ApiError(fault.status, { message: fault.message ?? apiError(fault.code).message, code: fault.code })
}

export type RestParts = {
  readonly world: World
  readonly routes: RouteTable
  readonly faults: Faults
  readonly seen: Seen[]
  readonly take: Ask['take']
  /** Counts a request against the limit of the whole bot. */
  readonly takeGlobal: () => void
}

/** Handles one request to `/api/v10`: faults first, then the route, then the answer or what the fault makes of it. */
export async function handle(
  { world, routes, faults, seen, take, takeGlobal }: RestParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.base)
  const path = decodeURIComponent(url.pathname).replace(/^\/api\/v\d+/, '')
  const method = request.method ?? 'GET'
  const log: Seen = { method, path, at: world.clock.now(), status: 0 }
  seen.push(log)
  const body = await readBody(request)
  const fault = faults.take(method, path)
  if (fault?.kind === 'drop') return void request.socket.destroy()
  if (fault?.kind === 'delay') await wait(fault.ms)
  if (fault?.kind === 'hold') await fault.until()
  if (fault?.kind === 'late') {
    request.socket.destroy()
    await wait(fault.afterMs)
  }
  if (fault?.kind === 'tell' && fault.when === 'received') {
    fault.tell()
    return void request.socket.destroy()
  }
  let answer: Answer
  try {
    if (!authorised(world, request, path)) throw apiError(0)
    const refusal = fault === null ? null : refused(fault)
    if (refusal !== null) throw refusal
    if (!ofInteraction(path)) takeGlobal()
    answer = answerTo(world, routes, method, path, { ...body, query: url.searchParams, take })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    answer = { status: error.status, body: error.body, headers: error.headers }
  }
  if (fault?.kind === 'late') return
  if (fault?.kind === 'tell' && fault.when === 'stored') {
    fault.tell()
    return void request.socket.destroy()
  }
  if (fault?.kind === 'lost' && fault.how === 'drop') return void request.socket.destroy()
  if (fault?.kind === 'lost' && fault.how === 'hang') return
  if (fault?.kind === 'lost') answer = { status: 502, body: { message: '502: Bad Gateway', code: 0 }, headers: {} }
  log.status = answer.status
  write(response, answer)
  if (fault?.kind === 'tell') fault.tell()
}

/** Serves an attachment by its signed address. */
export function serveFile(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', world.base)
  const id = url.pathname.split('/')[4] ?? ''
  const file = world.files.get(id)
  if (file === undefined || url.searchParams.get('hm') !== id) {
    response.writeHead(404)
    response.end()
    return
  }
  response.writeHead(200, { 'content-type': file.type })
  response.end(file.bytes)
}
