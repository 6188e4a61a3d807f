import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { isHealthy } from '../domain/feed.ts'
import type { Locale } from '../domain/locale.ts'
import { en } from '../words/en.ts'
import { wordsIn } from '../words/words.ts'
import { formatTime } from './dates.ts'
import { cut } from './lines.ts'
import { nearReply } from './near.ts'

const STORIES = 5
const NEAR = 'near'

/** What an alignment is called, in every language. */
const namesOf = ({ id, label, labels = {} }: Alignment): readonly string[] =>
  [id, label, ...Object.values(labels)].flatMap((name) => name?.toLowerCase() ?? [])

/** The alignment a text means: by id, or by a part of its label; undefined where none or several are meant. */
export function alignmentOf(typed: string, alignments: readonly Alignment[]): Alignment | undefined {
  const wanted = typed.trim().toLowerCase()
  const exact = alignments.find((alignment) => namesOf(alignment).includes(wanted))
  if (exact !== undefined || wanted === '') return exact
  const partly = alignments.filter((alignment) =>
    [...namesOf(alignment), alignment.states.join(' ').toLowerCase()].some((name) => name.includes(wanted)),
  )
  return partly.length === 1 ? partly[0] : undefined
}

/** The answer to a word that means no alignment: which there are. */
export function noSuchAlignment(typed: string, alignments: readonly Alignment[], locale?: Locale): Reply {
  const { answers, writing } = wordsIn(locale)
  const known = writing.listed(alignments.map((one) => `${one.id}${writing.bracketed(labelIn(one, locale))}`))
  return textReply(answers.latest.noAlignment(cut(typed, 60), known), true)
}

export function alignmentChoices(typed: string, alignments: readonly Alignment[], locale?: Locale): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  return alignments
    .filter((alignment) => namesOf(alignment).some((name) => name.includes(wanted)))
    .slice(0, 25)
    .map((alignment) => ({ name: cut(labelIn(alignment, locale), 100), value: alignment.id }))
}

/** What there is instead of stories: how much was read, and when last. */
async function nothingYet(alignment: Alignment | undefined, context: CommandContext): Promise<Reply> {
  const [counts, feeds] = await Promise.all([context.archive.counts(), context.archive.feeds()])
  const { latest: words } = wordsIn(context.locale).answers
  const lastAt = Math.max(0, ...feeds.map((feed) => feed.lastOkAt ?? 0))
  const well = feeds.filter((feed) => feed.lastKind !== null && isHealthy(feed.lastKind)).length
  const parts = [
    alignment === undefined ? words.nothing : words.nothingOn(labelIn(alignment, context.locale)),
    words.soFar(words.read(counts.items, counts.kept, counts.stories)),
    lastAt === 0 ? words.noFeedYet : words.feedsWell(well, feeds.length, formatTime(lastAt, context.timeZone, context.locale)),
  ]
  return textReply(parts.join(' '))
}

/** `near` may be typed in the place of an alignment, before one or behind it, where there are no fields to fill in. */
function wanted(args: Readonly<Record<string, string>>): { readonly typed: string; readonly near: boolean } {
  const words = (args.alignment ?? '').trim().split(/\s+/)
  const rest = words.filter((word) => word.toLowerCase() !== NEAR)
  return { typed: rest.join(' '), near: args.show === NEAR || rest.length < words.length }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const { typed, near } = wanted(args)
  const { alignments, locale } = context
  const alignment = alignmentOf(typed, alignments)
  if (typed !== '' && alignment === undefined) return noSuchAlignment(typed, alignments, locale)
  if (near) return nearReply(alignment, context)
  const filter = alignment === undefined ? {} : { alignment: alignment.id }
  const briefs = await context.archive.latest({ ...filter, limit: STORIES })
  if (briefs.length === 0) return nothingYet(alignment, context)
  const { latest: words } = wordsIn(locale).answers
  return {
    ...textReply(''),
    title: alignment === undefined ? words.title : words.titleOf(labelIn(alignment, locale)),
    colour: alignment?.colour ?? null,
    briefs,
    footer: words.footer(formatTime(context.now(), context.timeZone, locale)),
  }
}

const { description, options } = en.commands.latest

/** `/latest [alignment] [show:near]`: the newest stories, or what was nearly kept. */
export const latest: Command = {
  name: 'latest',
  description,
  options: [
    { name: 'alignment', description: options.alignment.description, required: false, choices: [], autocomplete: true },
    {
      name: 'show',
      description: options.show.description,
      required: false,
      choices: Object.entries(options.show.choices).map(([value, name]) => ({ name, value })),
      autocomplete: false,
    },
  ],
  run,
  complete: (option, typed, { alignments, locale }) => (option === 'alignment' ? alignmentChoices(typed, alignments, locale) : []),
}
