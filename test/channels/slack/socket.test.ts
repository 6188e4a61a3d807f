import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { openSlack } from '#src/channels/slack/channel.ts'
import { type Command, textReply } from '#src/domain/command.ts'
import { Secret } from '#src/domain/secret.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { startSlack } from '../../stand-ins/slack/server.ts'
import { bareContext, keepingLog, type Opened, openBoth } from './open.ts'

const hello: Command = { name: 'hello', description: 'Greets', options: [], run: async () => textReply('hello') }
const post = makePost({ route: makeRoute({ platform: 'slack', channel: 'C0ALERTS' }) })
const quiet = () => new AbortController().signal

async function until(what: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; !what(); await pause(10)) if (Date.now() > end) throw new Error('it did not come about in time')
}

describe('the socket to Slack', () => {
  let opened: Opened | null = null
  afterEach(async () => {
    await opened?.close()
    opened = null
  })

  test('a command sent in the same breath as a refresh, over the very connection that is to go, is answered', async () => {
    opened = await openBoth({ commands: [hello] })
    const { slack } = opened
    await until(() => slack.sockets.connected === 2)
    // One over each connection, since they take turns.
    const asked = [slack.user.types('/hello'), slack.user.types('/hello')]
    slack.sockets.refresh()
    expect(await Promise.all(asked.map((one) => one.fate))).toEqual(['acked', 'acked'])
  })

  test('Slack’s refreshes lose no command', async () => {
    opened = await openBoth({ commands: [hello] })
    const { slack } = opened
    await until(() => slack.sockets.connected === 2)
    const asked = []
    for (let round = 0; round < 120; round += 1) {
      asked.push(slack.user.types('/hello'))
      if (round % 30 === 15) slack.sockets.refresh()
      await pause(25)
    }
    const fates = await Promise.all(asked.map((one) => one.fate))
    expect(fates.filter((fate) => fate !== 'acked')).toEqual([])
    expect(await Promise.all(asked.map(async (one) => (await one.answer()).text))).toEqual(Array(120).fill('hello'))
    await until(() => slack.sockets.connected === 2)
  })

  test('asked to renew both connections at once, it keeps one until the other is open again: no more is lost than crosses a closing', async () => {
    opened = await openBoth({ commands: [hello] })
    const { slack } = opened
    await until(() => slack.sockets.connected === 2)
    slack.sockets.refresh()
    slack.sockets.refresh()
    const asked = []
    for (let round = 0; round < 60; round += 1) {
      asked.push(slack.user.types('/hello'))
      await pause(30)
    }
    const fates = await Promise.all(asked.map((one) => one.fate))
    expect(fates.filter((fate) => fate !== 'acked').length).toBeLessThanOrEqual(1)
    await until(() => slack.sockets.connected === 2)
  })

  test('after both connections are cut, commands are served again at once', async () => {
    opened = await openBoth({ commands: [hello] })
    const { slack } = opened
    await until(() => slack.sockets.connected === 2)
    await pause(1_100)
    slack.sockets.cut()
    await until(() => slack.sockets.connected === 2, 2_000)
    expect(await slack.user.types('/hello').fate).toBe('acked')
  })

  test('an HTTP error while a connection is opened again is survived', async () => {
    opened = await openBoth({ commands: [hello] })
    const { slack, log } = opened
    await until(() => slack.sockets.connected === 2)
    slack.faults.add('apps.connections.open', { kind: 'status', status: 503 }, 2)
    slack.sockets.cut()
    await until(() => slack.sockets.connected === 2)
    expect(await slack.user.types('/hello').fate).toBe('acked')
    expect(JSON.stringify(log.lines)).not.toMatch(/xapp-|ticket=/)
  })

  test('a Slack that is down at start is tried again while posts wait, and both work once it is up', async () => {
    const gone = await startSlack()
    await gone.close()
    const log = keepingLog()
    const fatal: string[] = []
    const standIn = { port: gone.port, perSecond: 1_000, burst: 1_000 }
    // The stand-in that comes up later has tokens of its own: it is made to take those of the first.
    const tokens = { botToken: new Secret(gone.workspace.botToken), appToken: new Secret(gone.workspace.appToken) }
    const channel = openSlack({
      ...tokens,
      commands: [hello],
      context: bareContext,
      log,
      api: gone.api,
      postGapMs: 0,
      onFatal: (why) => fatal.push(why),
      onFeedback: async () => {},
    })
    expect(await channel.send(post, quiet())).toMatchObject({ kind: 'retry', reason: expect.stringContaining('cannot be reached') })
    const slack = await startSlack({ ...standIn, tokens: { bot: tokens.botToken.reveal(), app: tokens.appToken.reveal() } })
    await channel.ready
    expect(await channel.send(post, quiet())).toMatchObject({ kind: 'sent' })
    expect(await slack.user.types('/hello').fate).toBe('acked')
    expect(fatal).toEqual([])
    expect(log.lines.filter((line) => line.message.includes('trying again'))).toHaveLength(1)
    expect(log.lines.filter((line) => line.message.includes('open again'))).toHaveLength(1)
    await channel.close()
    await slack.close()
  })

  test('a wrong app token is told once, in words, and posts still go', async () => {
    const fatal: string[] = []
    opened = await openBoth({ slack: { appToken: new Secret('xapp-wrong'), onFatal: (reason) => fatal.push(reason) } })
    const { slack, channel, log } = opened
    const errors = () => log.lines.filter((line) => line.level === 'error').map((line) => line.message)
    await until(() => errors().length > 0)
    await pause(100)
    expect(errors()).toEqual([
      expect.stringMatching(/^Slack: the app token is refused: .*set SLACK_APP_TOKEN.*no command and no button is answered\.$/),
    ])
    expect(await channel.send(post, quiet())).toMatchObject({ kind: 'sent' })
    expect(slack.calls.filter((call) => call.method === 'apps.connections.open').length).toBeLessThanOrEqual(2)
    expect(fatal).toEqual([])
  })

  test('a wrong bot token is told once, without waiting for a post', async () => {
    const fatal: string[] = []
    opened = await openBoth({ slack: { botToken: new Secret('xoxb-wrong'), onFatal: (reason) => fatal.push(reason) } })
    await until(() => fatal.length > 0)
    expect(await opened.channel.send(post, quiet())).toMatchObject({ kind: 'rejected', scope: 'platform' })
    expect(await opened.channel.send(post, quiet())).toMatchObject({ kind: 'rejected', scope: 'platform' })
    expect(fatal).toHaveLength(1)
    expect(fatal[0]).not.toContain('xoxb-wrong')
    expect(opened.channel.fatal()).toBe(fatal[0])
  })

  test('closing while Slack is slow to give a socket leaves none behind', async () => {
    opened = await openBoth()
    const { slack, channel } = opened
    await until(() => slack.sockets.connected === 2)
    slack.faults.add('apps.connections.open', { kind: 'delay', ms: 300 }, 2)
    slack.sockets.cut()
    await until(() => slack.calls.filter((call) => call.method === 'apps.connections.open').length === 4)
    await channel.close()
    await pause(400)
    expect(slack.sockets.connected).toBe(0)
  })

  test('closing finishes the answer under way and leaves no connection', async () => {
    const slow: Command = { name: 'slow', description: 'Takes its time', options: [], run: () => pause(300, textReply('done at last')) }
    opened = await openBoth({ commands: [slow] })
    const { slack, channel } = opened
    await until(() => slack.sockets.connected === 2)
    const asked = slack.user.types('/slow')
    expect(await asked.fate).toBe('acked')
    await channel.close()
    expect((await asked.answer(100)).text).toBe('done at last')
    await until(() => slack.sockets.connected === 0, 500)
  })
})
