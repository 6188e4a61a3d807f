import { describe, expect, test } from 'vitest'
import { commandDefinitions } from '#src/channels/discord/register.ts'
import { parseArguments } from '#src/channels/slack/arguments.ts'
import { commands } from '#src/commands/index.ts'
import type { CommandOption } from '#src/domain/command.ts'
import { ROUTE_MODES } from '#src/domain/delivery.ts'
import { FEED_KINDS } from '#src/domain/feed.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { WORDS } from '#src/words/words.ts'

const admins = commands.filter(({ admin }) => admin === true)
const optionsOf = (name: string): readonly CommandOption[] =>
  admins.flatMap((command) => (command.name === name ? (command.subcommands ?? []).flatMap(({ options }) => options) : []))

describe('the commands for admins', () => {
  test('offer every value that a route or feed can have', () => {
    const values = (command: string, option: string) =>
      optionsOf(command)
        .find(({ name }) => name === option)
        ?.choices.map(({ value }) => value)
    expect(values('watch', 'mode')).toEqual([...ROUTE_MODES])
    expect(values('watch', 'speak')).toEqual([...LOCALES])
    expect(values('feeds', 'kind')).toEqual([...FEED_KINDS])
  })

  test.each(LOCALES)('have a name and a description for everything in %s, and no two of one name side by side', (locale) => {
    for (const { name, subcommands = [] } of admins) {
      const words = WORDS[locale].admin[name as keyof (typeof WORDS)['en']['admin']]
      const options: Readonly<Record<string, { readonly name: string; readonly description: string }>> = words.options
      for (const one of subcommands) {
        const inside = one.options.map((option) => options[option.name])
        for (const said of [words, options[one.name], ...inside]) {
          expect(said?.name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u)
          expect(said?.name).toBe(said?.name.toLowerCase())
          expect(said?.description.length).toBeLessThanOrEqual(100)
          expect(said?.description).not.toBe('')
        }
        expect(new Set(inside.map((said) => said?.name)).size).toBe(inside.length)
      }
      expect(new Set(subcommands.map((one) => options[one.name]?.name)).size).toBe(subcommands.length)
    }
  })

  test('are defined for Discord with their subcommands in six languages, for those who manage the server, not in direct messages', () => {
    const watch = commandDefinitions(commands).find(({ name }) => name === 'watch')
    expect(watch).toMatchObject({
      default_member_permissions: '32',
      contexts: [0],
      options: expect.arrayContaining([
        expect.objectContaining({
          type: 1,
          name: 'add',
          name_localizations: expect.objectContaining({ ko: '추가', ru: 'добавить', 'zh-TW': '新增' }),
        }),
      ]),
    })
    const add = (watch as { options: { name: string; options: { name: string; type: number }[] }[] }).options.find(
      ({ name }) => name === 'add',
    )
    expect(add?.options.filter(({ name }) => name === 'channel' || name === 'mention').map(({ type }) => type)).toEqual([7, 8])
  })

  test('are understood on Slack by their names in other languages', () => {
    const watch = commands.find(({ name }) => name === 'watch')
    if (watch === undefined) throw new Error('there is no /watch')
    expect(parseArguments(watch, '추가 dprk-russia 기준점수:0.6')).toEqual({
      args: { action: 'add', alignments: 'dprk-russia', threshold: '0.6' },
    })
  })
})
