import { afterEach, expect, test } from 'vitest'
import { unusedPort } from '../stand-ins/feed-server.ts'
import { overHttp } from '../stand-ins/slack/requests.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, openBot } from './bot.ts'

const SECRET = 'planted-signing-secret'
let bot: Bot
let slack: SlackStandIn
afterEach(async () => {
  await bot.close()
  await slack.close()
})

test('with a signing secret in place of an app token Slack’s requests are taken over HTTP, signed ones only', async () => {
  slack = await startSlack()
  const port = await unusedPort()
  bot = await openBot({
    at: '2025-07-12T09:00:00Z',
    api: { slack: slack.api },
    env: {
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_HTTP_PORT: String(port),
      SLACK_CHANNELS: 'C0ALERTS',
    },
  })
  await bot.app.ready
  const url = `http://127.0.0.1:${port}/slack/events`
  slack.user.way = overHttp(url, SECRET)
  expect(JSON.stringify(await slack.user.types('/watch help').answer())).toContain('/actor')
  slack.user.way = overHttp(url, 'another secret')
  expect(await slack.user.types('/watch help').fate).toBe('nobody')
  expect(slack.calls.map(({ method }) => method)).not.toContain('apps.connections.open')
  expect(bot.log.lines.join('\n')).not.toContain('planted')
})
