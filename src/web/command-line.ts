import type { Choice, Command, CommandContext, CommandOption, Subcommand } from '../domain/command.ts'
import { definitionsOf } from '../words/definitions.ts'
import { type Words, wordsIn } from '../words/words.ts'

/** The longest line the box takes, in characters. */
export const MAX_LINE = 2000

export type ParsedLine =
  | { readonly kind: 'run'; readonly command: Command; readonly args: Readonly<Record<string, string>> }
  | { readonly kind: 'problem'; readonly message: string }

const problem = (message: string): ParsedLine => ({ kind: 'problem', message })

const nameOf = (line: string): string => (/^\/?(\S*)/.exec(line)?.[1] ?? '').toLowerCase()
const restOf = (line: string): string => line.replace(/^\/?\S*\s*/, '')

const known = (commands: readonly Command[]): string => commands.map((command) => `/${command.name}`).join(', ')

/** `on:2025-07-12`, `on: 2025-07-12`, `actor:"Kim Jong Un"`; `on:` alone at the end or before another name. */
const NAMED = /(?<=^|\s)([\p{L}\d_-]+):(\s*)(?:"([^"]*)"|((?!(?<=\s)[\p{L}_-]+:(?!\/\/))\S+)|(?=\s|$))/gu

type Split = { readonly named: Record<string, string>; readonly rest: string; readonly halfTyped: readonly string[] }

/** Named values taken out of a line; what remains is the first option's value. A query says itself what of it is half typed. */
function splitOptions(text: string, options: readonly CommandOption[]): Split {
  const named: Record<string, string> = {}
  const halfTyped: string[] = []
  const isQuery = options[0]?.verbatim === true
  const rest = text.replace(NAMED, (whole, name: string, gap: string, inQuotes?: string, bare?: string) => {
    const value = inQuotes ?? bare
    if (!options.some((option) => option.name === name) || (isQuery && (gap !== '' || value === undefined))) return whole
    if (value === undefined) halfTyped.push(name)
    else named[name] = value
    return ''
  })
  return { named, rest: rest.replace(/\s+/g, ' ').trim(), halfTyped }
}

/** The choice a value means, by value or by name, whatever its case; undefined where it is none of them. */
function chosen(option: CommandOption, value: string): string | undefined {
  if (option.choices.length === 0) return value
  const wanted = value.toLowerCase()
  return option.choices.find((choice) => choice.value.toLowerCase() === wanted || choice.name.toLowerCase() === wanted)?.value
}

function checkedArgs(command: Command, args: Readonly<Record<string, string>>, words: Words): ParsedLine {
  const { box } = words.page
  const checked: Record<string, string> = {}
  for (const option of command.options) {
    const value = args[option.name] ?? ''
    if (value === '' && option.required) return problem(box.needs(command.name, option.name, describedIn(command.name, option, words)))
    if (value === '') continue
    const choice = chosen(option, value)
    if (choice === undefined) {
      return problem(box.cannotBe(option.name, value, option.choices.map((each) => each.value).join(', ')))
    }
    checked[option.name] = choice
  }
  return { kind: 'run', command, args: checked }
}

/**
 * A typed line as a command with its arguments: `/actor lavrov on:2025-07-12`. The first option needs no name. A line
 * without a slash is a search where there is such a command. A mistake comes back as a sentence for the person who typed.
 */
export function parseLine(typed: string, commands: readonly Command[], words: Words = wordsIn('en')): ParsedLine {
  const { box } = words.page
  const line = typed.trim()
  if (line.length > MAX_LINE) return problem(box.longLine(line.length, MAX_LINE))
  if (line === '') return problem(box.type(known(commands)))
  const search = commands.find((command) => command.name === 'search')
  const named = commands.find((command) => command.name === nameOf(line))
  if (named === undefined && (line.startsWith('/') || search === undefined)) {
    return problem(box.unknown(nameOf(line).slice(0, 40), known(commands)))
  }
  const command = line.startsWith('/') ? named : search
  if (command === undefined) return problem(box.slash(line.slice(0, 40)))
  if (command.subcommands !== undefined) return parseSubcommand(command, command.subcommands, restOf(line), words)
  return parseOptions(command, line.startsWith('/') ? restOf(line) : line, words)
}

/** What follows a command's name. */
function parseOptions(command: Command, text: string, words: Words): ParsedLine {
  const { named: args, rest, halfTyped } = splitOptions(text, command.options)
  const missing = command.options.find(({ name }) => halfTyped.includes(name))
  if (missing !== undefined) return problem(words.page.box.needs(command.name, missing.name, describedIn(command.name, missing, words)))
  const free = command.options.find((option) => args[option.name] === undefined)
  if (rest !== '' && free === undefined) return problem(words.page.box.noPlace(command.name, rest.slice(0, 60)))
  return checkedArgs(command, rest === '' || free === undefined ? args : { ...args, [free.name]: rest }, words)
}

