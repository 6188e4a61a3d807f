import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { type NearMiss, nearMissOf, type StatesOf } from '../domain/decision.ts'
import type { Item } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { stateName } from '../words/states.ts'
import { wordsIn } from '../words/words.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line } from './lines.ts'
import { type Judged, whatWouldChange } from './verdict.ts'

/** How many are shown of those that came near by score, and of those that only name two of the states. */
const SHOWN = { close: 5, named: 4 }
const BUTTONS = 5
const PAGE = 200
/** How many of the newest dropped items are looked through: an old near miss is nobody's question. */
const WINDOW = 2_000
const MAX_WHY = 220

type Near = Judged & { readonly miss: NearMiss }
type Found = { readonly close: readonly Near[]; readonly named: readonly Near[]; readonly looked: number }

/** Near misses of the alignments, newest first: read page by page until there are enough of both kinds. */
async function nearest(alignments: readonly Alignment[], context: CommandContext): Promise<Found> {
  const statesOf = statesIn(alignments, context)
  const [close, named]: [Near[], Near[]] = [[], []]
  let before: Item | undefined
  let looked = 0
  while ((close.length < SHOWN.close || named.length < SHOWN.named) && looked < WINDOW) {
    const page = await context.archive.dropped({ limit: PAGE, ...(before === undefined ? {} : { before }) })
    for (const judged of page) {
      const miss = nearMissOf(judged.assessment, alignments, statesOf)
      if (miss !== null) (miss.close ? close : named).push({ ...judged, miss })
    }
    looked += page.length
    before = page.at(-1)?.item
    if (page.length < PAGE) break
  }
  return { close: close.slice(0, SHOWN.close), named: named.slice(0, SHOWN.named), looked }
}

/** A grouping's own name stands for all its members. */
const statesIn =
  (alignments: readonly Alignment[], { directory }: CommandContext): StatesOf =>
  (actorId) => {
    const grouping = alignments.find(({ collectives }) => collectives.includes(actorId))
    return grouping?.states ?? [directory.byId(actorId)?.country].filter((state) => state !== undefined)
  }

/** `North Korea–Russia: score 0.41, threshold 0.50 · names North Korea and Russia · …`: why it was dropped, in one line. */
function whyLine({ miss, ...judged }: Near, context: CommandContext): RichText {
  const { alignment, states } = miss
  const { why, writing, locale } = wordsIn(context.locale)
  const score = (judged.assessment.verdicts[alignment.id]?.score ?? 0).toFixed(2)
  const spoke = judged.assessment.reasons.some((reason) => reason.alignment === alignment.id)
  const parts = [
    why.scoreFor(labelIn(alignment, locale), score, alignment.threshold.toFixed(2)),
    states.length > 1 ? why.names(writing.listed(states.map((code) => stateName(code, locale)))) : '',
    spoke ? whatWouldChange(judged, alignment, context) : why.notTogether,
  ]
  return line(`    ${cut(parts.filter((part) => part !== '').join(' · '), MAX_WHY)}`)
}

function titleLine({ item }: Near, context: CommandContext): RichText {
  const { writing } = wordsIn(context.locale)
  const title = cut(visible(item.title), 120)
  return [
    item.url === '' ? { text: title } : { text: title, url: item.url },
    { text: ` — ${[visible(item.source.outlet), formatTime(item.publishedAt, context.timeZone, context.locale)].join(writing.clause)}` },
  ]
}

/** `/latest near`: what was read and not kept, though it came close, newest first, each with why; so that a reader can check. */
export async function nearReply(alignment: Alignment | undefined, context: CommandContext): Promise<Reply> {
  const { close, named, looked } = await nearest(alignment === undefined ? context.alignments : [alignment], context)
  const { why } = wordsIn(context.locale)
  const about = alignment === undefined ? null : labelIn(alignment, context.locale)
  const found = [...close, ...named]
  if (found.length === 0) {
    const none = about === null ? why.noneClose(looked) : why.noneCloseFor(about, looked)
    return textReply(looked === 0 ? why.nothingDropped : none, true)
  }
  const listedUnder = (heading: string, some: readonly Near[]): readonly RichText[] =>
    some.length === 0 ? [] : [[bold(heading)], ...some.flatMap((near) => [titleLine(near, context), whyLine(near, context)])]
  return {
    ...textReply('', true),
    title: about === null ? why.nearly : why.nearlyFor(about),
    colour: alignment?.colour ?? null,
    body: [...listedUnder(why.closeByScore, close), ...listedUnder(why.statesNamed, named)],
    suggestions: found.slice(0, BUTTONS).map(({ item }, index) => ({
      label: cut(why.button(index + 1, visible(item.title)), 80),
      command: 'why',
      args: { story: item.id },
    })),
    footer: why.nearFooter,
  }
}
