import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { briefs, contextOver } from '../../commands/sample.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import type { Shown } from '../../stand-ins/slack/user.ts'
import { type Opened, openBoth } from './open.ts'

describe('the languages of a Slack workspace', () => {
  let opened: Opened
  const text = (shown: Shown): string => readMessage(shown).text
  const ask = async (line: string): Promise<string> => text(await opened.slack.user.types(line).answer())

  beforeEach(async () => {
    opened = await openBoth({ commands, slack: { context: contextOver(briefs, []), timeoutMs: 5_000 } })
    await opened.channel.ready
  })
  afterEach(() => opened.close())

  test.each([
    ['ko-KR', '최신 소식'],
    ['ja-JP', '最新ニュース'],
    ['ru-RU', 'Свежие сюжеты'],
    ['zh-CN', '最新消息'],
    ['de-DE', 'Latest stories'],
  ])('a member who has set %s is answered with “%s”', async (locale, title) => {
    opened.slack.workspace.locales.set('U0READER', locale)
    expect(await ask('/latest')).toContain(title)
  })

  test('a workspace that does not tell its members’ languages is answered in the one that is set for all', async () => {
    opened.slack.workspace.locales.set('U0READER', 'ko-KR')
    opened.slack.workspace.scopes.delete('users:read')
    expect(await ask('/latest')).toContain('Latest stories')
    expect(opened.log.lines.some(({ message }) => message.includes('users:read'))).toBe(true)
    opened.slack.workspace.scopes.add('users:read')
  })

  test('commands, options and choices may be typed as the reader’s language names them', async () => {
    opened.slack.workspace.locales.set('U0READER', 'ko-KR')
    expect(await ask('/watch 최신 진영:dprk-russia')).toContain('Shoigu visits Pyongyang for talks')
    expect(await ask('/watch 요약 일수:400')).toContain('일수는 1에서 31')
    expect(await ask('/watch 아무거나')).toContain('그런 명령은 없습니다')
  })

  test('a post is in the language of its route', async () => {
    const post = makePost({ route: makeRoute({ platform: 'slack', channel: 'C0ALERTS', language: 'ja' }) })
    await opened.channel.send(post, new AbortController().signal)
    const [message] = opened.slack.workspace.channels.get('C0ALERTS')?.messages ?? []
    if (message === undefined) throw new Error('nothing was posted')
    const shown = readMessage({ text: message.text, blocks: [...message.blocks] as never }).text
    expect(shown).toContain(`ニュース ${post.brief.storyId}`)
    expect(shown).toContain(post.brief.headline)
    expect(shown).not.toContain('Story')
  })
})
