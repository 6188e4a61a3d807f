import type { ActorKind } from '../domain/actor.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import { cleanTitle, paragraphs } from './boilerplate.ts'
import { conceptsIn } from './concepts.ts'
import { findDates } from './dates.ts'
import { type Deeds, deedsOf, type VisitStep, visitStep } from './deeds.ts'
import { editionsIn } from './editions.ts'
import { type Grams, gramsIn } from './grams.ts'
import { findNumbers, isRare } from './numbers.ts'

export type Days = { readonly from: number; readonly to: number }

/** What a report is compared by. Sets are arrays without doubles. */
export type Features = {
  readonly itemId: string
  readonly at: number
  readonly language: string
  readonly grams: Grams
  /** ISO 3166 alpha-3 of the states that are named or spoken for. */
  readonly states: readonly string[]
  readonly people: readonly string[]
  /** Organisations, systems and places. */
  readonly things: readonly string[]
  /** Exercises and treaties: what carries an affair over a longer time. */
  readonly named: readonly string[]
  /** By named event, which edition the text says it is. */
  readonly editions: ReadonlyMap<string, number>
  readonly subtypes: readonly string[]
  readonly categories: readonly string[]
  readonly deeds: Deeds
  /** How far the visit or meeting that it tells of has come; null where it tells of none, or of both. */
  readonly visit: VisitStep | null
  readonly concepts: readonly string[]
  readonly numbers: readonly number[]
  readonly dates: readonly Days[]
  /** True where the text is about an alignment's ground: enough of its states, or one of its own names. */
  readonly onTopic: boolean
}

/** How much of a text is compared: headline and lead carry the event, the rest is background. */
const LEAD_CHARACTERS = 420

/** Agencies named as the source of a report say nothing of its event. */
const AGENCIES: ReadonlySet<string> = new Set(['kcna', 'rodong-sinmun', 'tass', 'yonhap'])

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** The part of a report that is compared. */
export function leadOf(report: Report): string {
  const { item } = report
  const body = paragraphs(item.text).join(' ').slice(0, LEAD_CHARACTERS)
  return `${cleanTitle(item.title, item.source.outlet)}\n${body}`
}

/** The earlier of what a report says of its time and when it was seen: a date in the future is no date. */
export const timeOf = ({ item }: Report): number => (item.firstSeenAt > 0 ? Math.min(item.publishedAt, item.firstSeenAt) : item.publishedAt)

/**
 * Whether states alone put a text on an alignment's ground: all its members, or the state whose deeds abroad its rules follow
 * (`sender`) with any other.
 */
const coversGround = ({ states: members, rules }: Facts['alignments'][number], states: readonly string[]): boolean =>
  members.every((state) => states.includes(state)) ||
  (states.length >= 2 && rules.some(({ sender }) => sender !== null && states.includes(sender)))

/** Makes the function that reads a report's features, from what is known of actors and alignments. */
export function createFeatureReader(facts: Facts): (report: Report) => Features {
  const kinds = new Map<string, ActorKind>(facts.actors.map((actor) => [actor.id, actor.kind]))
  const emblems = new Set(facts.alignments.flatMap((alignment) => [...alignment.collectives, ...alignment.instruments]))
  const onGround = (states: readonly string[], actorIds: readonly string[]): boolean =>
    actorIds.some((id) => emblems.has(id)) || facts.alignments.some((alignment) => coversGround(alignment, states))

  return (report) => {
    const { item, assessment } = report
    const lead = leadOf(report)
    const limit = item.title.length + 1 + LEAD_CHARACTERS
    const near = assessment.mentions.filter((mention) => mention.start < limit && !AGENCIES.has(mention.actorId))
    const ids = distinct(near.map((mention) => mention.actorId))
    const ofKind = (...wanted: readonly ActorKind[]): readonly string[] => ids.filter((id) => wanted.includes(kinds.get(id) ?? 'place'))
    const events = assessment.events.filter((event) => event.phrase.start < limit)
    const states = distinct([
      ...near.flatMap(({ country }) => (country === null ? [] : [country])),
      ...events.flatMap((event) => [...event.actors, ...event.recipients]),
    ])
    const dates = findDates(lead, item.publishedAt)
    const concepts = conceptsIn(lead, facts.affairs)
    return {
      itemId: item.id,
      at: timeOf(report),
      language: assessment.language,
      grams: gramsIn(lead),
      states: states.filter((state) => state !== 'IGO' && state !== 'UNO'),
      people: ofKind('person', 'office'),
      things: ofKind('organisation', 'system', 'place'),
      named: ofKind('exercise', 'treaty'),
      editions: editionsIn(
        lead,
        near.filter(({ actorId }) => kinds.get(actorId) === 'exercise'),
      ),
      subtypes: distinct(events.flatMap(({ subtype }) => (subtype === null ? [] : [subtype]))),
      categories: distinct(events.map(({ category }) => category)),
      deeds: deedsOf(events),
      visit: visitStep(events, concepts),
      concepts,
      numbers: distinct(findNumbers(lead).map(({ value }) => value)).filter(isRare),
      dates: dates.map(({ from, to }) => ({ from, to })),
      onTopic: Object.values(assessment.verdicts).some(({ kept }) => kept) || onGround(states, ids),
    }
  }
}
