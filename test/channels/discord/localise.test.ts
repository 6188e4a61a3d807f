import { describe, expect, test } from 'vitest'
import { MAX_BUTTON_LABEL, MAX_CHOICE, MAX_COMMAND_DESCRIPTION, MAX_FIELD_NAME } from '#src/channels/discord/limits.ts'
import { commandDefinitions } from '#src/channels/discord/register.ts'
import { BUTTON_TEXT } from '#src/channels/slack/limits.ts'
import { commands } from '#src/commands/index.ts'
import { FEEDBACK_VERDICTS } from '#src/domain/feedback.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { wordsIn } from '#src/words/words.ts'

// https://discord.com/developers/docs/reference#locales
const TAGS = ['en-US', 'en-GB', 'ko', 'ja', 'ru', 'zh-CN', 'zh-TW']

// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const MOST_OF_A_COMMAND = 8_000

type Localised = Readonly<Record<string, string>>
type Named = {
  readonly name: string
  readonly description?: string
  readonly name_localizations?: Localised
  readonly description_localizations?: Localised
  readonly value?: string
  readonly options?: readonly Named[]
  readonly choices?: readonly Named[]
}

const definitions = commandDefinitions(commands) as unknown as readonly Named[]

/** A command with its subcommands and options, each under its path. */
const within = (one: Named, path = one.name): readonly (readonly [string, Named])[] => [
  [path, one],
  ...(one.options ?? []).flatMap((inner) => within(inner, `${path} ${inner.name}`)),
]
const all = definitions.flatMap((one) => within(one))

describe('every command, subcommand and option', () => {
  test('has a name and a description in every language that Discord may show it in', () => {
    const lacking = all.flatMap(([path, { name_localizations: names = {}, description_localizations: told = {} }]) =>
      TAGS.filter((tag) => names[tag] === undefined || told[tag] === undefined).map((tag) => `${path} in ${tag}`),
    )
    expect(all.length).toBeGreaterThan(30)
    expect(lacking).toEqual([])
  })

  test('keeps its English name, so that what was typed and linked before still works', () => {
    for (const [, { name, name_localizations: names = {} }] of all) expect([names['en-US'], names['en-GB']]).toEqual([name, name])
  })

  test('is named as Discord wants it in every language: small letters, no spaces, 1 to 32', () => {
    const wrong = all.flatMap(([path, { name, name_localizations: names = {} }]) =>
      [name, ...Object.values(names)].filter((one) => !NAME.test(one) || one !== one.toLowerCase()).map((one) => `${path}: ${one}`),
    )
    expect(wrong).toEqual([])
  })

  test('is described in 1 to 100 characters, none of them cut off', () => {
    const wrong = all.flatMap(([path, { description = '', description_localizations: told = {} }]) =>
      [description, ...Object.values(told)]
        .filter((one) => one.length < 1 || one.length > MAX_COMMAND_DESCRIPTION || /\S…$/.test(one))
        .map((one) => `${path}: ${one}`),
    )
    expect(wrong).toEqual([])
  })

  test('is called differently from those beside it, in every language', () => {
    const doubled = (beside: readonly Named[]): readonly string[] =>
      TAGS.flatMap((tag) => {
        const names = beside.map((one) => one.name_localizations?.[tag] ?? one.name)
        return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} in ${tag}`)
      })
    expect([doubled(definitions), ...all.map(([, { options = [] }]) => doubled(options))].flat()).toEqual([])
  })

  test('stays with all that is in it within the characters that Discord counts, the longest language each', () => {
    const longest = (text: string, localised: Localised = {}): number =>
      Math.max(text.length, ...Object.values(localised).map((one) => one.length))
    const counted = (one: Named): number =>
      longest(one.name, one.name_localizations) +
      longest(one.description ?? '', one.description_localizations) +
      (one.value ?? '').length +
      [...(one.options ?? []), ...(one.choices ?? [])].reduce((sum, inner) => sum + counted(inner), 0)
    for (const one of definitions) expect([one.name, counted(one) <= MOST_OF_A_COMMAND]).toEqual([one.name, true])
  })
})

test('choices are named in every language, within what Discord takes', () => {
  const choices = all.flatMap(([path, { choices: some = [] }]) => some.map((choice) => [`${path} ${choice.value}`, choice] as const))
  expect(choices.length).toBeGreaterThan(0)
  const lacking = choices.flatMap(([path, { name_localizations: names = {} }]) =>
    TAGS.filter((tag) => names[tag] === undefined).map((tag) => `${path} in ${tag}`),
  )
  expect(lacking).toEqual([])
  for (const [, { name, name_localizations: names = {} }] of choices)
    for (const one of [name, ...Object.values(names)]) expect(one.length >= 1 && one.length <= MAX_CHOICE).toBe(true)
})

test.each(LOCALES)('the days that may be asked for are told alike in %s and in English', (locale) => {
  const numbers = (text: string): string => (text.match(/\d+/g) ?? []).toSorted().join()
  const tag = { en: 'en-US', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' }[locale as string] ?? locale
  const days = all.filter(([path]) => path.endsWith(' days'))
  expect(days.length).toBeGreaterThan(3)
  const other = days.filter(([, one]) => numbers(one.description_localizations?.[tag] ?? '') !== numbers(one.description ?? ''))
  expect(other.map(([path]) => path)).toEqual([])
})

test.each(LOCALES)('buttons and names of fields fit in %s', (locale) => {
  const { posts } = wordsIn(locale)
  const buttons = [posts.read, posts.why, posts.latest, ...FEEDBACK_VERDICTS.map((verdict) => posts.feedback[verdict])]
  for (const label of buttons) expect(label.length >= 1 && label.length <= Math.min(MAX_BUTTON_LABEL, BUTTON_TEXT)).toBe(true)
  for (const name of [posts.standing, posts.whereAndWhen, posts.reportedBy, posts.sources, posts.thread, posts.sourceWords, posts.notKnown])
    expect(name.length <= MAX_FIELD_NAME).toBe(true)
  expect(new Set(buttons).size).toBe(buttons.length)
})
