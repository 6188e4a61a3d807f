import { LOCALES, type Locale } from '../domain/locale.ts'
import { WORDS } from './words.ts'

export type OptionWords = { readonly name: string; readonly description: string; readonly choices: Readonly<Record<string, string>> }

/** What a command is called in one language, with its options by their English names and their choices by value. */
export type CommandWords = { readonly name: string; readonly description: string; readonly options: Readonly<Record<string, OptionWords>> }

/** The words of a command, by its English name (or that of one of its subcommands: `watch add`), in every language that has them. */
export function definitionsOf(command: string): ReadonlyMap<Locale, CommandWords> {
  const [name = ''] = command.split(' ')
  const inEach = LOCALES.map((locale) => {
    const { commands, admin } = WORDS[locale]
    const all: Readonly<Record<string, CommandWords>> = { ...commands, ...admin }
    return [locale, all[name]] as const
  })
  return new Map(inEach.filter((entry): entry is readonly [Locale, CommandWords] => entry[1] !== undefined))
}
