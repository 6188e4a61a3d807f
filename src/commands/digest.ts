import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { digestOf } from '../domain/digest-making.ts'
import { digestReply } from '../domain/digest-reply.ts'
import { gaveNothingSince } from '../domain/feed.ts'
import { alignmentChoices, alignmentOf, noSuchAlignment } from './alignments.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 31
const MOST_STORIES = 500
/** Characters that its stories may take: every chat has room for them in one message. */
const ROOM = 3_000

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const { alignments, archive } = context
  const typed = (args.alignment ?? '').trim()
  const alignment = alignmentOf(typed, alignments)
  if (typed !== '' && alignment === undefined) return noSuchAlignment(typed, alignments)
  const days = Number(args.days ?? '1')
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return textReply(`days is a whole number from 1 to ${MOST_DAYS}.`, true)
  const toAt = context.now()
  const fromAt = toAt - days * DAY_MS
  const filter = alignment === undefined ? {} : { alignment: alignment.id }
  const [briefs, feeds] = await Promise.all([archive.latest({ ...filter, since: fromAt, limit: MOST_STORIES }), archive.feeds()])
  // The store forgets no feed: one that is polled no more is none of those that are read. No pause between two polls is longer than a day.
  const asked = feeds.filter(({ lastPolledAt }) => lastPolledAt !== null && lastPolledAt >= fromAt - DAY_MS)
  const down = asked.filter((state) => gaveNothingSince(state, fromAt))
  const digest = digestOf({
    routeId: 'asked',
    kind: 'scheduled',
    fromAt,
    toAt,
    timeZone: context.timeZone ?? 'UTC',
    watched: (alignment === undefined ? alignments : [alignment]).map(({ label }) => label),
    feeds: { total: asked.length, down: down.map(({ feedId }) => feedId) },
    briefs: briefs.filter(({ updatedAt }) => updatedAt <= toAt),
  })
  return digestReply(digest, ROOM)
}

/** `/digest [days] [alignment]`: what happened, weightiest first. */
export const digest: Command = {
  name: 'digest',
  description: 'What happened in the last day, or days: by alignment and affair, weightiest first',
  options: [
    {
      name: 'days',
      description: `How many days back, 1 to ${MOST_DAYS}; 1 where left out`,
      required: false,
      choices: [],
      autocomplete: false,
    },
    { name: 'alignment', description: 'Which alignment; all where left out', required: false, choices: [], autocomplete: true },
  ],
  run,
  complete: (option, typed, context) => (option === 'alignment' ? alignmentChoices(typed, context.alignments) : []),
}
