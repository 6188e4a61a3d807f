import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Command, textReply } from '#src/domain/command.ts'
import { Secret } from '#src/domain/secret.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { overHttp, signedRequest } from '../../stand-ins/slack/requests.ts'
import { type Opened, openBoth } from './open.ts'

const SECRET = 'signing secret for tests'
const hello: Command = { name: 'hello', description: 'Greets', options: [], run: async () => textReply('hello') }
const post = makePost({ route: makeRoute({ platform: 'slack', channel: 'C0ALERTS' }) })

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('Slack’s requests over HTTP', () => {
  let opened: Opened
  let url = ''
  const open = async (): Promise<void> => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}/slack/events`
    opened = await openBoth({ commands: [hello], slack: { http: { signingSecret: new Secret(SECRET), port } } })
    await opened.channel.ready
    opened.slack.user.way = overHttp(url, SECRET)
  }
  afterEach(() => opened.close())

  test('commands and buttons are acknowledged and answered, without a socket', async () => {
    await open()
    const { slack, channel } = opened
    const asked = slack.user.types('/hello')
    expect(await asked.fate).toBe('acked')
    expect((await asked.answer()).text).toBe('hello')
    expect((await channel.send(post, new AbortController().signal)).kind).toBe('sent')
    const [message] = slack.workspace.channel('C0ALERTS').messages
    if (message === undefined) throw new Error('nothing was posted')
    expect(await slack.user.presses('relevant', message).fate).toBe('acked')
    expect(slack.sockets.connected).toBe(0)
  })

  test('a request that Slack has not signed, or signed long ago, is refused and runs nothing', async () => {
    await open()
    const body = 'command=%2Fhello&text=&response_url=http%3A%2F%2F127.0.0.1%3A9%2F'
    for (const request of [
      signedRequest('another secret', body),
      signedRequest(SECRET, body, Date.now() - 10 * 60_000),
      { ...signedRequest(SECRET, body), body: `${body}&more=1` },
      { method: 'POST', body },
    ]) {
      expect((await fetch(url, request)).status).toBe(401)
    }
    expect(opened.log.lines.filter((line) => line.level === 'error')).toEqual([])
  })

  test('any other address is not found', async () => {
    await open()
    expect((await fetch(url.replace('/slack/events', '/'))).status).toBe(404)
  })

  test('a port that is taken is told with what to do, and posts still go', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    opened = await openBoth({ slack: { http: { signingSecret: new Secret(SECRET), port } } })
    expect((await opened.channel.send(post, new AbortController().signal)).kind).toBe('sent')
    expect(opened.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ port, why: 'the port is taken: choose another' }) }),
    )
    await new Promise((resolve) => taken.close(resolve))
  })
})
