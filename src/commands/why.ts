import type { Alignment } from '../domain/alignment.ts'
import type { Assessment } from '../domain/assessment.ts'
import type { Brief } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { Item } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { formatTime } from './dates.ts'
import { bold, counted, cut, line } from './lines.ts'
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
  const scores = context.alignments.map((alignment) => `${alignment.id} ${(assessment?.verdicts[alignment.id]?.score ?? 0).toFixed(2)}`)
  const title = cut(visible(item.title), 120)
  return [
    item.url === '' ? { text: title } : { text: title, url: item.url },
    {
      text: ` — ${visible(item.source.outlet)}, ${formatTime(item.publishedAt, context.timeZone)}${assessment === null ? '' : ` · ${scores.join(', ')}`}`,
    },
  ]
}

/** How much the story matters, and what that is made of. */
const weightLine = ({ importance, importancePoints = [] }: Brief): readonly RichText[] =>
  importancePoints.length === 0
    ? []
    : [
        line(
          `Importance ${importance.toFixed(2)}: ${importancePoints.map(({ points, because }) => `${because} +${points.toFixed(2)}`).join(', ')}.`,
        ),
      ]

function storyReply(brief: Brief, reports: readonly Judged[], context: CommandContext): Reply {
  const shown = strongest(reports)
  const more = reports.length - MAX_SOURCES
  const sources = [
    ...reports.slice(0, MAX_SOURCES).map(({ item, assessment }) => sourceLine(item, assessment, context)),
    ...(more > 0 ? [line(`and ${counted(more, 'more report')}`)] : []),
  ]
  return {
    ...textReply('', true),
    title: cut(`Why: ${brief.headline}`, 200),
    url: brief.url === '' ? null : brief.url,
    colour: brief.alignments[0]?.colour ?? null,
    body: [
      [
        bold(brief.standingText || 'Standing unknown'),
        { text: ` · ${counted(reports.length, 'report')}, ${counted(brief.independentSources, 'independent source')}` },
      ],
      ...weightLine(brief),
      ...(shown !== undefined && reports.length > 1
        ? [line(`Shown is the report that speaks loudest: ${visible(shown.item.source.outlet)}.`)]
        : []),
    ],
    fields:
      shown === undefined
        ? []
        : [
            ...context.alignments.map((alignment) => verdictField(shown, alignment, context.scoring)),
            findsField(shown, context),
            { name: 'Reports', value: sources, inline: false },
          ],
    footer: `Story ${brief.storyId}, revision ${brief.revision}, first seen ${formatTime(brief.openedAt, context.timeZone)}`,
  }
}

function itemReply(item: Item, assessment: Assessment | null, storyId: string | null, context: CommandContext): Reply {
  const judged = assessment === null ? null : { item, assessment }
  return {
    ...textReply('', true),
    title: cut(`Why: ${visible(item.title)}`, 200),
    url: item.url === '' ? null : item.url,
    colour: assessment === null ? null : coloured(context.alignments, assessment),
    body: [
      line(
        judged === null
          ? 'This item was read, but not judged yet. Ask again in a minute.'
          : storyId === null
            ? `Not posted${item.backfilled ? ': it was older than the backfill window when its feed was first read' : ''}.`
            : `Part of story ${storyId}.`,
      ),
    ],
    fields:
      judged === null
        ? []
        : [...context.alignments.map((alignment) => verdictField(judged, alignment, context.scoring)), findsField(judged, context)],
    suggestions: storyId === null ? [] : [{ label: 'The whole story', command: 'why', args: { story: storyId } }],
    footer: `Item ${item.id} from ${visible(item.source.outlet)}, ${formatTime(item.publishedAt, context.timeZone)}`,
  }
}

/** Where nothing is found: what came near a threshold lately, since that is what people ask about. */
async function notFound(asked: string, context: CommandContext): Promise<Reply> {
  const near = (await context.archive.near(NEAR)).filter(({ assessment }) => assessment.reasons.some(({ weight }) => weight > 0))
  const missed = near.map(({ item, assessment }) => sourceLine(item, assessment, context))
  return {
    ...textReply(
      asked === '' ? 'Give the id of a story, or the address of an article.' : `No story or item “${cut(asked, 120)}” is known here.`,
      true,
    ),
    fields: missed.length === 0 ? [] : [{ name: 'Nearly kept of late', value: missed, inline: false }],
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

/** `/why STORY`: what was found where, which rule it met, and what would have changed the decision; also for what was not kept. */
export const why: Command = {
  name: 'why',
  description: 'Why a story was posted, or an article was not',
  options: [
    {
      name: 'story',
      description: "A story's id, as the last line of its post gives it, or the address of an article",
      required: true,
      choices: [],
      autocomplete: false,
    },
  ],
  run,
}
