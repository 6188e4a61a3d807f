import { afterEach, describe, expect, test } from 'vitest'
import { type Command, textReply } from '#src/domain/command.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { wordsOf } from './reading.ts'
import { command, type Desk, openDesk } from './setup.ts'

const echo = command('echo', { run: async (_, { locale }) => textReply(`asked in ${locale}`) })
const broken = command('broken', {
  run: async () => {
    throw new Error('the shelf fell')
  },
})

describe('the languages of a Discord server', () => {
  let desk: Desk
  afterEach(() => desk.close())

  const open = async (...own: readonly Command[]) => {
    desk = await openDesk({ commands: own, deferAfterMs: 500 })
    await desk.channel.ready
    return (locale: string) => ({ channelId: desk.place.id, userId: '77', locale })
  }

  test.each([
    ['ko', 'ko'],
    ['ja', 'ja'],
    ['ru', 'ru'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['en-GB', 'en'],
    ['fr', 'en'],
  ])('a reader whose Discord is in %s is answered in %s', async (locale, language) => {
    const where = await open(echo)
    expect(wordsOf(await desk.discord.people.command(where(locale), 'echo').message())).toContain(`asked in ${language}`)
  })

  test('what went wrong is told in the reader’s language, with the id that the log has', async () => {
    const where = await open(broken)
    const message = await desk.discord.people.command(where('ja'), 'broken').message()
    expect(wordsOf(message)).toMatch(/内部でエラーが発生しました（ログ番号 [0-9a-f]{8}）/)
  })

  test('a post is in the language of its route, and who presses a button of it is answered in their own', async () => {
    const where = await open(echo)
    const post = makePost({ route: makeRoute({ channel: desk.place.id, language: 'ko' }) })
    await desk.channel.send(post, new AbortController().signal)
    const [message] = desk.place.messages
    if (message === undefined) throw new Error('nothing was posted')
    const text = wordsOf(message)
    for (const words of ['확인 수준', '출처', `소식 ${post.brief.storyId}`]) expect(text).toContain(words)
    expect(text).toContain(post.brief.headline)
    expect(text).not.toContain('Standing')
    const thanks = await desk.discord.people.click(where('ru'), message, '관련 있음').message()
    expect(wordsOf(thanks)).toContain('Отмечено: по теме. Спасибо.')
  })
})
