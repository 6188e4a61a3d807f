import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { counted, cut, storyLine } from './lines.ts'

const STORIES = 10
/** Longer queries are cut: nobody types more words than this holds, and each must be found. */
const MAX_QUERY = 200

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const query = cut((args.query ?? '').replaceAll(/\s+/g, ' ').trim(), MAX_QUERY)
  if (!/[\p{L}\p{N}]/u.test(query)) return textReply('Say what to look for: /search Freedom Edge, /search 파병.', true)
  const found = await context.archive.search(query, STORIES + 1)
  const shown = found.slice(0, STORIES)
  if (shown.length === 0) {
    return {
      ...textReply(`No story holds every word of “${cut(query, 80)}”. Fewer words find more.`, true),
      suggestions: context.directory
        .complete(query, 3)
        .map((actor) => ({ label: cut(actor.name, 80), command: 'actor', args: { name: actor.id } })),
    }
  }
  return {
    ...textReply(''),
    title: `“${cut(query, 80)}”`,
    body: shown.map((brief) => storyLine(brief, context.timeZone)),
    footer: found.length > STORIES ? `The newest ${STORIES}; there are more` : `${counted(shown.length, 'story', 'stories')}, newest first`,
  }
}

/** `/search QUERY`: stories that hold every word. */
export const search: Command = {
  name: 'search',
  description: 'Stories that hold every one of these words, in any language',
  options: [{ name: 'query', description: 'Words to look for', required: true, choices: [], autocomplete: false }],
  run,
}
