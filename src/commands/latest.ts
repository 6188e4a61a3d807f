import type { Alignment } from '../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { isHealthy } from '../domain/feed.ts'
import { formatTime } from './dates.ts'
import { counted, cut, listed } from './lines.ts'
import { nearReply } from './near.ts'

const STORIES = 5
const NEAR = 'near'

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

/** The answer to a word that means no alignment: which there are. */
export function noSuchAlignment(typed: string, alignments: readonly Alignment[]): Reply {
  const known = listed(alignments.map((one) => `${one.id} (${one.label})`))
  return textReply(`“${cut(typed, 60)}” is no alignment. There are ${known}.`, true)
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

/** `near` may be typed in the place of an alignment, before one or behind it, where there are no fields to fill in. */
function wanted(args: Readonly<Record<string, string>>): { readonly typed: string; readonly near: boolean } {
  const words = (args.alignment ?? '').trim().split(/\s+/)
  const rest = words.filter((word) => word.toLowerCase() !== NEAR)
  return { typed: rest.join(' '), near: args.show === NEAR || rest.length < words.length }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const { typed, near } = wanted(args)
  const alignment = alignmentOf(typed, context.alignments)
  if (typed !== '' && alignment === undefined) {
    return noSuchAlignment(typed, context.alignments)
  }
  if (near) return nearReply(alignment, context)
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

/** `/latest [alignment] [show:near]`: the newest stories, or what was nearly kept. */
export const latest: Command = {
  name: 'latest',
  description: 'The newest stories, of one alignment or of all; or what was nearly kept',
  options: [
    { name: 'alignment', description: 'Which alignment; all where left out', required: false, choices: [], autocomplete: true },
    {
      name: 'show',
      description: 'Stories, or the near misses: what was not kept though it came close, with why',
      required: false,
      choices: [
        { name: 'Stories', value: 'stories' },
        { name: 'Near misses', value: NEAR },
      ],
      autocomplete: false,
    },
  ],
  run,
  complete: (option, typed, context) => (option === 'alignment' ? alignmentChoices(typed, context.alignments) : []),
}
