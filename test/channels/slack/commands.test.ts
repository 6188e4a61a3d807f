import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Command, textReply } from '#src/domain/command.ts'
import type { Feedback } from '#src/domain/feedback.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { buttonsOf } from '../../stand-ins/slack/user.ts'
import { type Opened, openBoth } from './open.ts'

/** Says back what it was asked, and offers the same again. */
const echo: Command = {
  name: 'actor',
  description: 'Who is it?',
  options: [
    { name: 'name', description: 'any name', required: true, choices: [], autocomplete: true },
    { name: 'on', description: 'a day', required: false, choices: [], autocomplete: false },
    {
      name: 'side',
      description: 'an alignment',
      required: false,
      choices: [{ name: 'North Korea–Russia', value: 'dprk-russia' }],
      autocomplete: false,
    },
  ],
  run: async (args) => ({
    ...textReply(JSON.stringify(args)),
    suggestions: [{ label: 'Did you mean Sergey Lavrov?', command: 'actor', args: { name: 'sergey-lavrov' } }],
  }),
}
const broken: Command = {
  name: 'broken',
  description: 'Throws',
  options: [],
  run: async () => {
    throw new Error('the shelf with xoxb-1234-secret fell down')
  },
}
const why: Command = {
  name: 'why',
  description: 'Why was it kept?',
  options: [{ name: 'id', description: 'a story', required: true, choices: [], autocomplete: false }],
  run: async (args) => textReply(`kept: ${args.id}`, true),
}
const help: Command = { name: 'help', description: 'Help', options: [], run: async () => textReply('how it works', true) }
const search: Command = {
  name: 'search',
  description: 'Search',
  options: [{ name: 'words', description: 'what for', required: true, choices: [], autocomplete: false }],
  run: async (args) => textReply(`found ${args.words}`),
}

describe('commands and buttons in Slack', () => {
  let opened: Opened
  const feedback: Feedback[] = []
  const ask = async (line: string) => {
    const asked = opened.slack.user.types(line)
    expect(await asked.fate).toBe('acked')
    const answer = await asked.answer()
    return { ...answer, shown: readMessage(answer).text }
  }

  beforeEach(async () => {
    feedback.length = 0
    opened = await openBoth({
      commands: [echo, broken, why, help, search],
      slack: {
        onFeedback: async (said) => {
          feedback.push(said)
        },
      },
    })
    await opened.channel.ready
  })
  afterEach(() => opened.close())

  test('words without a name go to the main option, name:value to the others', async () => {
    const { shown } = await ask('/actor choe son hui on:2025-07-12 side:"North Korea–Russia"')
    expect(JSON.parse(shown.split('\n')[0] ?? '')).toEqual({ name: 'choe son hui', on: '2025-07-12', side: 'dprk-russia' })
  })

  test('a name in Hangul arrives whole', async () => {
    expect((await ask('/actor 라브로프')).shown).toContain('{"name":"라브로프"}')
  })

  test('an address keeps its colon: only names of options are taken off', async () => {
    expect((await ask('/actor https://news.example/a:b')).shown).toContain('{"name":"https://news.example/a:b"}')
  })

  test('a missing option is told to the asker alone, with what to type', async () => {
    const [answer, listed] = [await ask('/why'), await ask('/actor')]
    expect(answer.ephemeral && listed.ephemeral).toBe(true)
    expect(answer.shown).toContain('“id” is missing. Type: /why ID')
    expect(listed.shown).toContain('/actor NAME [on:…] [side:…]')
  })

  test('a value that is no choice is told with the choices there are', async () => {
    expect((await ask('/actor lavrov side:mars')).shown).toContain('“mars” is no side. It is one of: dprk-russia')
  })

  test('names that Slack keeps for itself are served by /watch, and /watch alone is help', async () => {
    expect((await ask('/watch search 두 글자')).shown).toContain('found 두 글자')
    expect((await ask('/watch')).shown).toContain('how it works')
    expect((await ask('/watch nonsense')).shown).toContain('There is no such command')
  })

  test('a handler that throws gives a short message with an id that stands in the log, and no secret in either', async () => {
    const answer = await ask('/broken')
    const [, id] = /in the log as ([0-9a-f]{8})/.exec(answer.shown) ?? []
    expect(answer.ephemeral).toBe(true)
    expect(opened.log.lines.filter((line) => line.fields.errorId === id && line.level === 'error')).toHaveLength(1)
    expect(answer.shown).not.toContain('shelf')
    expect(JSON.stringify(opened.log.lines)).not.toContain('xoxb')
  })

  test('what a user types cannot ping through the answer', async () => {
    const asked = opened.slack.user.types('/actor <!channel> @here <@U123> <https://evil.example|good>')
    const seen = readMessage(await asked.answer())
    expect(seen.pings).toEqual([])
    expect(seen.links).toEqual([])
    expect(seen.text).toContain('<!channel>')
  })

  test('a suggestion is a button that asks it', async () => {
    const first = await ask('/actor lawrow')
    const asked = opened.slack.user.presses('ask-0', first)
    expect(await asked.fate).toBe('acked')
    expect(readMessage(await asked.answer()).text).toContain('{"name":"sergey-lavrov"}')
  })

  test('the buttons of a post ask why and take what the reader thinks of it', async () => {
    const post = makePost({ route: makeRoute({ platform: 'slack', channel: 'C0ALERTS' }) })
    await opened.channel.send(post, new AbortController().signal)
    const [message] = opened.slack.workspace.channel('C0ALERTS').messages
    if (message === undefined) throw new Error('nothing was posted')
    expect(buttonsOf(message.blocks).map((button) => button.action_id)).toEqual([
      'read',
      'why',
      'relevant',
      'wrong-alignment',
      'not-relevant',
      'duplicate',
    ])

    const answer = await opened.slack.user.presses('why', message).answer()
    expect(answer).toMatchObject({ ephemeral: true, text: `kept: ${post.brief.storyId}` })
    await opened.slack.user.presses('not-relevant', message).answer()
    expect((await opened.slack.user.presses('duplicate', message).answer()).text).toContain('Noted: duplicate')
    const said = { platform: 'slack', storyId: post.brief.storyId, userId: 'U0READER' }
    expect(feedback).toMatchObject([
      { ...said, verdict: 'not-relevant' },
      { ...said, verdict: 'duplicate' },
    ])
    expect(await opened.slack.user.presses('read', message).fate).toBe('acked')
  })
})
