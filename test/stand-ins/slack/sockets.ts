import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/** How Slack treats a delivered envelope: acknowledged, not in time, or nobody there to take it. */
export type AckFate = 'acked' | 'timed-out' | 'nobody'

const ACK_MS = 3_000
const PING_MS = 1_000

/** Socket mode: connections of one app, envelopes spread over them, acknowledgements awaited. */
export class Sockets {
  readonly #server: WebSocketServer
  readonly #tickets = new Set<string>()
  readonly #open: WebSocket[] = []
  readonly #leaving = new WeakSet<WebSocket>()
  readonly #waiting = new Map<string, (payload: unknown) => void>()
  readonly #pinger: NodeJS.Timeout
  #turn = 0

  constructor(http: Server) {
    this.#server = new WebSocketServer({ noServer: true })
    http.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://loopback').searchParams.get('ticket') ?? ''
      if (!this.#tickets.delete(ticket)) return socket.destroy()
      this.#server.handleUpgrade(request, socket, head, (link) => this.#welcome(link))
    })
    this.#pinger = setInterval(() => {
      for (const link of this.#open) link.ping()
    }, PING_MS)
  }

  /** A one-time ticket for a connection, as `apps.connections.open` puts it into its address. */
  ticket(): string {
    const ticket = randomUUID()
    this.#tickets.add(ticket)
    return ticket
  }

  get connected(): number {
    return this.#open.length
  }

  #welcome(link: WebSocket): void {
    this.#open.push(link)
    link.on('message', (data) => this.#acknowledge(String(data)))
    link.on('close', () => this.#forget(link))
    link.on('error', () => this.#forget(link))
    link.send(JSON.stringify({ type: 'hello', num_connections: this.#open.length, connection_info: { app_id: 'A0WATCH' } }))
  }

  #forget(link: WebSocket): void {
    const at = this.#open.indexOf(link)
    if (at >= 0) this.#open.splice(at, 1)
  }

  #acknowledge(data: string): void {
    const { envelope_id, payload } = JSON.parse(data) as { envelope_id?: string; payload?: unknown }
    if (envelope_id !== undefined) this.#waiting.get(envelope_id)?.(payload)
  }

  /** Delivers one envelope over one of the connections in turn, and tells what became of it; and what the app answered with it. */
  async deliver(type: 'slash_commands' | 'interactive', payload: object, onAnswer?: (answer: unknown) => void): Promise<AckFate> {
    const link = this.#next()
    if (link === undefined) return 'nobody'
    const envelope_id = randomUUID()
    const { promise, resolve } = Promise.withResolvers<AckFate>()
    const timer = setTimeout(() => resolve('timed-out'), ACK_MS)
    this.#waiting.set(envelope_id, (answer) => {
      onAnswer?.(answer)
      resolve('acked')
    })
    link.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }))
    const fate = await promise
    clearTimeout(timer)
    this.#waiting.delete(envelope_id)
    return fate
  }

  /** Connections take turns; one that was asked to leave gets only what no other can take. */
  #next(): WebSocket | undefined {
    const staying = this.#open.filter((link) => !this.#leaving.has(link))
    const able = staying.length > 0 ? staying : this.#open
    return able[this.#turn++ % Math.max(1, able.length)]
  }

  /** Asks the longest-lived connection to be opened anew, as Slack does every few hours. */
  refresh(): void {
    const link = this.#open.find((one) => !this.#leaving.has(one))
    if (link === undefined) return
    this.#leaving.add(link)
    link.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'loopback' } }))
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const link of this.#open.splice(0)) link.terminate()
  }

  close(): void {
    clearInterval(this.#pinger)
    for (const link of this.#server.clients) link.terminate()
    this.#server.close()
  }
}
