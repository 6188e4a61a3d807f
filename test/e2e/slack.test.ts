import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, EXPO, HOSTILE, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'
import { STORES } from './stores.ts'

/** The texts of one kind (`mrkdwn` is read as markup, `plain_text` is not) anywhere in the blocks. */
function textsOf(value: unknown, kind: 'mrkdwn' | 'plain_text'): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && value.type === kind && 'text' in value ? [String(value.text)] : []
  return [...own, ...Object.values(value).flatMap((inner) => textsOf(inner, kind))]
}

describe.each(STORES)('from feeds to a Slack channel and back, on $name', ({ env }) => {
  let slack: SlackStandIn
  let bot: Bot

  beforeAll(async () => {
    slack = await startSlack({ perSecond: 1_000, burst: 1_000 })
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: {
        SLACK_BOT_TOKEN: slack.workspace.botToken,
        SLACK_APP_TOKEN: slack.workspace.appToken,
        SLACK_CHANNELS: 'C0ALERTS',
        ...(await env()),
      },
      api: { slack: slack.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) }, { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
    await bot.app.ready
  })

  afterAll(async () => {
    await bot.close()
    await slack.close()
  })

  const posts = () => slack.workspace.channels.get('C0ALERTS')?.messages ?? []

  test('a kept story is posted once; a second outlet edits the post', async () => {
    await bot.round()
    expect(posts()).toHaveLength(1)
    expect(JSON.stringify(posts()[0]?.blocks)).toContain('Lavrov')
    await bot.round(2 * HOUR)
    expect(posts()).toHaveLength(1)
    expect(JSON.stringify(posts()[0]?.blocks)).toContain('Bay Daily')
    expect(slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1)
  })

  test('/actor answers to Hangul and a misspelling, offers candidates, and says when it knows nobody', async () => {
    expect(JSON.stringify(await slack.user.types('/actor 라브로프').answer(5_000))).toContain('Sergey Lavrov')
    expect(JSON.stringify(await slack.user.types('/actor Lavrof').answer(5_000))).toContain('Sergey Lavrov')
    expect(JSON.stringify(await slack.user.types('/actor Kim').answer(5_000))).toContain('Kim Yo Jong')
    expect(JSON.stringify(await slack.user.types('/actor Zzyzx Quux').answer(5_000))).toContain('Zzyzx Quux')
  })

  test('/story, /timeline and /trend answer, with names as they are typed in Slack', async () => {
    const id = (await bot.app.store.archive.latest({ limit: 1 }))[0]?.storyId ?? ''
    const story = JSON.stringify(await slack.user.types(`/story ${id.slice(0, 8)}`).answer(5_000))
    expect(story).toContain('River Wire, Bay Daily')
    const timeline = JSON.stringify(await slack.user.types('/timeline russia, south korea').answer(5_000))
    expect(timeline).toContain('Between Russia and South Korea')
    const trend = JSON.stringify(await slack.user.types('/trend of:russia with:"south korea" days:30').answer(5_000))
    expect(trend).toContain('Trend: Russia – South Korea')
  })

  test('a headline full of tricks stays text', async () => {
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [HOSTILE, LAVROV_EN, EXPO]) })
    await bot.round(2 * HOUR)
    expect(posts()).toHaveLength(2)
    const post = posts().at(-1)
    const marked = [post?.text ?? '', ...textsOf(post?.blocks ?? [], 'mrkdwn')].join('\n')
    expect(marked).not.toMatch(/<!channel>|<@U123>|<https:\/\/evil/)
    expect(JSON.stringify(post)).not.toContain('\u202E')
    expect(textsOf(post?.blocks ?? [], 'plain_text').join('\n')).toContain('troops to Russia')
  })
})
