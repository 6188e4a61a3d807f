import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { ActFilter } from '../domain/history.ts'
import type { Locale } from '../domain/locale.ts'
import { conflict, cooperation, isDark, type Trend } from '../domain/trend.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { alignmentChoices, alignmentOf } from './alignments.ts'
import { formatTime } from './dates.ts'
import { cut, line } from './lines.ts'
import { daysOf, daysOption, partyChoices, partyOf, resolve, splitPair } from './parties.ts'
import { pictureOf, trendOf } from './trend-picture.ts'

const [STANDARD_DAYS, LEAST_DAYS, MOST_DAYS] = [182, 14, 730]
const MAX_CHOICES = 25

/** Whose events are asked for. */
type Subject = {
  readonly label: string
  readonly colour: string | null
  readonly filter: Pick<ActFilter, 'alignment' | 'parties'>
  readonly args: Readonly<Record<string, string>>
  readonly actors: readonly Actor[]
}

const ofActors = (actors: readonly Actor[], locale?: Locale): Subject => {
  const [a, b] = actors
  return {
    label: actors.map((actor) => actorName(actor, locale)).join(' – '),
    colour: null,
    filter: { parties: actors.map(partyOf) },
    args: { of: a?.id ?? '', ...(b === undefined ? {} : { with: b.id }) },
    actors,
  }
}

/** An alignment by its id or label; by a part of it only where no actor is called so: `russia` is the state. */
function alignmentMeant(of: string, { alignments, directory, now, locale }: CommandContext): Alignment | undefined {
  const meant = alignmentOf(of, alignments)
  const typed = of.toLowerCase()
  const names = meant === undefined ? [] : [meant.id, meant.label, labelIn(meant, locale)]
  if (meant === undefined || names.some((name) => name.toLowerCase() === typed)) return meant
  const named = directory.byId(of) ?? directory.find(of, now()).actor
  return named === null ? meant : undefined
}

function subjectOf(args: Readonly<Record<string, string>>, context: CommandContext): Subject | Reply {
  const [of, other] = [(args.of ?? '').trim().slice(0, 200), (args.with ?? '').trim().slice(0, 200)]
  if (of === '' && other === '')
    return { label: wordsIn(context.locale).cards.allAlignments, colour: null, filter: {}, args: {}, actors: [] }
  const alignment = other === '' ? alignmentMeant(of, context) : undefined
  if (alignment !== undefined)
    return {
      label: labelIn(alignment, context.locale),
      colour: alignment.colour,
      filter: { alignment: alignment.id },
      args: { of: alignment.id },
      actors: [],
    }
  const [nameA, nameB] = other === '' ? (splitPair(of, context, false) ?? [of, '']) : [of, other]
  const again = (a: string, b: string) => ({ command: 'trend', args: { of: cut(a, 40), ...(b === '' ? {} : { with: cut(b, 40) }) } })
  const a = resolve(nameA, context, (name) => again(name, nameB))
  if ('reply' in a) return a.reply
  if (nameB === '') return ofActors([a.actor], context.locale)
  const b = resolve(nameB, context, (name) => again(a.actor.id, name))
  if ('reply' in b) return b.reply
  return a.actor.id === b.actor.id ? ofActors([a.actor], context.locale) : ofActors([a.actor, b.actor], context.locale)
}

const signed = (score: number): string => `${score > 0 ? '+' : ''}${score.toFixed(1)}`.replace('-', '−')

/** The mean score of all events of the span: each week's by its events. */
function meanScore({ weeks }: Trend): string {
  const events = weeks.reduce((total, week) => total + cooperation(week) + conflict(week), 0)
  const sum = weeks.reduce((total, week) => total + (week.score ?? 0) * (cooperation(week) + conflict(week)), 0)
  return events === 0 ? '' : signed(sum / events)
}

function bodyOf(trend: Trend, { cards, counts }: Words): Reply['body'] {
  const total = (count: typeof cooperation): number => trend.weeks.reduce((sum, week) => sum + count(week), 0)
  const score = meanScore(trend)
  const dark = trend.weeks.filter(isDark).length
  return [
    line(score === '' ? cards.noEvents : cards.events(total(cooperation), total(conflict), trend.weeks.length, score)),
    ...(dark === 0 ? [] : [line(cards.dark(counts.weeks(dark)))]),
  ]
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const days = daysOf(args.days, STANDARD_DAYS, LEAST_DAYS, MOST_DAYS, context.locale)
  if (typeof days === 'string') return textReply(days, true)
  const words = wordsIn(context.locale)
  const { cards } = words
  const subject = subjectOf(args, context)
  if ('body' in subject) return subject
  const trend = await trendOf(subject.label, subject.filter, days, context)
  const [a, b] = subject.actors
  const between =
    a === undefined || b === undefined
      ? []
      : [{ label: cards.theEvents, command: 'timeline', args: { a: a.id, b: b.id, days: String(days) } }]
  const longer = days < MOST_DAYS ? [{ label: cards.twoYears, command: 'trend', args: { ...subject.args, days: String(MOST_DAYS) } }] : []
  return {
    ...textReply(''),
    title: cards.trend(subject.label),
    colour: subject.colour,
    body: bodyOf(trend, words),
    picture: pictureOf(trend, context),
    suggestions: [...between, ...longer],
    ...(subject.args.of === undefined
      ? {
          choosing: {
            label: words.choosing.other,
            command: 'trend',
            option: 'of',
            args: days === STANDARD_DAYS ? {} : { days: String(days) },
          },
        }
      : {}),
    footer: cards.trendFooter(formatTime(context.now(), context.timeZone, context.locale)),
  }
}

const choices = (option: string, typed: string, context: CommandContext): readonly Choice[] =>
  [...(option === 'of' ? alignmentChoices(typed, context.alignments, context.locale) : []), ...partyChoices(typed, context)].slice(
    0,
    MAX_CHOICES,
  )

/** `/trend [alignment|actor|pair] [days]`: events by week, cooperative against conflictual, with what is usual. */
export const trend: Command = {
  name: 'trend',
  description: 'Events a week, cooperative against conflictual: of an alignment, an actor or a pair',
  options: [
    {
      name: 'of',
      description: 'An alignment, an actor, or a pair: Russia, North Korea; all where left out',
      required: false,
      choices: [],
      autocomplete: true,
    },
    { name: 'with', description: 'The other of a pair', required: false, choices: [], autocomplete: true },
    daysOption(STANDARD_DAYS, LEAST_DAYS, MOST_DAYS),
  ],
  run,
  complete: (option, typed, context) => (option === 'of' || option === 'with' ? choices(option, typed, context) : []),
}
