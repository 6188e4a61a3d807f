import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, FaultQueue } from './faults.ts'
import { type Answer, METHODS, Refusal } from './methods.ts'
import { PostingLimit } from './rate.ts'
import { Sockets } from './sockets.ts'
import { User } from './user.ts'
import { Workspace } from './workspace.ts'

export type SlackOptions = {
  readonly now?: () => number
  /** Messages a second and channel, and how many at once. */
  readonly perSecond?: number
  readonly burst?: number
  /** The port to listen on again after an outage; 0 for any. */
  readonly port?: number
  /** The app's tokens; made up where none are given. */
  readonly tokens?: { readonly bot: string; readonly app: string }
}

/** A Slack workspace on loopback. */
export interface SlackStandIn {
  /** Base address of the Web API. */
  readonly api: string
  readonly port: number
  readonly workspace: Workspace
  readonly faults: FaultQueue
  readonly sockets: Sockets
  readonly user: User
  /** Every call, in order: the method and its arguments (no token). */
  readonly calls: readonly { readonly method: string; readonly args: Readonly<Record<string, string>>; readonly at: number }[]
  /** Calls that are being worked on: what they ask for may still be done. */
  busy(): number
  close(): Promise<void>
}

/** Starts a workspace with one channel `C0ALERTS` that the app is a member of. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackStandIn> {
  const now = options.now ?? Date.now
  const workspace = new Workspace(now, options.tokens)
  workspace.addChannel('C0ALERTS', 'alerts')
  const faults = new FaultQueue()
  const limit = new PostingLimit(options.perSecond ?? 1, options.burst ?? 3, now)
  const calls: { method: string; args: Readonly<Record<string, string>>; at: number }[] = []
  let busy = 0
  const http = createServer((request, response) => {
    busy += 1
    answer(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        busy -= 1
      })
  })
  const sockets = new Sockets(http)
  const origin = (): string => `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const user = new User(workspace, sockets, origin)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const [, part = '', name = ''] = (request.url ?? '/').split('/')
    if (part === 'response') return sendRaw(response, user.receive(name, body.toString()))
    if (part === 'upload') return sendRaw(response, await store(name, request, body))
    if (part === 'api') return call(name, request, body.toString(), response)
    sendRaw(response, { status: 404, body: 'not found' })
  }

  /** Uploads come as the raw file or as a form with one file. */
  async function store(id: string, request: IncomingMessage, body: Buffer): Promise<{ status: number; body: string }> {
    const file = workspace.files.get(id)
    if (file === undefined) return { status: 404, body: 'no such upload' }
    file.bytes = await fileIn(request.headers['content-type'] ?? '', body)
    return { status: 200, body: `OK - ${file.bytes.length}` }
  }

  async function call(name: string, request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const { token, ...args } = Object.fromEntries(new URLSearchParams(body))
    calls.push({ method: name, args, at: now() })
    const fault = faults.take(name)
    if (fault?.kind === 'delay') await pause(fault.ms)
    if (fault?.kind === 'hold') await fault.until()
    if (fault?.kind === 'error') await pause(fault.afterMs ?? 0)
    if (fault?.kind === 'late') {
      response.destroy()
      await pause(fault.afterMs)
    }
    if (fault?.kind === 'tell' && fault.when === 'received') fault.tell()
    if (fault !== null && failEarly(fault, response)) return
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? token ?? ''
    const result = fault?.kind === 'error' ? refusalBody(new Refusal(fault.error)) : run(name, bearer, args)
    if (fault?.kind === 'lost') return loseAnswer(fault.how, response)
    if (fault?.kind === 'tell' && fault.when === 'stored') {
      fault.tell()
      return void response.destroy()
    }
    if (fault?.kind === 'late') return
    sendJson(response, result)
    if (fault?.kind === 'tell') fault.tell()
  }

  function run(name: string, bearer: string, args: Readonly<Record<string, string>>): Sent {
    try {
      if (name === 'apps.connections.open') return { status: 200, body: { ok: true, url: openSocket(bearer) } }
      checkToken(bearer, workspace.botToken)
      const method = METHODS[name]
      if (method === undefined) throw new Refusal('unknown_method')
      if (method.scope !== null && !workspace.scopes.has(method.scope)) {
        throw new Refusal('missing_scope', { needed: method.scope, provided: [...workspace.scopes].join(',') })
      }
      return { status: 200, body: { ok: true, ...method.run(args, workspace, origin(), limit) }, scopes: [...workspace.scopes].join(',') }
    } catch (error) {
      if (error instanceof Refusal) return refusalBody(error)
      throw error
    }
  }

  function openSocket(bearer: string): string {
    checkToken(bearer, workspace.appToken)
    return `${origin().replace('http', 'ws')}/link?ticket=${sockets.ticket()}`
  }

  function checkToken(bearer: string, right: string): void {
    if (bearer === '') throw new Refusal('not_authed')
    if (workspace.tokenRefusal !== null) throw new Refusal(workspace.tokenRefusal)
    if (bearer !== right) throw new Refusal('invalid_auth')
  }

  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    api: `${origin()}/api/`,
    port: (http.address() as AddressInfo).port,
    workspace,
    faults,
    sockets,
    user,
    calls,
    busy: () => busy,
    close: async () => {
      sockets.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

type Sent = { readonly status: number; readonly body: Answer; readonly retryAfter?: number | null; readonly scopes?: string }

function refusalBody(refusal: Refusal): Sent {
  const body = { ok: false, error: refusal.message, ...refusal.extra }
  return { status: refusal.retryAfter === null ? 200 : 429, body, retryAfter: refusal.retryAfter }
}

/** Faults that end a call before anything is stored. */
function failEarly(fault: Fault, response: ServerResponse): boolean {
  if (fault.kind === 'status') sendRaw(response, { status: fault.status, body: 'upstream error' })
  else if (fault.kind === 'limited') sendJson(response, refusalBody(new Refusal('ratelimited', {}, fault.seconds)))
  else if (fault.kind === 'drop') response.destroy()
  else if (fault.kind === 'tell' && fault.when === 'received') response.destroy()
  else return false
  return true
}

/** Stored, but the caller never learns it: cut, 502, or silence until the caller hangs up. */
function loseAnswer(how: 'drop' | 'bad-gateway' | 'silence', response: ServerResponse): void {
  if (how === 'drop') response.destroy()
  else if (how === 'bad-gateway') sendRaw(response, { status: 502, body: 'bad gateway' })
}

function sendJson(response: ServerResponse, sent: Sent): void {
  if (typeof sent.retryAfter === 'number') response.setHeader('retry-after', String(sent.retryAfter))
  if (sent.scopes !== undefined) response.setHeader('x-oauth-scopes', sent.scopes)
  response.writeHead(sent.status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(sent.body))
}

function sendRaw(response: ServerResponse, sent: { readonly status: number; readonly body: string }): void {
  response.writeHead(sent.status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(sent.body)
}

async function fileIn(type: string, body: Buffer): Promise<Uint8Array> {
  if (!type.startsWith('multipart/')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const file = [...form.values()].find((value) => typeof value !== 'string')
  return file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer())
}
