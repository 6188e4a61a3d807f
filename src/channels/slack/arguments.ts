import type { Choice, Command, CommandOption, Subcommand } from '../../domain/command.ts'
import { definitionsOf } from '../../words/definitions.ts'
import { type Words, wordsIn } from '../../words/words.ts'

type Args = Readonly<Record<string, string>>

/** What was typed; what is wrong with it; or an option that is still wanted and can be chosen from a list. */
export type Parsed =
  | { readonly args: Args }
  | { readonly problem: string }
  | { readonly wanted: CommandOption; readonly args: Args; readonly usage: string }

/** Names Slack keeps for itself: its own commands win, and a manifest that names one is refused. */
const RESERVED = new Set([
  'help',
  'search',
  'status',
  'feed',
  'who',
  'me',
  'join',
  'leave',
  'mute',
  'remind',
  'topic',
  'invite',
  'open',
  'apps',
  'call',
])

/** One command that holds all others, for the names that Slack keeps: `/watch search Kursk`. */
export const UMBRELLA = '/watch'

/** The slash commands to declare, as the manifest must name them. */
export const slashNames = (commands: readonly Command[]): readonly string[] => [
  ...new Set([UMBRELLA, ...commands.filter((command) => !RESERVED.has(command.name)).map((command) => `/${command.name}`)]),
]

/** Ours of those names: `/invite` stays Slack's own. */
const OURS = [...RESERVED].filter((name) => definitionsOf(name).size > 0)
const RESERVED_TYPED = new RegExp(`(?<![\\w/.:])/(${OURS.join('|')})(?![\\w/-])`, 'g')

/** Words of ours that tell to type a command, as it is typed in Slack: `/search` becomes `/watch search`. */
export const asTyped = (text: string): string => text.replace(RESERVED_TYPED, `${UMBRELLA} $1`)

/** How to type a command: `/watch search WORDS`. */
export function usage(command: Command): string {
  const name = RESERVED.has(command.name) ? `${UMBRELLA} ${command.name}` : `/${command.name}`
  const main = mainOption(command)
  const others = command.options.filter((option) => option !== main).map((option) => `[${option.name}:…]`)
  return [name, ...(main === undefined ? [] : [main.required ? main.name.toUpperCase() : `[${main.name}]`]), ...others].join(' ')
}

/**
 * The command and its text meant by what was typed: `/actor lavrov`, `/watch actor lavrov`, `/watch` alone for help. The umbrella's name is
 * a command's too: `/watch add` is what that one does, if no command is called `add`.
 */
export function meant(
  commands: readonly Command[],
  name: string,
  text: string,
): { readonly command: Command | undefined; readonly text: string } {
  if (name !== UMBRELLA) return { command: commands.find((command) => `/${command.name}` === name), text }
  const [first = 'help', ...rest] = text.trim().split(/\s+/).filter(Boolean)
  const typed = first.toLowerCase()
  const named = commands.find(({ name }) => name === typed) ?? commands.find((command) => namesOf(command).includes(typed))
  if (named !== undefined) return { command: named, text: rest.join(' ') }
  const own = commands.find((command) => `/${command.name}` === UMBRELLA)
  return { command: own !== undefined && subcommandNamed(own, typed) !== undefined ? own : undefined, text }
}

/** The subcommand that a word names, in any language; an English name wins. */
function subcommandNamed({ name, subcommands = [] }: Command, typed: string): Subcommand | undefined {
  const all = [...definitionsOf(name).values()]
  return (
    subcommands.find((one) => one.name === typed) ??
    subcommands.find((one) => all.some(({ options }) => options[one.name]?.name.toLowerCase() === typed))
  )
}

/** What a command is called, in every language. */
const namesOf = ({ name }: Command): readonly string[] => [...definitionsOf(name).values()].map((words) => words.name)

/** The options by what they are called in every language; an English name wins. */
function optionsByName({ name, options }: Command): ReadonlyMap<string, CommandOption> {
  const elsewhere = [...definitionsOf(name).values()].flatMap((words) =>
    options.flatMap((option) => {
      const called = words.options[option.name]?.name
      return called === undefined ? [] : [[called, option] as const]
    }),
  )
  const own = options.map((option) => [option.name, option] as const)
  return new Map([...elsewhere, ...own].map(([called, option]) => [called.toLowerCase(), option]))
}

