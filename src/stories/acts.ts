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

/** From so many reports on, what only one of them codes is more likely a misreading than news. */
const MANY = 3

const HARD_WORDS: ReadonlySet<string> = new Set(['THREATEN', 'ACCUSE'])

/** Whether two acts are one deed that was coded apart: a warning here is an accusation there, a plan here is a claim there. */
const isAlike = (a: Act, b: Act): boolean =>
  a.category === b.category ||
  (HARD_WORDS.has(a.category) && HARD_WORDS.has(b.category)) ||
  (a.subtype !== null && a.subtype === b.subtype && a.actors.join() === b.actors.join())

/** Whether one side is named alike in both, or more fully in one. */
const agree = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((state) => b.includes(state)) || b.every((state) => a.includes(state))

/** Whether an act stands on more than one report's reading, or on a recognised kind of event, where there are reports enough. */
function isBacked({ act, events }: ActFound, reports: number, all: readonly ActFound[]): boolean {
  if (reports < MANY || act.subtype !== null) return true
  const alike = all.filter(
    (other) =>
      other.act === act || (isAlike(other.act, act) && agree(other.act.actors, act.actors) && agree(other.act.recipients, act.recipients)),
  )
  return new Set([...events, ...alike.flatMap((other) => other.events)].map(({ report }) => report.item.id)).size > 1
}

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

/** Whether no act before it is the same deed among the same states or more: `A ↔ B` and `A → B` are one to a reader. */
function isFirstToSay({ act }: ActFound, index: number, all: readonly ActFound[]): boolean {
  const states = [...act.actors, ...act.recipients]
  const covers = (other: Act): boolean =>
    isAlike(other, act) && states.every((state) => other.actors.includes(state) || other.recipients.includes(state))
  return !all.slice(0, index).some((before) => covers(before.act))
}

/** Who does it to whom where the kind of event can only go one way (`PRK to RUS`), however the sides were read. */
function directed({ actors, recipients }: Event, actorPattern: string): Pick<Event, 'actors' | 'recipients'> {
  const [, from, into] = /^([A-Z]{3}) to ([A-Z]{3})$/u.exec(actorPattern) ?? []
  const sides = [...actors, ...recipients]
  if (from === undefined || into === undefined || !sides.includes(from) || !sides.every((state) => state === from || state === into))
    return { actors, recipients }
  return { actors: [from], recipients: [into] }
}

/** The acts of a story by how many reports tell them, the most material first where they tie: the codebook's rule. */
export function actsOf(reports: readonly Report[], { alignments, lexicon }: Pick<Facts, 'alignments' | 'lexicon'>): readonly ActFound[] {
  const patterns = new Map(lexicon.subtypes.map(({ id, actorPattern }) => [id, actorPattern]))
  const believed = (event: Event): boolean =>
    isPlausible(event, alignments) && fitsPattern(event.actors, patterns.get(event.subtype ?? '') ?? '')
  const groups = new Map<string, { event: Event; report: Report }[]>()
  for (const report of reports)
    for (const event of report.assessment.events) {
      const way = directed(event, patterns.get(event.subtype ?? '') ?? '')
      const actors = orderStates(way.actors, alignments)
      const recipients = orderStates(way.recipients, alignments).filter(
        (state) => !(event.category !== 'CONSULT' && actors.includes(state)),
      )
      if ((actors.length === 0 && recipients.length === 0) || !believed({ ...event, actors, recipients })) continue
      // Who came to talk with whom is told in either order.
      const key = isMutual({ ...event, actors, recipients })
        ? `${event.category}|${orderStates([...actors, ...recipients], alignments).join('+')}`
        : [event.category, actors.join('+'), recipients.join('+')].join('|')
      const found = { event: { ...event, actors, recipients: recipients.filter((state) => !actors.includes(state)) }, report }
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [found])
      else group.push(found)
    }
  const coded = [...groups.values()].map((events): ActFound => {
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
  const found = coded.toSorted((a, b) => b.weight - a.weight || byMaterial(a, b)).filter(isFirstToSay)
  const backed = found.filter((each) => isBacked(each, reports.length, coded))
  return materialFirst((backed.length > 0 ? backed : found.slice(0, 1)).slice(0, SHOWN))
}

/** The codebook's tie rule: the most material category first. */
const byMaterial = (a: ActFound, b: ActFound): number =>
  CATEGORIES.indexOf(a.act.category) - CATEGORIES.indexOf(b.act.category) || a.act.text.localeCompare(b.act.text)

/** Acts that are told about as often as the first are tied with it. */
function materialFirst(acts: readonly ActFound[]): readonly ActFound[] {
  const least = (acts[0]?.weight ?? 0) / 2
  return [...acts.filter(({ weight }) => weight > least).toSorted(byMaterial), ...acts.filter(({ weight }) => weight <= least)]
}
