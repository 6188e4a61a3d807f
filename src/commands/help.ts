import { labelIn, ruleIn } from '../domain/alignment.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { Locale } from '../domain/locale.ts'
import type { RichText } from '../domain/rich-text.ts'
import { definitionsOf } from '../words/definitions.ts'
import { en } from '../words/en.ts'
import { wordsIn } from '../words/words.ts'
import { lateCounts } from './counts.ts'
import { formatTime } from './dates.ts'
import { bold, line } from './lines.ts'

/** `/actor NAME [on]`, `/watch add|edit|list`. */
const usage = ({ name, options, subcommands = [] }: Command): string =>
  [
    `/${name}`,
    ...(subcommands.length === 0 ? [] : [subcommands.map((one) => one.name).join('|')]),
    ...options.map((option) => (option.required ? option.name.toUpperCase() : `[${option.name}]`)),
  ].join(' ')

/** The command as its reader's language describes it, where it has words there. */
const described =
  (locale: Locale = 'en') =>
  (command: Command): RichText => [
    bold(usage(command)),
    { text: ` — ${definitionsOf(command.name).get(locale)?.description ?? command.description}` },
  ]

async function reply(commands: readonly Command[], context: CommandContext): Promise<Reply> {
  const counts = await lateCounts(context)
  const { locale, alignments } = context
  const { answers, writing } = wordsIn(locale)
  return {
    ...textReply('', true),
    title: 'Alignment Watch',
    body: [
      line(answers.help.follows(writing.listed(alignments.map((alignment) => labelIn(alignment, locale))))),
      ...commands.map(described(locale)),
    ],
    fields: alignments.map((alignment) => ({
      name: labelIn(alignment, locale),
      value: alignment.rules.map((rule): RichText => [bold(rule.id), { text: ` ${ruleIn(rule, locale)}` }]),
      inline: false,
    })),
    suggestions: [{ label: answers.latest.title, command: 'latest', args: {} }],
    footer: `${answers.latest.read(counts.items, counts.kept, counts.stories)} · ${formatTime(context.now(), context.timeZone, locale)}`,
  }
}

/** `/help`: what can be asked, and what is followed. Takes the other commands, which it lists. */
export const helpFor = (others: readonly Command[]): Command => {
  const help: Command = {
    name: 'help',
    description: en.commands.help.description,
    options: [],
    run: (_, context) => reply([...others, help], context),
  }
  return help
}