/** The option that words without a name go to: the first required one, else the first. */
const mainOption = (command: Command): CommandOption | undefined => command.options.find((option) => option.required) ?? command.options[0]

/**
 * Reads the text after a command: `name:value` and `name:"two words"` where the command has an option of that name; all
 * other words together are the main option's.
 */
export function parseArguments(command: Command, text: string, words: Words = wordsIn('en')): Parsed {
  if (command.subcommands !== undefined) return parseSubcommand(command, command.subcommands, text, words)
  const names = optionsByName(command)
  const main = mainOption(command)
  const args: Record<string, string> = {}
  const rest = text.normalize('NFC').replace(NAMED, (whole, _before, name: string, gap: string, quoted?: string, bare?: string) => {
    const option = names.get(name.toLowerCase())
    const value = quoted ?? bare
    // A query says itself what of it is half typed.
    const isOfQuery = main?.verbatim === true && (gap !== '' || value === undefined) && option?.autocomplete !== true
    if (option === undefined || isOfQuery) return whole
    args[option.name] = (value ?? ASKED).trim()
    return ' '
  })
  const typed = rest.trim().replace(/\s+/g, ' ')
  const others = main?.verbatim === true ? typed : typed.replace(/^["“](.*)["”]$/, '$1')
  if (others !== '' && main !== undefined && args[main.name] === undefined) args[main.name] = others
  return checked(command, args, words)
}

/** No name is without any. */
const LETTERS = /[\p{L}\p{N}]/u

/** The first word says which of several things is to be done. */
function parseSubcommand(command: Command, subcommands: readonly Subcommand[], text: string, words: Words): Parsed {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  const found = subcommandNamed(command, first.toLowerCase())
  if (found === undefined) {
    const ways = subcommands.map((one) => usage({ ...command, ...one, name: `${command.name} ${one.name}` }))
    const known = ways.join(' · ')
    return { problem: first === '' ? words.chat.sayWhat(known) : words.chat.nothingItDoes(first.slice(0, 40), command.name, known) }
  }
  const parsed = parseArguments(
    { name: `${command.name} ${found.name}`, description: '', options: found.options, run: command.run },
    rest,
    words,
  )
  return 'problem' in parsed ? parsed : { ...parsed, args: { ...parsed.args, action: found.name } }
}

/** `on:2025-07-12`, `on: 2025-07-12`, `title:"two words"`; `on:` alone at the end or before another name. */
const NAMED = /(^|\s)([\p{L}\p{N}_-]+):(\s*)(?:["“]([^"“”]*)["”]|((?!(?<=\s)[\p{L}_-]+:(?!\/\/))\S+)|(?=\s|$))/gu

/** Typed in the place of a value, it asks for a list to choose from; so does a name with nothing after it. */
const ASKED = '?'

function checked(command: Command, args: Args, { chat }: Words): Parsed {
  const found: Record<string, string> = {}
  let wanted: CommandOption | undefined
  for (const option of command.options) {
    const given = args[option.name]
    const isAsked = given !== undefined && (given === '' || (option.autocomplete ? !LETTERS.test(given) : given === ASKED))
    if (given === undefined || isAsked) {
      if ((option.required || isAsked) && !option.autocomplete) return { problem: chat.missing(option.name, usage(command)) }
      if (option.required || isAsked) wanted ??= option
      continue
    }
    const value = chosen(command, option, given)
    if (value === null) return { problem: chat.noChoice(given, option.name, option.choices.map((choice) => choice.value).join(', ')) }
    found[option.name] = value
  }
  return wanted === undefined ? { args: found } : { wanted, args: found, usage: usage(command) }
}

/** The value of a fixed choice by its value or its name in any language; free text as it is. */
function chosen({ name }: Command, option: CommandOption, given: string): string | null {
  if (option.choices.length === 0) return given
  const wanted = given.toLowerCase()
  const inEach = [...definitionsOf(name).values()].map((words) => words.options[option.name]?.choices ?? {})
  const isMeant = (choice: Choice): boolean =>
    [choice.value, choice.name, ...inEach.flatMap((choices) => choices[choice.value] ?? [])].some((one) => one.toLowerCase() === wanted)
  return option.choices.find(isMeant)?.value ?? null
}
