import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Command, textReply } from '#src/domain/command.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { bareContext, type Opened, openBoth } from './open.ts'

const channel = { name: 'channel', description: 'a channel', required: false, choices: [], autocomplete: false, kind: 'channel' } as const
const route = { name: 'route', description: 'a route', required: false, choices: [], autocomplete: false } as const

/** Says back what it was asked, to admins. */
const watch: Command = {
  name: 'watch',
  description: 'What goes where',
  admin: true,
  options: [],
  subcommands: [
    { name: 'add', description: 'Adds', options: [channel] },
    { name: 'test', description: 'Tries', options: [route] },
  ],
  run: async (args, { asker }) => textReply((await asker?.mayAdminister()) === null ? JSON.stringify(args) : 'for admins', true),
}
const desk = { operators: () => [] } as unknown as NonNullable<(typeof bareContext)['desk']>

describe('a channel that an admin types by its name in Slack', () => {
  let opened: Opened
  const ask = async (line: string): Promise<string> => readMessage(await opened.slack.user.types(line).answer()).text
  const lists = (): number => opened.slack.calls.filter(({ method }) => method === 'users.conversations').length

  beforeEach(async () => {
    opened = await openBoth({ commands: [watch], slack: { context: { ...bareContext, desk }, timeoutMs: 5_000 } })
    opened.slack.workspace.admins.add(opened.slack.user.id)
    await opened.channel.ready
  })
  afterEach(() => opened.close())

  test.each(['#alerts', 'alerts', '#ALERTS', 'channel:#alerts', 'channel:"#alerts"'])('%s is the channel of that name', async (typed) => {
    expect(await ask(`/watch add ${typed}`)).toBe('{"channel":"C0ALERTS","action":"add"}')
  })

  test.each(['C0ALERTS', '<#C0ALERTS|alerts>', '<#C0ALERTS>', 'discord:123', 'local:local'])(
    '%s stays, and Slack is not asked',
    async (typed) => {
      expect(await ask(`/watch add channel:${typed}`)).toBe(JSON.stringify({ channel: typed, action: 'add' }))
      expect(lists()).toBe(0)
    },
  )

  test('a name in any script, of a private channel, and on the last of many pages is found', async () => {
    for (let at = 0; at < 450; at += 1) opened.slack.workspace.addChannel(`C${String(at).padStart(9, '0')}`, `room-${at}`)
    opened.slack.workspace.addChannel('C0KOREAN1', '속보').secret = true
    expect(await ask('/watch add #속보')).toContain('"C0KOREAN1"')
    expect(lists()).toBe(3)
  })

  test('a name that no channel of the app has is told with what to do, and the next try finds a channel it was let into meanwhile', async () => {
    opened.slack.workspace.addChannel('C0OUTSIDE', 'outside').member = false
    const answer = await ask('/watch add #outside')
    expect(answer).toContain('The bot is in no channel called #outside.')
    expect(answer).toContain('/invite')
    opened.slack.workspace.channel('C0OUTSIDE').member = true
    expect(await ask('/watch add #outside')).toContain('"C0OUTSIDE"')
  })

  test('an archived channel is not the one that is meant', async () => {
    Object.assign(opened.slack.workspace.addChannel('C0OLDROOM', 'alerts'), { archived: true })
    expect(await ask('/watch add #alerts')).toContain('"C0ALERTS"')
  })

  test('where Slack does not tell, the answer says to give the id', async () => {
    opened.slack.faults.add('users.conversations', { kind: 'status', status: 503 })
    expect(await ask('/watch add #alerts')).toContain('Give the channel’s id')
    opened.slack.workspace.scopes.delete('groups:read')
    expect(await ask('/watch add #alerts')).toContain('Give the channel’s id')
  })

  test('a name stands for a route’s channel too; what is no channel stays as it was typed', async () => {
    expect(await ask('/watch test #alerts')).toBe('{"route":"C0ALERTS","action":"test"}')
    expect(await ask('/watch test #nowhere')).toBe('{"route":"#nowhere","action":"test"}')
    expect(await ask('/watch test local')).toBe('{"route":"local","action":"test"}')
  })

  test('a reader learns nothing of what channels there are', async () => {
    opened.slack.workspace.admins.clear()
    for (const name of ['#alerts', '#nowhere']) expect(await ask(`/watch add ${name}`)).toBe('for admins')
    expect(lists()).toBe(0)
  })

  test('ten thousand characters and odd ones are no name, and break nothing', async () => {
    for (const typed of [`#${'ж'.repeat(10_000)}`, '#', '##', '#a#b', '<#>', '#<!channel>'])
      expect(await ask(`/watch add ${typed}`)).not.toContain('Something went wrong')
  })
})
