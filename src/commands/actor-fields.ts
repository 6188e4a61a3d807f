import type { Actor } from '../domain/actor.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { CommandContext, ReplyField } from '../domain/command.ts'
import { actsOf } from '../domain/network.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { Gathered } from './actor-gather.ts'
import { formatDate } from './dates.ts'
import { bold, counted, cut, line, storyLine } from './lines.ts'
import { acts } from './parties.ts'

const [TIES, COUNTERPARTS, WAYS] = [5, 5, 4]

/** `Choe Son Hui — 4 stories: CONSULT, AGREE`. */
function counterpartLine({ actorId, count, categories }: Counterpart, context: CommandContext): RichText {
  const name = context.directory.byId(actorId)?.name ?? actorId
  const how = categories.length === 0 ? '' : `: ${categories.slice(0, WAYS).join(', ')}`
  return [bold(name), { text: ` — ${counted(count, 'story', 'stories')}${how}` }]
}

/** `United States — 19 acts: THREATEN 9, ACCUSE 6, side by side on others 4`: whom it acts on, and how. */
function dealingLines({ dealings }: Gathered): readonly RichText[] {
  if (dealings === null) return []
  const { web, pairs } = dealings
  const own = web.ties.filter(({ a, b }) => a === web.centre || b === web.centre).slice(0, TIES)
  return own.map((tie): RichText => {
    const other = tie.a === web.centre ? tie.b : tie.a
    const ways = new Map<string, number>()
    for (const { a, b, joint, category, count } of pairs)
      if (!joint && a === tie.a && b === tie.b) ways.set(category, (ways.get(category) ?? 0) + count)
    const most = [...ways].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, WAYS)
    const how = [
      ...most.map(([category, count]) => `${category} ${count}`),
      ...(tie.joint > 0 ? [`side by side on others ${tie.joint}`] : []),
    ]
    const label = web.nodes.find(({ id }) => id === other)?.label ?? other
    return [bold(label), { text: ` — ${counted(actsOf(tie), 'act')}: ${how.join(', ')}` }]
  })
}

/** What happened at a place: day, act and standing, with the headline linked. */
function happenedLine(brief: Brief): RichText {
  const done = brief.acts
    .map(({ text }) => text)
    .slice(0, 2)
    .join('; ')
  const headline = cut(visible(brief.headline), 140)
  const day = brief.date ?? new Date(brief.openedAt).toISOString().slice(0, 10)
  return [
    bold(formatDate(day)),
    { text: ` — ${done === '' ? '' : `${done}, ${brief.standing} — `}` },
    brief.url === '' ? { text: headline } : { text: headline, url: brief.url },
  ]
}

const field = (name: string, value: readonly RichText[], holds?: ReplyField['holds']): readonly ReplyField[] =>
  value.length === 0 ? [] : [{ name, value, inline: false, ...(holds === undefined ? {} : { holds }) }]

/** At a place: what stories say happened there, and which only name it. */
function placeFields(actor: Actor, { stories }: Gathered, context: CommandContext): readonly ReplyField[] {
  const names = new Set([actor.name, ...actor.aliases.en])
  const there = stories.filter(({ place }) => place !== null && names.has(place))
  const others = stories.filter((brief) => !there.includes(brief))
  return [
    ...field('What happened there', there.map(happenedLine)),
    ...field(
      there.length === 0 ? 'Named in' : 'Also named in',
      others.map((brief) => storyLine(brief, context.timeZone)),
      'stories',
    ),
  ]
}

/** What is reported of an actor, under names of its kind. */
export function fieldsOf(actor: Actor, gathered: Gathered, context: CommandContext): readonly ReplyField[] {
  const { stories } = gathered
  const dealings = dealingLines(gathered)
  // States are told of by what they do, where that is known.
  const isTold = ({ actorId }: Counterpart): boolean => dealings.length === 0 || context.directory.byId(actorId)?.kind !== 'state'
  const named = field(
    acts(actor) ? 'Named with' : 'In stories with',
    gathered.counterparts
      .filter(isTold)
      .slice(0, COUNTERPARTS)
      .map((one) => counterpartLine(one, context)),
    'counterparts',
  )
  if (stories.length === 0)
    return [...named, { name: 'Last stories', value: [line('None yet among the stories kept.')], inline: false, holds: 'stories' }]
  if (actor.kind === 'place') return [...placeFields(actor, gathered, context), ...named]
  return [
    ...field('Acts with', dealings),
    ...named,
    ...field(
      'Last stories',
      stories.map((brief) => storyLine(brief, context.timeZone)),
      'stories',
    ),
  ]
}
