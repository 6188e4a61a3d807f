import type { Alignment } from '../domain/alignment.ts'
import type { Act } from '../domain/brief.ts'
import { countryName } from '../domain/country.ts'
import { CATEGORIES, type Event, type Standing } from '../domain/event.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import { fitsPattern, isPlausible } from './plausible.ts'

/** An act with the coded events that say so, one or more a report. */
export type ActFound = {
  readonly act: Act
  readonly events: readonly { readonly event: Event; readonly report: Report }[]
  /** Reports that code it, those that do so in their headline twice. */
  readonly weight: number
}

/** How many acts a brief shows: more is a list, no brief. */
const SHOWN = 3

/** States in the order the alignments list them, others after by code. */
export function orderStates(states: readonly string[], alignments: readonly Alignment[]): readonly string[] {
  const order = alignments.flatMap((alignment) => alignment.states)
  const place = (state: string): number => (order.includes(state) ? order.indexOf(state) : order.length)
  return [...new Set(states)].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}

const isMutual = (event: Pick<Event, 'category' | 'recipients' | 'actors'>): boolean =>
  event.category === 'CONSULT' && event.recipients.length > 0 && event.actors.length > 0

/** `Russia → United States, Japan, South Korea: THREATEN`; `Russia ↔ North Korea: CONSULT (visit)`. */
export function actText(event: Pick<Event, 'category' | 'mode' | 'actors' | 'recipients'>): string {
  const names = (codes: readonly string[]): string => codes.map(countryName).join(', ')
  const deed = event.mode === null ? event.category : `${event.category} (${event.mode})`
  if (event.recipients.length > 0 && event.actors.length > 0)
    return `${names(event.actors)} ${isMutual(event) ? '↔' : '→'} ${names(event.recipients)}: ${deed}`
  if (event.actors.length === 2 && event.recipients.length === 0) return `${event.actors.map(countryName).join(' ↔ ')}: ${deed}`
  const who = names(event.actors.length > 0 ? event.actors : event.recipients)
  return who === '' ? deed : `${who}: ${deed}`
}

function standingOf(standings: readonly Standing[]): Standing {
  const count = (wanted: Standing): number => standings.filter((standing) => standing === wanted).length
  if (count('confirmed') * 3 >= standings.length && count('confirmed') > 0) return 'confirmed'
  const order: readonly Standing[] = ['claimed', 'alleged', 'planned', 'confirmed']
  return order.toSorted((a, b) => count(b) - count(a))[0] ?? 'claimed'
}

/** Whether no act before it is of the same category among the same states or more: `A ↔ B` and `A → B` are one to a reader. */
function isFirstToSay({ act }: ActFound, index: number, all: readonly ActFound[]): boolean {
  const states = [...act.actors, ...act.recipients]
  const covers = (other: Act): boolean =>
    other.category === act.category && states.every((state) => other.actors.includes(state) || other.recipients.includes(state))
  return !all.slice(0, index).some((before) => covers(before.act))
}

/** The acts of a story by how many reports tell them, the most material first where they tie: the codebook's rule. */
export function actsOf(reports: readonly Report[], { alignments, lexicon }: Pick<Facts, 'alignments' | 'lexicon'>): readonly ActFound[] {
  const patterns = new Map(lexicon.subtypes.map(({ id, actorPattern }) => [id, actorPattern]))
  const believed = (event: Event): boolean =>
    isPlausible(event, alignments) && fitsPattern(event.actors, patterns.get(event.subtype ?? '') ?? '')
  const groups = new Map<string, { event: Event; report: Report }[]>()
  for (const report of reports)
    for (const event of report.assessment.events) {
      const actors = orderStates(event.actors, alignments)
      const recipients = orderStates(event.recipients, alignments).filter(
        (state) => !(event.category !== 'CONSULT' && actors.includes(state)),
      )
      if ((actors.length === 0 && recipients.length === 0) || !believed({ ...event, actors, recipients })) continue
      const key = [event.category, actors.join('+'), recipients.join('+')].join('|')
      groups.set(key, [
        ...(groups.get(key) ?? []),
        { event: { ...event, actors, recipients: recipients.filter((state) => !actors.includes(state)) }, report },
      ])
    }
  return [...groups.values()]
    .map((events): ActFound => {
      const best = events.find(({ event }) => event.subtype !== null) ?? events[0]
      const { category, mode, subtype, actors, recipients } = (best as (typeof events)[number]).event
      const standing = standingOf(events.map(({ event }) => event.standing))
      const weight =
        new Set(events.map(({ report }) => report.item.id)).size +
        events.filter(({ event, report }) => event.phrase.start < report.item.title.length).length
      return {
        act: { category, mode, subtype, actors, recipients, standing, text: actText({ category, mode, actors, recipients }) },
        events,
        weight,
      }
    })
    .toSorted(
      (a, b) =>
        b.weight - a.weight ||
        CATEGORIES.indexOf(a.act.category) - CATEGORIES.indexOf(b.act.category) ||
        a.act.text.localeCompare(b.act.text),
    )
    .filter(isFirstToSay)
    .slice(0, SHOWN)
}
