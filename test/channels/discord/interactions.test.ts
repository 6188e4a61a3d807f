import { afterEach, describe, expect, test } from 'vitest'
import type { Choice, Command } from '#src/domain/command.ts'
import { textReply } from '#src/domain/command.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import { objects } from '../../stand-ins/discord/limits.ts'
import { wordsOf } from './reading.ts'
import { command, type Desk, openDesk } from './setup.ts'

const EPHEMERAL = 1 << 6
const PNG = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])

const nameOption = { name: 'name', description: 'Any of its names', required: true, choices: [], autocomplete: true }
const names: readonly Choice[] = [
  { name: 'Sergey Lavrov · 라브로프', value: 'sergey-lavrov' },
  { name: 'Choe Son Hui · 최선희', value: 'choe-son-hui' },
]

const actor = command('actor', {
  options: [nameOption],
  run: async ({ name }) =>
    name === 'Kim'
      ? {
          ...textReply('Which Kim?', true),
          suggestions: [{ label: 'Kim Jong Un', command: 'actor', args: { name: 'kim-jong-un' } }],
        }
      : { ...textReply(`This is ${name}.`), title: 'An actor', fields: [{ name: 'Country', value: [[{ text: 'Russia' }]], inline: true }] },
  complete: (_option, typed) => names.filter((choice) => choice.name.toLowerCase().includes(typed.toLowerCase())),
})

const why = command('why', {
  options: [{ name: 'story', description: 'Its id', required: true, choices: [], autocomplete: false }],
  run: async ({ story }) => textReply(`Story ${story} is kept by rule A1.`),
})

