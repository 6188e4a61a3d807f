import type { Locale } from '../../domain/locale.ts'
import { type CommandWords, definitionsOf, type OptionWords } from '../../words/definitions.ts'
import { MAX_CHOICE, MAX_COMMAND_DESCRIPTION } from './limits.ts'
import { plainLine } from './markdown.ts'

/**
 * Our languages as Discord names them. English stands for itself too: a reader of British English would else be shown whichever
 * language comes first. https://discord.com/developers/docs/reference#locales
 */
const TAGS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['en-US', 'en-GB'],
  ko: ['ko'],
  ja: ['ja'],
  ru: ['ru'],
  'zh-Hans': ['zh-CN'],
  'zh-Hant': ['zh-TW'],
}

type Localised = Readonly<Record<string, string>>

/** One text of each language under Discord's names of the languages; nothing where no language has it. */
function byTag<T>(all: ReadonlyMap<Locale, T>, text: (words: T) => string | undefined): Localised | undefined {
  const entries = [...all].flatMap(([locale, words]) => {
    const told = text(words)
    return told === undefined ? [] : TAGS[locale].map((tag) => [tag, told] as const)
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

const described = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : plainLine(text, MAX_COMMAND_DESCRIPTION)

type Names = { readonly name_localizations?: Localised; readonly description_localizations?: Localised }

const localised = (names: Localised | undefined, descriptions: Localised | undefined): Names => ({
  ...(names === undefined ? {} : { name_localizations: names }),
  ...(descriptions === undefined ? {} : { description_localizations: descriptions }),
})

/** A command's name and description in the other languages. */
export function commandNames(command: string): Names {
  const all = definitionsOf(command)
  return localised(
    byTag(all, ({ name }) => name),
    byTag(all, ({ description }) => described(description)),
  )
}

const optionOf =
  (option: string) =>
  ({ options }: CommandWords): OptionWords | undefined =>
    options[option]

/** An option's name and description in the other languages. */
export function optionNames(command: string, option: string): Names {
  const all = definitionsOf(command)
  const find = optionOf(option)
  return localised(
    byTag(all, (words) => find(words)?.name),
    byTag(all, (words) => described(find(words)?.description)),
  )
}

/** A choice's name in the other languages. */
export function choiceNames(command: string, option: string, value: string): Pick<Names, 'name_localizations'> {
  const find = optionOf(option)
  const names = byTag(definitionsOf(command), (words) => {
    const name = find(words)?.choices[value]
    return name === undefined ? undefined : plainLine(name, MAX_CHOICE)
  })
  return names === undefined ? {} : { name_localizations: names }
}
