import type { types } from '@slack/bolt'
import type { Choice, Choosing, Command, CommandOption } from '../../domain/command.ts'
import type { Words } from '../../words/words.ts'
import { type Block, plainText, select } from './block.ts'
import { BLOCK_ID, OPTION_TEXT, OPTION_VALUE, OPTIONS, SECTION_TEXT } from './limits.ts'
import { clean, words } from './mrkdwn.ts'

/** What our lists are known by, when Slack asks for their options and when one is chosen. */
export const CHOOSE = 'choose'

/** What is being chosen, as a list's id carries it. */
export type Chosen = Pick<Choosing, 'command' | 'option' | 'args'>

const idOf = ({ command, option, args }: Chosen): string => JSON.stringify([command, option, args])

/** What a list is for, by its id; null where it is none of ours. */
export function chosenFor(id: string): Chosen | null {
  try {
    const [command, option, args] = JSON.parse(id) as [unknown, unknown, unknown]
    if (typeof command !== 'string' || typeof option !== 'string' || typeof args !== 'object' || args === null) return null
    const texts = Object.entries(args).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return { command, option, args: Object.fromEntries(texts) }
  } catch {
    return null
  }
}

/** Words with a list beside them; no block where Slack would not carry all that was asked. */
export function choosingBlocks(choosing: Choosing | undefined, own: Words): readonly Block[] {
  if (choosing === undefined) return []
  const id = idOf(choosing)
  return id.length > BLOCK_ID ? [] : [select(words(choosing.label, SECTION_TEXT / 3), CHOOSE, id, own.choosing.hint)]
}

/** The option of a command, or of the one of its subcommands that is asked for. */
export function optionNamed({ options, subcommands }: Command, name: string, args: Chosen['args']): CommandOption | undefined {
  const all = subcommands?.find((one) => one.name === args.action)?.options ?? options
  return all.find((option) => option.name === name)
}

/** A name and what it is, as completions have them: `Sergey Lavrov — Minister of Foreign Affairs`. */
const DASH = ' — '

/** Completions as Slack lists them: a name, and under it what it is. What Slack would refuse is left out. */
export function listed(choices: readonly Choice[]): types.PlainTextOption[] {
  const usable = new Map(
    choices.filter(({ name, value }) => clean(name) !== '' && value !== '' && value.length <= OPTION_VALUE).map((one) => [one.value, one]),
  )
  return [...usable.values()].slice(0, OPTIONS).map(({ name, value }) => {
    const at = name.indexOf(DASH)
    const [called, what] = at > 0 ? [name.slice(0, at), name.slice(at + DASH.length)] : [name, '']
    return {
      text: plainText(called, OPTION_TEXT),
      value,
      ...(clean(what) === '' ? {} : { description: plainText(what, OPTION_TEXT) }),
    }
  })
}
