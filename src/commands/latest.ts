import type { Alignment } from '../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { isHealthy } from '../domain/feed.ts'
import { formatTime } from './dates.ts'
import { counted, cut, listed } from './lines.ts'

const STORIES = 5

/** The alignment a text means: by id, or by a part of its label; undefined where none or several are meant. */
export function alignmentOf(typed: string, alignments: readonly Alignment[]): Alignment | undefined {
  const wanted = typed.trim().toLowerCase()
  const exact = alignments.find((alignment) => alignment.id.toLowerCase() === wanted || alignment.label.toLowerCase() === wanted)
  if (exact !== undefined || wanted === '') return exact
  const partly = alignments.filter((alignment) =>
    `${alignment.id} ${alignment.label} ${alignment.states.join(' ')}`.toLowerCase().includes(wanted),
  )
  return partly.length === 1 ? partly[0] : undefined
}

export function alignmentChoices(typed: string, alignments: readonly Alignment[]): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  return alignments
    .filter((alignment) => `${alignment.id} ${alignment.label}`.toLowerCase().includes(wanted))
    .slice(0, 25)
    .map((alignment) => ({ name: cut(alignment.label, 100), value: alignment.id }))
}

/** What there is instead of stories: how much was read, and when last. */
async function nothingYet(alignment: Alignment | undefined, context: CommandContext): Promise<Reply> {
  const [counts, feeds] = await Promise.all([context.archive.counts(), context.archive.feeds()])
  const about = alignment === undefined ? '' : ` about ${alignment.label}`
  const read = `${counted(counts.items, 'item')} read, ${counts.kept} kept, ${counted(counts.stories, 'story', 'stories')}`
  const lastAt = Math.max(0, ...feeds.map((feed) => feed.lastOkAt ?? 0))
  const well = feeds.filter((feed) => feed.lastKind !== null && isHealthy(feed.lastKind)).length
  const polled =
    lastAt === 0
      ? 'No feed has been read yet.'
      : `${well} of ${counted(feeds.length, 'feed')} well, last read ${formatTime(lastAt, context.timeZone)}.`
  return textReply(`No story${about} yet. So far: ${read}. ${polled}`)
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const typed = args.alignment?.trim() ?? ''
  const alignment = alignmentOf(typed, context.alignments)
  if (typed !== '' && alignment === undefined) {
    const known = listed(context.alignments.map((one) => `${one.id} (${one.label})`))
    return textReply(`“${cut(typed, 60)}” is no alignment. There are ${known}.`, true)
  }
  const filter = alignment === undefined ? {} : { alignment: alignment.id }
  const briefs = await context.archive.latest({ ...filter, limit: STORIES })
  if (briefs.length === 0) return nothingYet(alignment, context)
  return {
    ...textReply(''),
    title: alignment === undefined ? 'Latest stories' : `Latest on ${alignment.label}`,
    colour: alignment?.colour ?? null,
    briefs,
    footer: `Newest first, as of ${formatTime(context.now(), context.timeZone)}`,
  }
}

/** `/latest [alignment]`: the newest stories. */
export const latest: Command = {
  name: 'latest',
  description: 'The newest stories, of one alignment or of all',
  options: [{ name: 'alignment', description: 'Which alignment; all where left out', required: false, choices: [], autocomplete: true }],
  run,
  complete: (option, typed, context) => (option === 'alignment' ? alignmentChoices(typed, context.alignments) : []),
}
