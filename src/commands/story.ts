import type { Brief } from '../domain/brief.ts'
import { countWords } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, type ReplyField, textReply } from '../domain/command.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { Report } from '../domain/story.ts'
import { formatTime } from './dates.ts'
import { bold, counted, cut, line } from './lines.ts'
import { storyChoices } from './recent.ts'
import { firstField, sourcesField, stressField } from './story-sides.ts'

const MAX_ASKED = 200
/** As many as fit into the smallest field there is, Discord's 1024 characters, so that the newest is not cut off. */
const REVISIONS = 6
const MAX_CHANGE = 110
const EARLIER = 3

/** What a revision says that the one before did not: its own words, else the standing, the headline, the sources. */
function changeWords(brief: Brief, before: Brief | undefined): string {
  if (brief.mergedInto !== undefined) return `found to be the same as story ${brief.mergedInto}`
  if (brief.withdrawn) return 'withdrawn: no report stands for it any more'
  const outlets = counted(new Set(brief.sources.map(({ outlet }) => outlet)).size, 'outlet')
  if (before === undefined) return [`first told, from ${outlets}`, brief.standingText].filter((part) => part !== '').join('. ')
  const standing = brief.standingText !== '' && brief.standingText !== before.standingText ? [brief.standingText] : []
  if (brief.change !== '') return [visible(brief.change), ...standing.filter((words) => !brief.change.includes(words))].join('; ')
  const headline = brief.headline === before.headline ? [] : [`headline now “${cut(visible(brief.headline), 90)}”`]
  const sources = brief.sources.length === before.sources.length ? [] : [`${outlets}, ${brief.independentSources} independent`]
  const parts = [...standing, ...headline, ...sources]
  return parts.length === 0 ? 'worded anew' : parts.join('; ')
}

/** What changed when, oldest first; of many, the first and the last ones. */
function timelineField(revisions: readonly Brief[], storyId: string, { timeZone }: CommandContext): ReplyField {
  const lines = revisions.map((brief, index): RichText => {
    const own = revisions.slice(0, index).findLast((before) => before.storyId === brief.storyId)
    const whose = brief.storyId === storyId ? '' : `Story ${brief.storyId}, `
    const words = whose + changeWords(brief, own)
    return [
      bold(formatTime(brief.updatedAt, timeZone)),
      { text: ` — ${cut(words, MAX_CHANGE).replace(/^./u, (first) => first.toUpperCase())}` },
    ]
  })
  const left = lines.length - REVISIONS
  const value = left <= 0 ? lines : [...lines.slice(0, 2), line(`… ${counted(left, 'revision')} between …`), ...lines.slice(2 + left)]
  return { name: 'What changed when', value, inline: false, holds: 'revisions' }
}

function threadField(brief: Brief, { timeZone }: CommandContext): readonly ReplyField[] {
  if (brief.thread === null) return []
  const earlier = brief.thread.earlier
    .slice(0, EARLIER)
    .map(({ storyId, headline, at }) => line(`${cut(visible(headline), 120)} — ${formatTime(at, timeZone)} · story ${storyId}`))
  return [
    { name: `Thread: ${brief.thread.label}`, value: earlier.length === 0 ? [line('No earlier story in it.')] : earlier, inline: false },
  ]
}

function bodyOf(brief: Brief, asked: string, { pageUrl }: CommandContext): readonly RichText[] {
  const counts = countWords(brief)
  const page = pageUrl === undefined ? [] : [[{ text: 'The story’s page', url: `${pageUrl}/story/${encodeURIComponent(brief.storyId)}` }]]
  const about = brief.alignments.map(({ label }) => label).join(' · ')
  return [
    ...(brief.storyId.startsWith(asked) ? [] : [line(`Story ${asked} turned out to be this one.`)]),
    ...(about === '' ? [] : [line(about)]),
    [bold(brief.standingText || 'Standing unknown'), { text: counts === '' ? '' : ` · ${counts}` }],
    ...brief.acts.slice(0, 3).map((act) => line(act.text)),
    ...page,
  ]
}

function reply(brief: Brief, reports: readonly Report[], revisions: readonly Brief[], asked: string, context: CommandContext): Reply {
  const earlier = brief.thread?.earlier.slice(0, EARLIER) ?? []
  return {
    ...textReply(''),
    title: cut(visible(brief.headline), 200),
    url: brief.url === '' ? null : brief.url,
    colour: brief.alignments[0]?.colour ?? null,
    body: bodyOf(brief, asked, context),
    fields: [
      timelineField(revisions, brief.storyId, context),
      ...(reports.length === 0 ? [] : [sourcesField(reports, context), firstField(reports, context), ...stressField(reports, context)]),
      ...threadField(brief, context),
    ],
    suggestions: [
      { label: 'Why', command: 'why', args: { story: brief.storyId } },
      ...earlier.map(({ storyId, headline }) => ({
        label: cut(`Earlier: ${visible(headline)}`, 80),
        command: 'story',
        args: { id: storyId },
      })),
    ],
    storyId: brief.storyId,
    footer: `Story ${brief.storyId}, revision ${brief.revision}, as of ${formatTime(context.now(), context.timeZone)}`,
  }
}

/** Where no story has the id: those that hold its words, else the newest ones, to choose from. */
async function unknown(asked: string, { archive }: CommandContext): Promise<Reply> {
  const found = /[\p{L}\p{N}]/u.test(asked) ? await archive.search(asked, 3) : []
  const latest = found.length > 0 ? found : await archive.latest({ limit: 3 })
  const text =
    asked === ''
      ? 'Give the id of a story, as the last line of its post has it.'
      : `No story, or more than one, has an id that begins with “${cut(asked, 60)}”. The last line of a post has the whole id.`
  return {
    ...textReply(text, true),
    suggestions: latest.map(({ storyId, headline }) => ({ label: cut(visible(headline), 80), command: 'story', args: { id: storyId } })),
  }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const asked = (args.id ?? '')
    .trim()
    .replace(/^story\s+/i, '')
    .toLowerCase()
    .slice(0, MAX_ASKED)
  const found = asked === '' ? null : await context.archive.story(asked)
  if (found === null) return unknown(asked, context)
  return reply(found.brief, found.reports, await context.archive.revisions(found.brief.storyId), asked, context)
}

/** `/story ID`: how a story came to be told as it is: its revisions, its sources by side, and what sides tell differently. */
export const story: Command = {
  name: 'story',
  description: 'How a story grew: what changed when, who said it first, which side reports what',
  options: [
    {
      name: 'id',
      description: "A story's id or its beginning, as the last line of its post gives it",
      required: true,
      choices: [],
      autocomplete: true,
    },
  ],
  run,
  complete: (option, typed, context) => (option === 'id' ? storyChoices(typed, context) : []),
}
