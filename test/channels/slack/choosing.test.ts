import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chosenFor, listed } from '#src/channels/slack/choosing.ts'
import { renderReply } from '#src/channels/slack/reply.ts'
import { commands } from '#src/commands/index.ts'
import { type Command, textReply } from '#src/domain/command.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { Secret } from '#src/domain/secret.ts'
import { wordsIn } from '#src/words/words.ts'
import { briefs, contextOver } from '../../commands/sample.ts'
import { checkBlocks, checkOptions } from '../../stand-ins/slack/block-kit.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { overHttp } from '../../stand-ins/slack/requests.ts'
import { buttonsOf, type Shown, type Suggested } from '../../stand-ins/slack/user.ts'
import { type Opened, openBoth } from './open.ts'

const context = contextOver(briefs, [])
const LIST = 'choose'
const text = (shown: Shown): string => readMessage(shown).text
const namesOf = ({ options }: Suggested): readonly string[] => options.map((option) => option.text.text)
const hasList = ({ blocks }: Shown): boolean => JSON.stringify(blocks).includes('"external_select"')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The two ways that Slack reaches an app. */
const ways = ['socket mode', 'HTTP'] as const
const SECRET = 'signing secret for tests'

async function openBy(way: (typeof ways)[number]): Promise<Opened> {
  const port = await freePort()
  const http = way === 'HTTP' ? { http: { signingSecret: new Secret(SECRET), port } } : {}
  const opened = await openBoth({ commands, slack: { context, timeoutMs: 5_000, ...http } })
  await opened.channel.ready
  if (way === 'HTTP') opened.slack.user.way = overHttp(`http://127.0.0.1:${port}/slack/events`, SECRET)
  return opened
}

