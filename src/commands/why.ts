import { type Alignment, labelIn } from '../domain/alignment.ts'
import type { Assessment } from '../domain/assessment.ts'
import type { Brief } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { Item } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { en } from '../words/en.ts'
import { toldIn } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line, tellingOf } from './lines.ts'
import { findsField, type Judged, verdictField } from './verdict.ts'

const MAX_ASKED = 2000
const NEAR = 5
const MAX_SOURCES = 8

/** The report that speaks loudest for any alignment: its reasons are shown. */
function strongest(reports: readonly Judged[]): Judged | undefined {
  const best = ({ assessment }: Judged): number => Math.max(0, ...Object.values(assessment.verdicts).map((verdict) => verdict.score))
  return reports.toSorted((a, b) => best(b) - best(a))[0]
}

const coloured = (alignments: readonly Alignment[], { verdicts }: Assessment): string | null =>
  alignments.find((alignment) => verdicts[alignment.id]?.kept)?.colour ?? null

const sourceLine = (item: Item, assessment: Assessment | null, context: CommandContext): RichText => {
  const scores = context.alignments.map(
    (alignment) =>
      `${context.locale === undefined || context.locale === 'en' ? alignment.id : labelIn(alignment, context.locale)} ${(assessment?.verdicts[alignment.id]?.score ?? 0).toFixed(2)}`,
  )
  const { writing } = wordsIn(context.locale)
  const title = cut(visible(item.title), 120)
  const published = [visible(item.source.outlet), formatTime(item.publishedAt, context.timeZone, context.locale)].join(writing.clause)
  return [
    item.url === '' ? { text: title } : { text: title, url: item.url },
    {
      text: ` — ${published}${assessment === null ? '' : ` · ${scores.join(writing.comma)}`}`,
    },
  ]
}

/** How much the story matters, and what that is made of. */
function weightLine({ importance, importancePoints = [] }: Brief, words: Words): readonly RichText[] {
  const points = importancePoints.map(({ points: worth, because }) => `${becauseWords(because, words)} +${worth.toFixed(2)}`)
  return points.length === 0 ? [] : [line(words.why.importance(importance.toFixed(2), points.join(words.writing.comma)))]
}

/** What a point of importance is for; what is stored in words we no longer use stays as it is. */
function becauseWords(because: string, { why }: Words): string {
  const [, count] = /^(\d+) independent sources?$/.exec(because) ?? []
  if (count !== undefined) return why.pointSources(Number(count))
  return Object.entries(why.points).find(([stored]) => stored === because)?.[1] ?? because
}

function storyReply(story: Brief, reports: readonly Judged[], context: CommandContext): Reply {
  const { words, names } = tellingOf(context)
  const { why: said } = words
  const brief = toldIn(story, words, names)
  const shown = strongest(reports)
  const more = reports.length - MAX_SOURCES
  const sources = [
    ...reports.slice(0, MAX_SOURCES).map(({ item, assessment }) => sourceLine(item, assessment, context)),
    ...(more > 0 ? [line(said.moreReports(more))] : []),
  ]
  return {
    ...textReply('', true),
    title: cut(said.title(brief.headline), 200),
    url: brief.url === '' ? null : brief.url,
    colour: brief.alignments[0]?.colour ?? null,
    body: [
      [bold(brief.standingText || said.standingUnknown), { text: ` · ${said.counted(reports.length, brief.independentSources)}` }],
      ...weightLine(brief, words),
      ...(shown !== undefined && reports.length > 1 ? [line(said.loudest(visible(shown.item.source.outlet)))] : []),
    ],
    fields:
      shown === undefined
        ? []
        : [
            ...context.alignments.map((alignment) => verdictField(shown, alignment, context)),
            findsField(shown, context),
            { name: said.reports, value: sources, inline: false },
          ],
    footer: said.storyFooter(brief.storyId, brief.revision, formatTime(brief.openedAt, context.timeZone, context.locale)),
  }
}

function itemReply(item: Item, assessment: Assessment | null, storyId: string | null, context: CommandContext): Reply {
  const { why: said } = wordsIn(context.locale)
  const judged = assessment === null ? null : { item, assessment }
  const unposted = item.backfilled ? said.tooOld : said.notPosted
  const fate = storyId === null ? unposted : said.partOf(storyId)
  return {
    ...textReply('', true),
    title: cut(said.title(visible(item.title)), 200),
    url: item.url === '' ? null : item.url,
    colour: assessment === null ? null : coloured(context.alignments, assessment),
    body: [line(judged === null ? said.notYetJudged : fate)],
    fields:
      judged === null
        ? []
        : [...context.alignments.map((alignment) => verdictField(judged, alignment, context)), findsField(judged, context)],
    suggestions: storyId === null ? [] : [{ label: said.wholeStory, command: 'why', args: { story: storyId } }],
    footer: said.itemFooter(item.id, visible(item.source.outlet), formatTime(item.publishedAt, context.timeZone, context.locale)),
  }
}

/** Where nothing is found: what came near a threshold lately, since that is what people ask about. */
async function notFound(asked: string, context: CommandContext): Promise<Reply> {
  const near = (await context.archive.near(NEAR)).filter(({ assessment }) => assessment.reasons.some(({ weight }) => weight > 0))
  const { why: said } = wordsIn(context.locale)
  const missed = near.map(({ item, assessment }) => sourceLine(item, assessment, context))
  return {
    ...textReply(asked === '' ? said.giveId : said.unknown(cut(asked, 120)), true),
    fields: missed.length === 0 ? [] : [{ name: said.nearlyOfLate, value: missed, inline: false }],
    suggestions: near.map(({ item }) => ({ label: cut(visible(item.title), 80), command: 'why', args: { story: item.id } })),
  }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const asked = (args.story ?? '')
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .slice(0, MAX_ASKED)
  if (asked === '') return notFound('', context)
  const story = /^https?:/i.test(asked) ? null : await context.archive.story(asked)
  if (story !== null) return storyReply(story.brief, story.reports, context)
  const found = await context.archive.item(asked)
  if (found === null) return notFound(asked, context)
  return itemReply(found.item, found.assessment, found.storyId, context)
}

const { description, options } = en.commands.why

/** `/why STORY`: what was found where, which rule it met, and what would have changed the decision; also for what was not kept. */
export const why: Command = {
  name: 'why',
  description,
  options: [
    {
      name: 'story',
      description: options.story.description,
      required: true,
      choices: [],
      autocomplete: false,
    },
  ],
  run,
}
