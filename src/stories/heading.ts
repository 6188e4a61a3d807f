import type { Actor } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { Brief } from '../domain/brief.ts'
import { webAddress } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import { type ActFound, orderStates } from './acts.ts'
import { conceptsIn } from './concepts.ts'
import { timeOf } from './features.ts'
import { ungrounded } from './grounding.ts'
import { headlineFor } from './headline.ts'
import { titleOf } from './main-report.ts'
import { topicHeadline } from './topics.ts'

/** The value most often given, the first such where two tie; null where none is. */
export function commonest<T>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** A place as a line of text names it: `Wonsan`, without what the table adds to tell it from others. */
export const shortPlace = (place: Actor | undefined): string | null => place?.name.split(/[:;(]| and /u)[0]?.trim() ?? null

/** Values by how often they stand there, most often first. */
const count = (values: readonly string[]): readonly string[] =>
  [...Map.groupBy(values, (value) => value)].toSorted((a, b) => b[1].length - a[1].length).map(([value]) => value)

/** What the headlines of the reports speak of, most often first. */
const conceptsOf = (reports: readonly Report[]): readonly string[] => count(reports.flatMap((report) => conceptsIn(titleOf(report))))

/** What the headlines of the reports talk about: states and concepts, most often first. */
function topicsOf(reports: readonly Report[], alignments: readonly Alignment[]): string {
  const namedIn = ({ item, assessment }: Report): readonly string[] => {
    const inTitle = assessment.mentions.filter(({ start }) => start < item.title.length)
    const spokenFor = (inTitle.length === 0 ? assessment.mentions : inTitle).flatMap(({ country }) => country ?? [])
    return [
      ...new Set(spokenFor.length > 0 ? spokenFor : assessment.events.flatMap(({ actors, recipients }) => [...actors, ...recipients])),
    ]
  }
  const states = count(reports.flatMap(namedIn)).filter((state) => state !== 'IGO' && state !== 'UNO')
  return topicHeadline(orderStates(states.slice(0, 4), alignments), conceptsOf(reports))
}

/** Whether an exercise can be these states' own: an alignment's instrument takes all its members. */
const isTheirs = ({ id }: Actor, states: readonly string[], alignments: readonly Alignment[]): boolean =>
  alignments.every(({ instruments, states: members }) => !instruments.includes(id) || members.every((member) => states.includes(member)))

/** What a headline is made from; `accuser` in words, where the story is alleged. */
export type Making = {
  readonly acts: readonly ActFound[]
  readonly reports: readonly Report[]
  /** Actors named, most often first. */
  readonly named: readonly Actor[]
  readonly at: number
  readonly alignments: readonly Alignment[]
  readonly accuser: string | null
}

/** A headline made from the first act; where that cannot be said or would say what no source does, one of topics; else ''. */
export function madeHeadline({ acts, reports, named, at, alignments, accuser }: Making): string {
  const [first] = acts
  if (first === undefined) return topicsOf(reports, alignments)
  const place = commonest(first.events.map(({ event }) => event.place))
  const made = headlineFor({
    act: first.act,
    people: named.filter(({ kind }) => kind === 'person'),
    named: named.filter((actor) => actor.kind === 'exercise' && isTheirs(actor, first.act.actors, alignments)),
    place: shortPlace(named.find(({ id }) => id === place)),
    date: commonest(first.events.map(({ event }) => event.date)),
    at,
    concepts: conceptsOf(reports),
    accuser,
  })
  const sources = reports.map((report) => ({ text: `${report.item.title}\n${report.item.text}`, publishedAt: timeOf(report) }))
  const states = reports.flatMap(({ assessment }) => assessment.mentions.flatMap(({ country }) => country ?? []))
  return made !== '' && ungrounded(made, { sources, actors: named, states }).length === 0 ? made : topicsOf(reports, alignments)
}

export type Heading = Pick<Brief, 'headline' | 'url' | 'original'>

/** An English report's own headline where there is one; else one made from the coded act above the original. */
export function headingOf(reports: readonly Report[], english: Report | null, made: string): Heading {
  const first = english ?? reports[0]
  if (first === undefined) return { headline: made, url: '', original: null }
  const title = titleOf(first)
  const url = webAddress(first.item.url)
  if (english !== null || made === '') return { headline: title, url, original: null }
  return { headline: made, url, original: { text: title, language: first.assessment.language } }
}
