import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { RichText } from '../domain/rich-text.ts'
import { formatTime } from './dates.ts'
import { bold, counted, line } from './lines.ts'

const usage = ({ name, options }: Command): string =>
  [`/${name}`, ...options.map((option) => (option.required ? option.name.toUpperCase() : `[${option.name}]`))].join(' ')

const described = (command: Command): RichText => [bold(usage(command)), { text: ` — ${command.description}` }]

async function reply(commands: readonly Command[], context: CommandContext): Promise<Reply> {
  const counts = await context.archive.counts()
  return {
    ...textReply('', true),
    title: 'Alignment Watch',
    body: [
      line(
        `Follows ${context.alignments.map((alignment) => alignment.label).join(' and ')} in the news, and says where each thing stands.`,
      ),
      ...commands.map(described),
    ],
    fields: context.alignments.map((alignment) => ({
      name: alignment.label,
      value: alignment.rules.map((rule): RichText => [bold(rule.id), { text: ` ${rule.text}` }]),
      inline: false,
    })),
    suggestions: [{ label: 'Latest stories', command: 'latest', args: {} }],
    footer: `${counted(counts.items, 'item')} read, ${counts.kept} kept, ${counted(counts.stories, 'story', 'stories')} · ${formatTime(context.now(), context.timeZone)}`,
  }
}

/** `/help`: what can be asked, and what is followed. Takes the other commands, which it lists. */
export const helpFor = (others: readonly Command[]): Command => {
  const help: Command = {
    name: 'help',
    description: 'What this bot follows, and what it can be asked',
    options: [],
    run: (_, context) => reply([...others, help], context),
  }
  return help
}
