import type { CommandOption, Subcommand } from '../../domain/command.ts'

/** The words of a command, in English: of its subcommands and options alike. */
type Words = Readonly<Record<string, { readonly description: string; readonly choices: Readonly<Record<string, string>> }>>

/** An option by its name; what it is for, and its fixed choices, are words. */
export const optionOf =
  (words: Words) =>
  (name: string, more: Partial<CommandOption> = {}): CommandOption => ({
    name,
    description: words[name]?.description ?? '',
    required: false,
    choices: Object.entries(words[name]?.choices ?? {}).map(([value, label]) => ({ name: label, value })),
    autocomplete: false,
    ...more,
  })

/** One of a command's subcommands. */
export const subcommandOf =
  (words: Words) =>
  (name: string, options: readonly CommandOption[] = []): Subcommand => ({
    name,
    description: words[name]?.description ?? '',
    options,
  })
