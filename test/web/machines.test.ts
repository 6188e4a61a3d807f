import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import { addMachines, startMachines } from '#src/web/machines.ts'
import { createSite } from '#src/web/site.ts'
import { type Desk, openDesk } from './desk.ts'

const METRICS = { contentType: 'text/plain; version=0.0.4; charset=utf-8', text: 'a_total 1\n' }
const machines = {
  readiness: async () => ({ ready: false, checks: [{ name: 'store', ok: false, reason: 'it is gone' }] }),
  metrics: async () => METRICS,
}

describe('what programs that watch the bot are answered', () => {
  test('/readyz says what is not ready, with 503', async () => {
    const app = new Hono()
    addMachines(app, machines)
    const response = await app.request('/readyz')
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ ready: false, checks: [{ name: 'store', ok: false, reason: 'it is gone' }] })
  })

  test('/metrics has the type that Prometheus asks for', async () => {
    const app = new Hono()
    addMachines(app, machines)
    const response = await app.request('/metrics')
    expect([response.headers.get('content-type'), await response.text()]).toEqual([METRICS.contentType, METRICS.text])
  })

  test('a port of its own on loopback refuses other names; shown to the network it answers under every name', async () => {
    for (const [host, status] of [
      ['127.0.0.1', 403],
      ['0.0.0.0', 200],
    ] as const) {
      const opened = await startMachines({ ...machines, host, port: 0, troubles: () => [], log: silentLog })
      const port = new URL(opened.url).port
      const { request } = await import('node:http')
      const answered = new Promise<number>((resolve, reject) => {
        const options = { host: '127.0.0.1', port, path: '/metrics', headers: { host: 'watch.internal:9464' } }
        request(options, (response) => resolve(response.resume().statusCode ?? 0))
          .on('error', reject)
          .end()
      })
      expect(await answered).toBe(status)
      await opened.close()
    }
  })

  test('a port that is taken is named, with the variable to change', async () => {
    const opened = await startMachines({ ...machines, host: '127.0.0.1', port: 0, troubles: () => [], log: silentLog })
    const port = Number(new URL(opened.url).port)
    const again = startMachines({ ...machines, host: '127.0.0.1', port, troubles: () => [], log: silentLog })
    await expect(again).rejects.toThrow(`METRICS_PORT=${port + 1}`)
    await opened.close()
  })

  test('/healthz there tells a job that has stopped', async () => {
    const opened = await startMachines({
      ...machines,
      host: '127.0.0.1',
      port: 0,
      troubles: () => ['Polling has stopped.'],
      log: silentLog,
    })
    const response = await fetch(`${opened.url}/healthz`)
    expect([response.status, await response.json()]).toEqual([503, { ok: false, trouble: ['Polling has stopped.'] }])
    await opened.close()
  })
})

describe('what is logged of a request', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk()
  })
  afterEach(() => desk.close())

  test('carries the id that its answer has, or that a proxy gave it', async () => {
    const told: object[] = []
    const log = { ...silentLog, error: (fields: object) => void told.push(fields) }
    const broken = { ...desk.needs, log, posts: { ...desk.needs.posts, recent: () => Promise.reject(new Error('planted')) } }
    const { app, live } = createSite(broken, '127.0.0.1')
    const response = await app.request('/', { headers: { host: '127.0.0.1' } })
    await app.request('/', { headers: { host: '127.0.0.1', 'x-request-id': 'of-the-proxy' } })
    live.close()
    expect(response.status).toBe(500)
    const id = response.headers.get('x-request-id')
    expect(id).toMatch(/^[\w-]{36}$/)
    expect(told).toMatchObject([
      { request: id, path: '/', error: 'planted' },
      { request: 'of-the-proxy', path: '/', error: 'planted' },
    ])
  })
})
