import type { Brief } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, type ReplyField, textReply } from '../domain/command.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { Report } from '../domain/story.ts'
import { en } from '../words/en.ts'
import { countWords } from '../words/facts.ts'
import { capital } from '../words/letters.ts'
import { toldIn } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line, tellingOf } from './lines.ts'
import { storyChoices } from './recent.ts'
import { firstField, sourcesField, stressField } from './story-sides.ts'

const MAX_ASKED = 200
/** As many as fit into the smallest field there is, Discord's 1024 characters, so that the newest is not cut off. */
const REVISIONS = 6
const MAX_CHANGE = 110
const EARLIER = 3

/** What a revision says that the one before did not: its own words, else the standing, the headline, the sources. */
function changeWords(brief: Brief, before: Brief | undefined, { stories, posts }: Words): string {
  if (brief.mergedInto !== undefined) return stories.mergedInto(brief.mergedInto)
  if (brief.withdrawn) return stories.withdrawn
  const outlets = new Set(brief.sources.map(({ outlet }) => outlet)).size
  if (before === undefined) return [stories.firstTold(outlets), brief.standingText].filter((part) => part !== '').join('. ')
  const standing = brief.standingText !== '' && brief.standingText !== before.standingText ? [brief.standingText] : []
  if (brief.change !== '')
    return [visible(brief.change), ...standing.filter((words) => !brief.change.includes(words))].join(posts.semicolon)
  const headline = brief.headline === before.headline ? [] : [stories.headlineNow(cut(visible(brief.headline), 90))]
  const sources = brief.sources.length === before.sources.length ? [] : [stories.outletsNow(outlets, brief.independentSources)]
  const parts = [...standing, ...headline, ...sources]
  return parts.length === 0 ? stories.wordedAnew : parts.join(posts.semicolon)
}

/** What changed when, oldest first; of many, the first and the last ones. */
function timelineField(told: readonly Brief[], storyId: string, context: CommandContext): ReplyField {
  const { words, names } = tellingOf(context)
  const { stories } = words
  const revisions = told.map((brief) => toldIn(brief, words, names))
  const lines = revisions.map((brief, index): RichText => {
    const own = revisions.slice(0, index).findLast((before) => before.storyId === brief.storyId)
    const changed = changeWords(brief, own, words)
    const whose = brief.storyId === storyId ? changed : stories.ofStory(brief.storyId, changed)
    return [bold(formatTime(brief.updatedAt, context.timeZone, words.locale)), { text: ` — ${capital(cut(whose, MAX_CHANGE))}` }]
  })
  const left = lines.length - REVISIONS
  const value = left <= 0 ? lines : [...lines.slice(0, 2), line(stories.revisionsBetween(left)), ...lines.slice(2 + left)]
  return { name: stories.whatChanged, value, inline: false, holds: 'revisions' }
}

function threadField(brief: Brief, { timeZone, locale }: CommandContext): readonly ReplyField[] {
  const { stories } = wordsIn(locale)
  if (brief.thread === null) return []
  const earlier = brief.thread.earlier
    .slice(0, EARLIER)
    .map(({ storyId, headline, at }) => line(stories.earlierLine(cut(visible(headline), 120), formatTime(at, timeZone, locale), storyId)))
  return [
    {
      name: stories.thread(brief.thread.label),
      value: earlier.length === 0 ? [line(stories.noEarlier)] : earlier,
      inline: false,
      holds: 'thread',
    },
  ]
}

function bodyOf(brief: Brief, asked: string, { pageUrl, locale }: CommandContext): readonly RichText[] {
  const words = wordsIn(locale)
  const { stories } = words
  const counts = countWords(brief, words)
  const page = pageUrl === undefined ? [] : [[{ text: stories.page, url: `${pageUrl}/story/${encodeURIComponent(brief.storyId)}` }]]
  const about = brief.alignments.map(({ label }) => label).join(' · ')
  return [
    ...(brief.storyId.startsWith(asked) ? [] : [line(stories.turnedOut(asked))]),
    ...(about === '' ? [] : [line(about)]),
    [bold(brief.standingText || stories.standingUnknown), { text: counts === '' ? '' : ` · ${counts}` }],
    ...brief.acts.slice(0, 3).map((act) => line(act.text)),
    ...page,
  ]
}

function reply(story: Brief, reports: readonly Report[], revisions: readonly Brief[], asked: string, context: CommandContext): Reply {
  const { words, names } = tellingOf(context)
  const { stories, posts } = words
  const brief = toldIn(story, words, names)
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
      { label: posts.why, command: 'why', args: { story: brief.storyId } },
      ...earlier.map(({ storyId, headline }) => ({
        label: cut(stories.earlier(visible(headline)), 80),
        command: 'story',
        args: { id: storyId },
      })),
    ],
    storyId: brief.storyId,
    footer: stories.footer(brief.storyId, brief.revision, formatTime(context.now(), context.timeZone, context.locale)),
  }
}

/** Where no story has the id: those that hold its words, else the newest ones, to choose from. */
async function unknown(asked: string, { archive, locale }: CommandContext): Promise<Reply> {
  const { stories } = wordsIn(locale)
  const found = /[\p{L}\p{N}]/u.test(asked) ? await archive.search(asked, 3) : []
  const latest = found.length > 0 ? found : await archive.latest({ limit: 3 })
  const text = asked === '' ? stories.giveId : stories.unknownId(cut(asked, 60))
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

const { description, options } = en.commands.story

/** `/story ID`: how a story came to be told as it is: its revisions, its sources by side, and what sides tell differently. */
export const story: Command = {
  name: 'story',
  description,
  options: [
    {
      name: 'id',
      description: options.id.description,
      required: true,
      choices: [],
      autocomplete: true,
    },
  ],
  run,
  complete: (option, typed, context) => (option === 'id' ? storyChoices(typed, context) : []),
}
