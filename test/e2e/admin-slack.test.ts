import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import type { Asked, Shown } from '../stand-ins/slack/user.ts'
import { ADMIN_CALLS, typed } from './admin-calls.ts'
import { type Bot, EXPO, HOUR, LAVROV_EN, openBot, rss } from './bot.ts'

const PATIENCE_MS = 20_000
const ADMIN = 'U0ADMIN'

describe('what admins do on Slack', () => {
  let slack: SlackStandIn
  let bot: Bot

  beforeAll(async () => {
    slack = await startSlack({ perSecond: 1_000, burst: 1_000 })
    slack.workspace.admins.add(ADMIN)
    slack.workspace.strangers.add('U0GUEST')
    slack.workspace.addChannel('C0DESK')
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: { SLACK_BOT_TOKEN: slack.workspace.botToken, SLACK_APP_TOKEN: slack.workspace.appToken, ADMIN_USERS: 'slack:U0LISTED' },
      api: { slack: slack.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
    // Judging begins with a second or two in which nothing else happens: before anybody asks.
    await bot.round()
    await bot.app.ready
  }, 60_000)
  afterAll(async () => {
    await bot.close()
    await slack.close()
  })

  /** What comes of it. Where it did not reach the app, whose connection was being renewed, Slack shows an error: it is done once more. */
  const heard = async (act: () => Asked): Promise<Shown> => {
    for (;;) {
      const asked = act()
      const fate = await asked.fate
      if (fate === 'acked') return asked.answer(PATIENCE_MS)
      await sleep(fate === 'nobody' ? 300 : 2_000)
      const [late] = asked.answers
      if (late !== undefined) return late
    }
  }

  const says = async (line: string, id: string, channel = 'C0ALERTS') => {
    slack.user.id = id
    const shown = await heard(() => slack.user.types(line, channel))
    return { shown, text: `${shown.text} ${JSON.stringify(shown.blocks)}` }
  }

  test('a member who is no admin, and an admin of another workspace in a shared channel, can do nothing of it', async () => {
    for (const who of ['U0READER', 'U0GUEST'])
      for (const call of ADMIN_CALLS) {
        const { text, shown } = await says(typed(call).replace('/status', '/watch status'), who)
        expect([call.command, text]).toEqual([call.command, expect.stringContaining('This is for admins')])
        expect(shown.ephemeral).toBe(true)
      }
    expect(await bot.app.store.changes.newest()).toBe(0)
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toEqual([])
  }, 120_000)

  test('where Slack does not say who is an admin, nobody is one', async () => {
    slack.workspace.scopes.delete('users:read')
    expect((await says('/watch add dprk-russia', ADMIN)).text).toContain('users:read')
    slack.workspace.scopes.add('users:read')
    expect(await bot.app.store.changes.newest()).toBe(0)
  })

  test('an admin watches the channel they type in, and the next story is posted there', async () => {
    const { text, shown } = await says('/watch add dprk-russia threshold:0.4', ADMIN, 'C0DESK')
    expect(text).toContain('#c0desk on Slack')
    expect(shown.ephemeral).toBe(true)
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    await bot.round(2 * HOUR)
    const [post] = slack.workspace.channel('C0DESK').messages
    expect(JSON.stringify(post?.blocks)).toContain('Lavrov')
    expect(slack.workspace.channels.get('C0ALERTS')?.messages).toEqual([])
  })

  test('its button takes it back, and only for an admin', async () => {
    const { shown } = await says('/watch edit slack-c0desk cap:3', ADMIN, 'C0DESK')
    slack.user.id = 'U0READER'
    const refused = await heard(() => slack.user.presses('ask-0', { blocks: shown.blocks }))
    expect(JSON.stringify(refused)).toContain('This is for admins')
    expect(bot.app.context.desk?.routes().find(({ id }) => id === 'slack-c0desk')?.cap).toBe(3)
    slack.user.id = ADMIN
    const done = await heard(() => slack.user.presses('ask-0', { blocks: shown.blocks }))
    expect(JSON.stringify(done)).toContain('Change 2 is taken back')
    expect(bot.app.context.desk?.routes().find(({ id }) => id === 'slack-c0desk')?.cap).toBeNull()
  })

  test('a channel the app is not in, one there is not, and words half typed are told', async () => {
    slack.workspace.addChannel('C0QUIET').member = false
    for (const [line, said] of [
      ['/watch add us-jp-kr channel:C0QUIET', '/invite'],
      ['/watch add us-jp-kr channel:C0NOWHERE', 'sees no channel C0NOWHERE'],
      ['/watch add us-jp-kr channel:#nowhere', 'in no channel called #nowhere'],
      ['/watch add us-jp-kr channel:#c0quiet', 'in no channel called #c0quiet'],
      ['/watch test #c0desk', 'Test of slack-c0desk'],
      ['/watch edit', '/watch edit ROUTE'],
      ['/watch edit slack-c0desk', 'Say what is to change'],
      ['/watch edit slack-c0desk treshold:0.7', 'no route'],
      ['/feeds', 'Say what to do'],
      ['/feeds ad https://example.org', '“ad” is nothing that /feeds does'],
      [`/watch add ${'x'.repeat(10_000)}`, 'alignments has 10000 characters'],
    ] as const)
      expect([line.slice(0, 60), (await says(line, ADMIN)).text]).toEqual([line.slice(0, 60), expect.stringContaining(said)])
    expect(await bot.app.store.changes.newest()).toBe(3)
  }, 60_000)

  test('whom the settings list changes feeds without being an admin, and Slack’s admins do not while somebody is listed', async () => {
    expect((await says('/feeds pause river', ADMIN)).text).toContain('only its operators may change them')
    expect((await says('/feeds pause river', 'U0LISTED')).text).toContain('river is paused')
    expect((await says('/feeds list', 'U0LISTED')).text).toContain('paused by Slack user U0LISTED')
    const listed = (await says('/feeds list', ADMIN)).text
    expect(listed).toContain('not polled')
    expect(listed).not.toContain('U0LISTED')
    expect((await says('/feeds resume river', 'U0LISTED')).text).toContain('river is polled again')
    const status = await says('/watch status', ADMIN)
    expect(status.text).toContain('1 answering, 1 failing')
    expect(status.text).toContain('last post')
    expect(status.text).toContain('Version')
  })
})