describe('the people of a Discord channel', () => {
  let desk: Desk
  afterEach(() => desk.close())

  const open = async (...commands: Command[]) => {
    desk = await openDesk({ commands: commands.length === 0 ? [actor, why] : commands, deferAfterMs: 60 })
    await desk.channel.ready
    return { people: desk.discord.people, where: { channelId: desk.place.id, userId: '77' } }
  }
  const posted = async () => {
    await desk.channel.send(makePost({ route: makeRoute({ channel: desk.place.id }) }), new AbortController().signal)
    const [message] = desk.place.messages
    if (message === undefined) throw new Error('nothing was posted')
    return message
  }

  test('get an answer to a slash command, with its title and fields', async () => {
    const { people, where } = await open()
    const message = await people.command(where, 'actor', { name: '라브로프' }).message()
    expect(wordsOf(message)).toContain('This is 라브로프.')
    expect(message.embeds[0]).toMatchObject({ title: 'An actor', fields: [{ name: 'Country', value: 'Russia', inline: true }] })
    expect(message.flags & EPHEMERAL).toBe(0)
  })

  test('are answered in a direct message too', async () => {
    const { people } = await open()
    const message = await people.command({ channelId: '123456789' }, 'actor', { name: 'Lavrov' }).message()
    expect(wordsOf(message)).toContain('This is Lavrov.')
  })

  test('see choices while they type, in any script', async () => {
    const { people, where } = await open()
    expect(await people.autocomplete(where, 'actor', 'name', '최선').choices()).toEqual([names[1]])
    expect(await people.autocomplete(where, 'actor', 'name', 'nobody').choices()).toEqual([])
  })

  test('never get more than 25 choices, nor any too long for Discord', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ name: `${index} `.repeat(90), value: `id-${index}` }))
    const { people, where } = await open(
      command('actor', { options: [nameOption], complete: () => [{ name: 'x', value: 'v'.repeat(101) }, ...many] }),
    )
    const choices = await people.autocomplete(where, 'actor', 'name', 'x').choices()
    expect(choices).toHaveLength(25)
    expect(Math.max(...choices.map(({ name }) => name.length))).toBeLessThanOrEqual(100)
  })

  test('choose between candidates by buttons when a name is ambiguous', async () => {
    const { people, where } = await open()
    const asked = await people.command(where, 'actor', { name: 'Kim' }).message()
    expect(asked.flags & EPHEMERAL).toBe(EPHEMERAL)
    const chosen = await people.click(where, asked, 'Kim Jong Un').message()
    expect(wordsOf(chosen)).toContain('This is kim-jong-un.')
  })

  test('learn why a post is there, seen by them alone', async () => {
    const { people, where } = await open()
    const answer = await people.click(where, await posted(), 'Why').message()
    expect(wordsOf(answer)).toBe(`Story ${makeBrief().storyId} is kept by rule A1.`)
    expect(answer.flags & EPHEMERAL).toBe(EPHEMERAL)
  })

  test('say by a button what they think of a post, and are thanked', async () => {
    const { people, where } = await open()
    const message = await posted()
    expect(wordsOf(await people.click(where, message, 'Not relevant').message())).toContain('Noted: not relevant')
    await people.click({ ...where, userId: '78' }, message, 'Relevant').message()
    await people.click({ ...where, userId: '79' }, message, 'Duplicate').message()
    expect(wordsOf(await people.click(where, message, 'Wrong alignment').message())).toContain('Noted: wrong alignment')
    const { storyId } = makeBrief()
    expect(desk.feedback).toMatchObject([
      { platform: 'discord', storyId, userId: '77', verdict: 'not-relevant' },
      { platform: 'discord', storyId, userId: '78', verdict: 'relevant' },
      { platform: 'discord', storyId, userId: '79', verdict: 'duplicate' },
      { platform: 'discord', storyId, userId: '77', verdict: 'wrong-alignment' },
    ])
  })

  test('see a picture with words for those who cannot see it', async () => {
    const picture = { name: 'Mentions of Lavrov, by week', alt: 'Mentions by week, most in July', svg: '<svg/>', png: async () => PNG }
    const { people, where } = await open(command('trend', { run: async () => ({ ...textReply('A year'), picture }) }))
    const message = await people.command(where, 'trend').message()
    const [file] = message.attachments
    expect(file).toMatchObject({ filename: 'Mentions-of-Lavrov-by-week.png', description: 'Mentions by week, most in July' })
    expect(message.embeds[0]?.image).toMatchObject({ url: file?.url })
    expect(new Uint8Array(await (await fetch(String(file?.url))).arrayBuffer())).toEqual(PNG)
  })

  test('get a slow answer in the place of a deferred one', async () => {
    const slow = command('slow', {
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 150))
        return textReply('took a while')
      },
    })
    const { people, where } = await open(slow)
    const talk = people.command(where, 'slow')
    expect(await talk.answered()).toMatchObject({ type: 5 })
    expect(wordsOf(await talk.message())).toBe('took a while')
  })

  test('get a slow private answer privately', async () => {
    const slow = command('slow', {
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 150))
        return textReply('for you alone', true)
      },
    })
    const { people, where } = await open(slow)
    const message = await people.command(where, 'slow').message()
    expect(wordsOf(message)).toBe('for you alone')
    expect(message.flags & EPHEMERAL).toBe(EPHEMERAL)
  })

  test('who are admins get a slow answer for themselves alone from the first moment on', async () => {
    const slow = command('slow', {
      admin: true,
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 150))
        return textReply('for you alone', true)
      },
    })
    const { people, where } = await open(slow)
    const talk = people.command(where, 'slow')
    expect(await talk.answered()).toMatchObject({ type: 5, data: { flags: EPHEMERAL } })
    const message = await talk.message()
    expect(wordsOf(message)).toBe('for you alone')
    expect(message.flags & EPHEMERAL).toBe(EPHEMERAL)
    expect(talk.interaction.followUps).toHaveLength(0)
  })

  test.each(['at once', 'after it was deferred'])('get a short message with an id of the log when a command fails %s', async (when) => {
    const broken = command('broken', {
      run: async () => {
        if (when !== 'at once') await new Promise((resolve) => setTimeout(resolve, 150))
        throw new Error('the planted fault at /secret/path')
      },
    })
    const { people, where } = await open(broken)
    const words = wordsOf(await people.command(where, 'broken').message())
    const id = /as ([0-9a-f]{8})/.exec(words)?.[1]
    expect(words).not.toContain('planted')
    expect(desk.log.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: expect.objectContaining({ errorId: id }) }))
    expect(JSON.stringify(desk.log.lines)).toContain('the planted fault')
  })

  test('who ask too long ago are not answered, and nothing breaks', async () => {
    const { people, where } = await open()
    desk.discord.faults.add({ path: /callback/, fault: { kind: 'delay', ms: 30 } })
    const late = people.command(where, 'actor', { name: 'Lavrov' })
    desk.discord.clock.advance(4_000)
    await expect(late.answered(300)).rejects.toThrow('no answer')
    expect(wordsOf(await people.command(where, 'actor', { name: 'Lavrov' }).message())).toContain('This is Lavrov.')
    expect(JSON.stringify(desk.log.lines)).toContain('10062')
  })

  test.each([
    { what: 'a server error', fault: { kind: 'status', status: 500 } },
    { what: 'a cut connection', fault: { kind: 'drop' } },
    { what: 'an answer that was stored but not confirmed', fault: { kind: 'lost', how: 'status' } },
  ] as const)('get their answer in spite of $what, once', async ({ fault }) => {
    const { people, where } = await open()
    desk.discord.faults.add({ path: /callback/, fault })
    const talk = people.command(where, 'actor', { name: 'Lavrov' })
    expect(wordsOf(await talk.message())).toContain('This is Lavrov.')
    expect(talk.interaction.followUps).toHaveLength(0)
    expect(desk.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('get a slow answer in spite of a deferral that was not confirmed', async () => {
    const slow = command('slow', {
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 150))
        return textReply('took a while')
      },
    })
    const { people, where } = await open(slow)
    desk.discord.faults.add({ path: /callback/, fault: { kind: 'lost', how: 'drop' } })
    expect(wordsOf(await people.command(where, 'slow').message())).toBe('took a while')
  })

  test('get several stories in one answer, as many as fit, and are told of the rest', async () => {
    const briefs = Array.from({ length: 14 }, (_, index) => makeBrief({ storyId: `story${index}`, headline: `Event number ${index}` }))
    const { people, where } = await open(command('latest', { run: async () => ({ ...textReply('The latest'), briefs }) }))
    const message = await people.command(where, 'latest').message()
    expect(message.embeds).toHaveLength(10)
    expect(wordsOf(message)).toContain('4 more do not fit here.')
  })

  test('get one story in full, with its buttons', async () => {
    const { people, where } = await open(command('latest', { run: async () => ({ ...textReply('The latest'), briefs: [makeBrief()] }) }))
    const message = await people.command(where, 'latest').message()
    expect(wordsOf(message)).toContain('Yonhap')
    expect(message.components.map((row) => objects(row.components).map(({ label }) => label))).toEqual([
      ['Read', 'Why'],
      ['Relevant', 'Wrong alignment', 'Not relevant', 'Duplicate'],
    ])
  })

  test('who type what would ping others are answered without a ping', async () => {
    const { people, where } = await open()
    const message = await people.command(where, 'actor', { name: '@everyone <@&1> <@77>' }).message()
    expect(message.pings).toEqual({ everyone: false, users: [], roles: [] })
  })
})
