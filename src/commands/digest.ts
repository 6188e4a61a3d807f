import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { gaveNothingSince } from '../domain/feed.ts'
import { digestOf } from '../words/digest-making.ts'
import { digestReply } from '../words/digests.ts'
import { en } from '../words/en.ts'
import { namesIn } from '../words/names.ts'
import { wordsIn } from '../words/words.ts'
import { alignmentChoices, alignmentOf, noSuchAlignment } from './alignments.ts'
import { daysOf } from './parties.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 31
const MOST_STORIES = 500
/** Characters that its stories may take: every chat has room for them in one message. */
const ROOM = 3_000

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const { alignments, archive, locale } = context
  const typed = (args.alignment ?? '').trim()
  const alignment = alignmentOf(typed, alignments)
  if (typed !== '' && alignment === undefined) return noSuchAlignment(typed, alignments, locale)
  const days = daysOf(args.days, 1, 1, MOST_DAYS, locale)
  if (typeof days === 'string') return textReply(days, true)
  const toAt = context.now()
  const fromAt = toAt - days * DAY_MS
  const watched = alignment === undefined ? alignments : [alignment]
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
    watched: watched.map(({ label }) => label),
    watchedIds: watched.map(({ id }) => id),
    feeds: { total: asked.length, down: down.map(({ feedId }) => feedId) },
    briefs: briefs.filter(({ updatedAt }) => updatedAt <= toAt),
  })
  return digestReply(digest, ROOM, wordsIn(locale), namesIn(context, locale))
}

const { description, options } = en.commands.digest

/** `/digest [days] [alignment]`: what happened, weightiest first. */
export const digest: Command = {
  name: 'digest',
  description,
  options: [
    {
      name: 'days',
      description: options.days.description,
      required: false,
      choices: [],
      autocomplete: false,
    },
    { name: 'alignment', description: options.alignment.description, required: false, choices: [], autocomplete: true },
  ],
  run,
  complete: (option, typed, { alignments, locale }) => (option === 'alignment' ? alignmentChoices(typed, alignments, locale) : []),
}