describe.each(ways)('a list that suggests names in Slack, by %s', (way) => {
  let opened: Opened
  const ask = (line: string): Promise<Shown> => opened.slack.user.types(line).answer()
  const type = (typed: string, on: Shown): Promise<Suggested> => opened.slack.user.typesInto(LIST, typed, on)
  const choose = (value: string, on: Shown): Promise<Shown> => opened.slack.user.chooses(LIST, value, on).answer()

  beforeEach(async () => {
    opened = await openBy(way)
  })
  afterEach(() => opened.close())

  test('/actor without a name gives the asker alone a list, and how to type it; what is chosen is answered like the command', async () => {
    const which = await ask('/actor')
    expect(which.ephemeral).toBe(true)
    expect(text(which)).toContain('/actor NAME')
    expect(await type('lav', which)).toMatchObject({ fate: 'acked' })
    const found = await type('lavr', which)
    expect(found.options[0]).toMatchObject({ value: 'sergey-lavrov', text: { text: 'Sergey Lavrov' } })
    expect(found.options[0]?.description?.text).toContain('Foreign')
    const [chosen, typed] = [await choose('sergey-lavrov', which), await ask('/actor sergey-lavrov')]
    expect(text(chosen)).toBe(text(typed))
    expect(chosen.ephemeral).toBe(false)
  })

  test('opened, it shows who is in the news; a single letter of a Korean, Japanese or Chinese name is enough to narrow it', async () => {
    const which = await ask('/actor')
    expect(namesOf(await type('', which))).toContain('Kim Jong Un')
    for (const typed of ['김', '石', '拉']) expect((await type(typed, which)).options.length).toBeGreaterThan(0)
  })

  test('letters that no name has give an empty list, and ten thousand give no error', async () => {
    const which = await ask('/actor')
    expect(await type('zzyzxqwfp', which)).toEqual({ fate: 'acked', options: [] })
    expect(await type('김'.repeat(10_000), which)).toMatchObject({ fate: 'acked' })
  })

  test('what was asked besides goes with what is chosen', async () => {
    const which = await ask('/actor on:2024-05-01 days:30')
    await type('lavrov', which)
    expect(text(await choose('sergey-lavrov', which))).toBe(text(await ask('/actor sergey-lavrov on:2024-05-01 days:30')))
  })

  test('/timeline asks for the one and then for the other', async () => {
    const first = await ask('/timeline days:3650')
    await type('russia', first)
    const second = await choose('russia', first)
    expect(second.ephemeral).toBe(true)
    expect(text(second)).toContain('And who else?')
    await type('north k', second)
    expect(text(await choose('north-korea', second))).toBe(text(await ask('/timeline Russia, North Korea days:3650')))
  })

  test('/timeline with one name asks for the other; with a name that means nobody, for both', async () => {
    expect(text(await ask('/timeline Russia'))).toContain('And who else?')
    expect(text(await ask('/timeline Zzyzx'))).toContain('Between whom?')
  })

  test('/timeline with a name of several gives those, and then asks for the other; with a thing, it says that it does not act', async () => {
    const which = await ask('/timeline Kim')
    const labels = buttonsOf(which.blocks).map((button) => (button.text as { text: string }).text)
    const at = labels.indexOf('Kim Jong Un')
    expect(text(await opened.slack.user.presses(`ask-${at}`, which).answer())).toContain('And who else?')
    expect(text(await ask('/timeline KN-23'))).toContain('does not act')
  })

  test('/network and /trend of all answer, and offer a list under the answer; of one they do not', async () => {
    for (const line of ['/network', '/trend']) {
      const all = await ask(`${line} days:365`)
      expect(all.ephemeral).toBe(false)
      await type('russia', all)
      const chosen = await choose('russia', all)
      expect(text(chosen)).toContain('Russia')
      expect(hasList(chosen)).toBe(false)
    }
  })

  test.each([
    ['/watch search Wonsan actor:?', 'lavrov', 'sergey-lavrov', '/watch search Wonsan actor:sergey-lavrov'],
    ['/watch search Wonsan actor:', 'lavrov', 'sergey-lavrov', '/watch search Wonsan actor:sergey-lavrov'],
    ['/latest actor:?', 'lavrov', 'sergey-lavrov', '/latest actor:sergey-lavrov'],
    ['/actor ?', 'lavrov', 'sergey-lavrov', '/actor lavrov'],
    ['/latest ?', 'north', 'dprk-russia', '/latest dprk-russia'],
  ])('%s asks by a list, and answers with what was chosen', async (line, typed, value, same) => {
    const which = await ask(line)
    expect(which.ephemeral).toBe(true)
    await type(typed, which)
    expect(text(await choose(value, which))).toBe(text(await ask(same)))
  })

  test('a list is filled in time although Slack is slow to tell who asks', async () => {
    const which = await ask('/actor')
    opened.slack.user.id = 'U0SLOW'
    opened.slack.faults.add('users.info', { kind: 'delay', ms: 2_500 })
    expect((await type('lavrov', which)).options[0]?.value).toBe('sergey-lavrov')
  })

  test('a list is in the language of who reads it', async () => {
    opened.slack.workspace.locales.set('U0READER', 'ko-KR')
    const which = await ask('/actor')
    expect(text(which)).toContain('고르')
    expect((await type('lavrov', which)).options[0]?.description?.text).toMatch(/[가-힣]/)
  })
})

