import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { MAX_READERS } from '#src/web/live.ts'
import { CannotListen, startWeb } from '#src/web/server.ts'
import { openDesk } from './desk.ts'

describe('opening the page', () => {
  test('it listens where it is told, answers, and closes with a stream still open', async () => {
    const desk = await openDesk()
    const web = await startWeb({ ...desk.needs, host: '127.0.0.1', port: 0 })
    expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200)
    const stream = await fetch(`${web.url}/events`)
    expect(stream.status).toBe(200)
    await web.close()
    await expect(fetch(`${web.url}/healthz`)).rejects.toThrow()
    await stream.body?.cancel().catch(() => {})
    await desk.close()
  })

  test('a reader that goes away makes room: a page can be loaded again and again', async () => {
    const desk = await openDesk()
    const web = await startWeb({ ...desk.needs, host: '127.0.0.1', port: 0 })
    const statuses = new Set<number>()
    for (let index = 0; index < MAX_READERS + 20; index++) {
      const leave = new AbortController()
      statuses.add((await fetch(`${web.url}/events`, { signal: leave.signal })).status)
      leave.abort()
    }
    expect([...statuses]).toEqual([200])
    await web.close()
    await desk.close()
  })

  test('a port in use is named, with what to do', async () => {
    const desk = await openDesk()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const opening = startWeb({ ...desk.needs, host: '127.0.0.1', port })
    await expect(opening).rejects.toThrow(CannotListen)
    await expect(opening).rejects.toThrow(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use.*WEB_PORT=${port + 1}`))
    other.close()
    await desk.close()
  })

  test('an address this machine does not have is named too', async () => {
    const desk = await openDesk()
    await expect(startWeb({ ...desk.needs, host: '192.0.2.1', port: 0 })).rejects.toThrow(/no address “192\.0\.2\.1”.*WEB_HOST=/)
    await desk.close()
  })
})
