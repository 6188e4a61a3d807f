import type { types } from '@slack/bolt'
import type { Asker } from '../../domain/admin.ts'
import type { Choice, Command, CommandContext } from '../../domain/command.ts'
import { chosenFor, listed, optionNamed } from './choosing.ts'
import { within } from './within.ts'

/** What a person has typed into one of our lists. */
export type Typed = { readonly listId: string; readonly text: string }

/** Slack waits three seconds for options, and who asks is looked up before; by then who is not known to be an admin is taken for none. */
const LOOK_UP_MS = 1_500
/** More than any name has. */
const MAX_TYPED = 100

/** The options to show for what was typed so far; none where the list is none of ours, or not for who asks. */
export async function optionsFor(
  { listId, text }: Typed,
  commands: readonly Command[],
  context: CommandContext,
): Promise<types.PlainTextOption[]> {
  const wanted = chosenFor(listId)
  const command = commands.find(({ name }) => name === wanted?.command)
  if (wanted === null || command === undefined || optionNamed(command, wanted.option, wanted.args)?.autocomplete !== true) return []
  if (command.admin === true && !(await mayAskSoon(context))) return []
  const choices: readonly Choice[] = command.complete?.(wanted.option, text.slice(0, MAX_TYPED), context) ?? []
  return listed(choices)
}

async function mayAskSoon(context: CommandContext): Promise<boolean> {
  let may = false
  const asked = mayAsk(context).then((answer) => {
    may = answer
  })
  await within(LOOK_UP_MS, [asked])
  return may
}

/** Whether somebody may be told what there is to change: nobody else is. */
export async function mayAsk({ asker, desk }: Pick<CommandContext, 'asker' | 'desk'>): Promise<boolean> {
  if (asker === undefined || desk === undefined) return false
  return isOperator(asker, desk.operators()) || (await asker.mayAdminister()) === null
}

const isOperator = ({ platform, userId }: Asker, operators: readonly string[]): boolean => operators.includes(`${platform}:${userId}`)