describe('a list of what admins change', () => {
  const removed: string[] = []
  const feeds: Command = {
    name: 'feeds',
    description: 'Feeds',
    admin: true,
    options: [],
    subcommands: [
      {
        name: 'remove',
        description: 'Removes',
        options: [{ name: 'feed', description: 'a feed', required: true, choices: [], autocomplete: true }],
      },
    ],
    run: async ({ action, feed }) => {
      removed.push(`${action} ${feed}`)
      return textReply('removed', true)
    },
    complete: () => [{ name: 'Wire of the coast', value: 'coast-wire' }],
  }
  const desk = { operators: () => ['slack:U0OPERATOR'] } as unknown as NonNullable<(typeof context)['desk']>
  let opened: Opened
  beforeEach(async () => {
    removed.length = 0
    opened = await openBoth({ commands: [feeds], slack: { context: { ...context, desk }, timeoutMs: 5_000 } })
    await opened.channel.ready
  })
  afterEach(() => opened.close())

  test('suggests to admins and operators, and names nothing to a reader, nor while Slack does not say who asks', async () => {
    const { user, workspace } = opened.slack
    workspace.admins.add('U0ADMIN')
    workspace.strangers.add('U0STRANGER')
    for (const [id, names] of [
      ['U0READER', []],
      ['U0STRANGER', []],
      ['U0ADMIN', ['Wire of the coast']],
      ['U0OPERATOR', ['Wire of the coast']],
    ] as const) {
      user.id = id
      const which = await user.types('/feeds remove').answer()
      expect(namesOf(await user.typesInto(LIST, 'coast', which))).toEqual(names)
    }
    const which = await user.types('/feeds remove').answer()
    opened.slack.faults.add('users.info', { kind: 'delay', ms: 2_500 }, 2)
    user.id = 'U0ADMIN'
    expect(await user.typesInto(LIST, 'coast', which)).toEqual({ fate: 'acked', options: [] })
    opened.slack.faults.clear()
    await user.typesInto(LIST, 'coast', which)
    await user.chooses(LIST, 'coast-wire', which).answer()
    expect(removed).toEqual(['remove coast-wire'])
  })
})

describe('what Slack is sent of a list', () => {
  const choosing = { label: 'Whom?', command: 'actor', option: 'name', args: {} }

  test.each(LOCALES)('is what Slack takes, in %s', (locale) => {
    const own = wordsIn(locale)
    for (const label of [own.choosing.ask('/actor NAME [on:…]'), own.choosing.around, own.choosing.who, own.choosing.andWho]) {
      const { blocks } = renderReply({ ...textReply('text'), choosing: { ...choosing, label } }, new Map(), null, own)
      expect(checkBlocks(blocks, () => true)).toBeNull()
      expect(JSON.stringify(blocks)).toContain('"external_select"')
    }
  })

  test('is left out where all that was asked does not go into a block’s id, and its words still tell what to type', () => {
    const { blocks } = renderReply({ ...textReply('Say whom.'), choosing: { ...choosing, args: { query: 'ж'.repeat(300) } } })
    expect(checkBlocks(blocks, () => true)).toBeNull()
    expect(JSON.stringify(blocks)).not.toContain('external_select')
    expect(JSON.stringify(blocks)).toContain('Say whom.')
  })

  test('its options are as Slack demands, whatever the names are', () => {
    const many = Array.from({ length: 300 }, (_, at) => ({
      name: `${'Long name '.repeat(20)}${at} — ${'office '.repeat(30)}`,
      value: `id-${at}`,
    }))
    const odd = [
      { name: '', value: 'unnamed' },
      { name: 'No value', value: '' },
      { name: 'Too long a value', value: 'x'.repeat(151) },
      { name: '<!channel> & — <@U123>', value: 'odd' },
      { name: 'Again', value: 'odd' },
      { name: '김'.repeat(200), value: 'korean' },
    ]
    for (const choices of [many, odd, [...odd, ...many]]) expect(checkOptions({ options: listed(choices) })).toBeNull()
    expect(listed(many)).toHaveLength(100)
    expect(listed(odd).map(({ value }) => value)).toEqual(['odd', 'korean'])
  })

  test('an id that is none of ours means nothing', () => {
    for (const id of ['', 'b', '[]', '["actor"]', '{"a":1}', '["actor","name",null]', '[1,2,{}]']) expect(chosenFor(id)).toBeNull()
    expect(chosenFor('["actor","name",{"on":"2025-07-12","odd":3}]')).toEqual({
      command: 'actor',
      option: 'name',
      args: { on: '2025-07-12' },
    })
  })
})
