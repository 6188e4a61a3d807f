import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Log } from '../domain/log.ts'
import { hostCheck, isLoopback } from './guard.ts'
import { listening, shut } from './listen.ts'

/** What programs that watch the bot ask for. */
export type Machines = {
  readonly readiness: () => Promise<{ readonly ready: boolean }>
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
}

/** `/readyz`: 200 where the bot can do its work, else 503; both with each check and its reason. */
export function addReadiness(app: Hono, { readiness }: Pick<Machines, 'readiness'>): void {
  app.get('/readyz', async (c) => {
    const answer = await readiness()
    return c.json(answer, answer.ready ? 200 : 503)
  })
}

/** `/metrics`, in Prometheus' text format. */
export function addMetrics(app: Hono, { metrics }: Pick<Machines, 'metrics'>): void {
  app.get('/metrics', async (c) => {
    const { contentType, text } = await metrics()
    return c.body(text, 200, { 'Content-Type': contentType })
  })
}

/** Both, as far as they are given. */
export function addMachines(app: Hono, machines: (Pick<Machines, 'readiness'> & Partial<Machines>) | undefined): void {
  if (machines === undefined) return
  const { readiness, metrics } = machines
  addReadiness(app, { readiness })
  if (metrics !== undefined) addMetrics(app, { metrics })
}

export type OwnPort = Pick<Machines, 'readiness'> & {
  /** Left out where they are served elsewhere. */
  readonly metrics?: Machines['metrics']
  readonly host: string
  readonly port: number
  /** Host names that a port on loopback answers to besides this machine's own. */
  readonly names?: readonly string[]
  /** The variables that set host and port, for errors: `METRICS` for `METRICS_PORT`. */
  readonly variables?: string
  /** Jobs that have stopped, in words: see `/healthz` of the page. */
  readonly troubles: () => readonly string[]
  readonly log: Log
}

/**
 * Serves `/metrics` where it is given, `/readyz` and `/healthz` on a port of their own. Shown to the network it answers under every name, since another
 * machine's Prometheus asks by the name it knows; on loopback under this machine's names alone.
 */
export async function startMachines(needs: OwnPort): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { host, port, names = [], log, variables = 'METRICS' } = needs
  const app = new Hono()
  if (isLoopback(host)) app.use(hostCheck({ boundTo: host, names }))
  addMachines(app, needs)
  app.get('/healthz', (c) => {
    const trouble = needs.troubles()
    return c.json(trouble.length === 0 ? { ok: true } : { ok: false, trouble }, trouble.length === 0 ? 200 : 503)
  })
  const here = needs.metrics === undefined ? '/readyz and /healthz' : '/metrics, /readyz and /healthz'
  app.notFound((c) => c.text(`Here are ${here}.\n`, 404))
  app.onError((error, c) => {
    log.error({ path: c.req.path, error: error.message }, 'an answer to a program that watches the bot failed')
    return c.text('This answer failed; the log says why.\n', 500)
  })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  const openPort = await listening(server, host, port, variables)
  server.on('error', (error) => log.error({ error: error.message }, 'the port of the metrics had an error'))
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${openPort}`, close: () => shut(server) }
}