/** The first word says which of several things is to be done; `action:undo` says it too. */
function parseSubcommand(command: Command, subcommands: readonly Subcommand[], text: string, words: Words): ParsedLine {
  const { box } = words.page
  const [, word = '', rest = ''] = /^(?:action:)?(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  const found = subcommands.find((one) => one.name === word.toLowerCase())
  if (found === undefined) {
    const ways = subcommands.map((one) => `/${command.name} ${one.name}`).join(', ')
    return problem(word === '' ? box.sayWhat(ways) : box.noWay(command.name, word.slice(0, 40), ways))
  }
  const parsed = parseOptions(
    { ...withoutSubcommands(command), name: `${command.name} ${found.name}`, options: found.options },
    rest,
    words,
  )
  return parsed.kind === 'problem' ? parsed : { kind: 'run', command, args: { ...parsed.args, action: found.name } }
}

const withoutSubcommands = ({ name, description, options, run }: Command): Command => ({ name, description, options, run })

/** The line that runs a command with these arguments: what `parseLine` reads back. */
export function lineFor(command: string, args: Readonly<Record<string, string>>): string {
  const { action, ...rest } = args
  const values = Object.entries(rest).map(([name, value]) => `${name}:${/\s|^$/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`)
  return [`/${command}`, ...(action === undefined ? [] : [action]), ...values].join(' ')
}

/** What a command, or an option of it, is for, in the language of the words. */
const commandIn = ({ name, description }: Pick<Command, 'name' | 'description'>, { locale }: Words): string =>
  (locale === 'en' ? undefined : definitionsOf(name).get(locale))?.description ?? description

function describedIn(command: string, { name, description }: Pick<CommandOption, 'name' | 'description'>, { locale }: Words): string {
  return (locale === 'en' ? undefined : definitionsOf(command).get(locale))?.options[name]?.description ?? description
}

/** A completion: what to show, and the whole line it makes. */
export type Completion = { readonly label: string; readonly hint: string; readonly line: string }

const MAX_COMPLETIONS = 12

function commandNames(typed: string, commands: readonly Command[], words: Words): readonly Completion[] {
  return commands
    .filter((command) => command.name.startsWith(typed))
    .map((command) => ({
      label: [`/${command.name}`, ...command.options.map((option) => (option.required ? option.name : `[${option.name}]`))].join(' '),
      hint: commandIn(command, words),
      line: command.options.length === 0 && command.subcommands === undefined ? `/${command.name}` : `/${command.name} `,
    }))
}

function choicesFor(command: Command, option: CommandOption, typed: string, context: CommandContext): readonly Choice[] {
  if (option.choices.length > 0) return option.choices.filter((choice) => choice.name.toLowerCase().startsWith(typed.toLowerCase()))
  return option.autocomplete && command.complete !== undefined ? command.complete(option.name, typed, context) : []
}

/** What could be typed next, at most twelve: command names, then values of the option at the line's end. From memory, at once. */
export function completeLine(typed: string, commands: readonly Command[], context: CommandContext): readonly Completion[] {
  const words = wordsIn(context.locale)
  const line = typed.slice(0, MAX_LINE).trimStart()
  if (!line.startsWith('/')) return line === '' ? commandNames('', commands, words) : []
  if (!/\s/.test(line)) return commandNames(line.slice(1).toLowerCase(), commands, words)
  const named = commands.find((each) => each.name === nameOf(line))
  if (named?.subcommands !== undefined) return completeSubcommand(named, named.subcommands, line, context)
  return completeOptions(named, `/${named?.name ?? ''}`, line, context)
}

/** Which of several things is to be done, then the values of its options. */
function completeSubcommand(command: Command, subcommands: readonly Subcommand[], line: string, context: CommandContext) {
  const [, word = '', gap = ''] = /^(\S*)(\s*)/.exec(restOf(line)) ?? []
  const found = subcommands.find((one) => one.name === word.toLowerCase())
  if (found === undefined || gap === '')
    return subcommands
      .filter((one) => one.name.startsWith(word.toLowerCase()))
      .map((one) => ({ label: `/${command.name} ${one.name}`, hint: one.description, line: `/${command.name} ${one.name} ` }))
  const typed = `/${found.name} ${restOf(line).slice(word.length + gap.length)}`
  const one = { ...command, options: found.options }
  return completeOptions(one, `/${command.name} ${found.name}`, typed, context)
}

/** Values of the option at the line's end; the line that is answered begins with `head`. */
function completeOptions(command: Command | undefined, head: string, line: string, context: CommandContext): readonly Completion[] {
  const first = command?.options[0]
  if (command === undefined || first === undefined) return []
  const tail = /(?<=\s)([\p{L}\d_-]+):("?)([^"\s]*)$/u.exec(line)
  const option = command.options.find((each) => each.name === tail?.[1])
  const value = option === undefined ? restOf(line) : (tail?.[3] ?? '')
  const before = option === undefined ? `${head} ` : `${head} ${restOf(line.slice(0, tail?.index))}${option.name}:`
  return choicesFor(command, option ?? first, value, context)
    .slice(0, MAX_COMPLETIONS)
    .map((choice) => ({
      label: choice.name,
      hint: '',
      line: `${before}${option !== undefined && /\s/.test(choice.value) ? `"${choice.value}"` : choice.value}`,
    }))
}
