import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { CommandContext, ReplyField } from '../domain/command.ts'
import type { Category } from '../domain/event.ts'
import { actsOf } from '../domain/network.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { actWords } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import type { Gathered } from './actor-gather.ts'
import { formatDate } from './dates.ts'
import { bold, cut, line, storyLine, tellingOf } from './lines.ts'
import { acts } from './parties.ts'

const [TIES, COUNTERPARTS, WAYS] = [5, 5, 4]

/** `Choe Son Hui — 4 stories: CONSULT, AGREE`. */
function counterpartLine({ actorId, count, categories }: Counterpart, context: CommandContext): RichText {
  const other = context.directory.byId(actorId)
  const name = other === undefined ? actorId : actorName(other, context.locale)
  const { counts, deeds, writing } = wordsIn(context.locale)
  const ways = categories.slice(0, WAYS).map((category) => deeds.categories[category])
  const how = ways.length === 0 ? '' : `${writing.colon}${ways.join(writing.comma)}`
  return [bold(name), { text: ` — ${counts.stories(count)}${how}` }]
}

/** `United States — 19 acts: THREATEN 9, ACCUSE 6, side by side on others 4`: whom it acts on, and how. */
function dealingLines({ dealings }: Gathered, { cards, deeds, writing }: Words): readonly RichText[] {
  if (dealings === null) return []
  const { web, pairs } = dealings
  const own = web.ties.filter(({ a, b }) => a === web.centre || b === web.centre).slice(0, TIES)
  return own.map((tie): RichText => {
    const other = tie.a === web.centre ? tie.b : tie.a
    const ways = new Map<Category, number>()
    for (const { a, b, joint, category, count } of pairs)
      if (!joint && a === tie.a && b === tie.b) ways.set(category, (ways.get(category) ?? 0) + count)
    const most = [...ways].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, WAYS)
    const how = [
      ...most.map(([category, count]) => `${deeds.categories[category]} ${count}`),
      ...(tie.joint > 0 ? [cards.sideBySide(tie.joint)] : []),
    ]
    const label = web.nodes.find(({ id }) => id === other)?.label ?? other
    return [bold(label), { text: ` — ${writing.labelled(cards.acts(actsOf(tie)), how.join(writing.comma))}` }]
  })
}

/** What happened at a place: day, act and standing, with the headline linked. */
function happenedLine(brief: Brief, words: Words): RichText {
  const { posts, writing, locale } = words
  const done = brief.acts
    .map((act) => actWords(act, words))
    .slice(0, 2)
    .join(posts.semicolon)
  const headline = cut(visible(brief.headline), 140)
  const day = brief.date ?? new Date(brief.openedAt).toISOString().slice(0, 10)
  return [
    bold(formatDate(day, locale)),
    { text: ` — ${done === '' ? '' : `${done}${writing.pause}${posts.standings[brief.standing]} — `}` },
    brief.url === '' ? { text: headline } : { text: headline, url: brief.url },
  ]
}

const field = (name: string, value: readonly RichText[], holds?: ReplyField['holds']): readonly ReplyField[] =>
  value.length === 0 ? [] : [{ name, value, inline: false, ...(holds === undefined ? {} : { holds }) }]

/** At a place: what stories say happened there, and which only name it. */
function placeFields(actor: Actor, { stories }: Gathered, context: CommandContext): readonly ReplyField[] {
  const telling = tellingOf(context)
  const { cards } = telling.words
  const names = new Set([actor.name, ...actor.aliases.en])
  const there = stories.filter(({ place }) => place !== null && names.has(place))
  const others = stories.filter((brief) => !there.includes(brief))
  return [
    ...field(
      cards.happenedThere,
      there.map((brief) => happenedLine(brief, telling.words)),
    ),
    ...field(
      there.length === 0 ? cards.namedIn : cards.alsoNamedIn,
      others.map((brief) => storyLine(brief, context.timeZone, telling)),
      'stories',
    ),
  ]
}

/** What is reported of an actor, under names of its kind. */
export function fieldsOf(actor: Actor, gathered: Gathered, context: CommandContext): readonly ReplyField[] {
  const { stories } = gathered
  const telling = tellingOf(context)
  const { cards } = telling.words
  const dealings = dealingLines(gathered, telling.words)
  // States are told of by what they do, where that is known.
  const isTold = ({ actorId }: Counterpart): boolean => dealings.length === 0 || context.directory.byId(actorId)?.kind !== 'state'
  const named = field(
    acts(actor) ? cards.namedWith : cards.inStoriesWith,
    gathered.counterparts
      .filter(isTold)
      .slice(0, COUNTERPARTS)
      .map((one) => counterpartLine(one, context)),
    'counterparts',
  )
  if (stories.length === 0) return [...named, { name: cards.lastStories, value: [line(cards.noneYet)], inline: false, holds: 'stories' }]
  if (actor.kind === 'place') return [...placeFields(actor, gathered, context), ...named]
  return [
    ...field(cards.actsWith, dealings),
    ...named,
    ...field(
      cards.lastStories,
      stories.map((brief) => storyLine(brief, context.timeZone, telling)),
      'stories',
    ),
  ]
}
