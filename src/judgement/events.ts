import { CATEGORIES, type Category, type Event } from '../domain/event.ts'
import { type Act, actsIn, byTheme } from './events/acts.ts'
import { type Clause, clausesOf } from './events/clauses.ts'
import { counterpartsOf, partnersOf, type Sides, victims } from './events/counterparts.ts'
import { dateIn } from './events/dates.ts'
import { isVerbLast, type Script, scriptOf, slice } from './events/marks.ts'
import { isVisit, type Parties, partiesOf } from './events/parties.ts'
import { fitted, type Pattern } from './events/patterns.ts'
import { placeIn } from './events/place.ts'
import { type Bodies, type Run, runsOf } from './events/runs.ts'
import { toldBy } from './events/speech.ts'
import { BECOMES_AGREE, isAhead, isLater, isPast, plannedBy, saidOf, type Told } from './events/standing.ts'
import type { Reading, Segment } from './reading.ts'
import { has } from './view.ts'
import type { Themes } from './words.ts'

/** What coding needs to know beside the text. */
export type Coder = {
  readonly themes: Themes
  /** Ids of actors that are places. */
  readonly places: ReadonlySet<string>
  /** States that bodies and instruments stand for. */
  readonly bodies: Bodies
  readonly patterns: ReadonlyMap<string, Pattern>
  readonly sides: Sides
}

const MOST_EVENTS = 3

/** An event with how near it stands to the head of the item: less is nearer. */
type Ranked = Told & { readonly rank: number }

/**
 * The acts of headline and lead: the headline's first, in each the most material first (codebook, ties), at most three. Acts in
 * clauses of time and reason, and acts only named beside another, come behind the main ones.
 */
export function eventsOf(reading: Reading, publishedAt: number, coder: Coder): readonly Event[] {
  const item = new Set(reading.segments.flatMap((segment) => [...segment.states]))
  const course: Course = { item, publishedAt, before: [], sentence: 0 }
  const ranked = reading.segments.slice(0, MOST_SENTENCES).flatMap((segment) => inSegment(reading, headOf(segment), course, coder))
  const order = (a: Ranked, b: Ranked): number =>
    a.rank - b.rank || CATEGORIES.indexOf(a.event.category) - CATEGORIES.indexOf(b.event.category)
  return distinct(
    plannedBy(ranked)
      .toSorted(order)
      .map(({ event }) => event),
  ).slice(0, MOST_EVENTS)
}

/** A sentence is coded by its beginning, and only so many of them, so that a headline without end takes no longer than another. */
const MOST_SENTENCES = 8
const SENTENCE_UNITS = 480

function headOf(segment: Segment): Segment {
  const end = segment.start + SENTENCE_UNITS
  if (segment.end <= end) return segment
  const within = <T extends { readonly end: number }>(all: readonly T[]): readonly T[] => all.filter((each) => each.end <= end)
  return { ...segment, end, names: within(segment.names), words: within(segment.words), groups: within(segment.groups) }
}

/** A sentence that begins so goes on about who was spoken of before. */
const PRONOUN =
  /^[\s"]*(?:(?:they|he|she|it|both|the (?:two|three|pair|leaders|sides|allies|ministers))\b|они |он |она |стороны |双方|三方|两国|他)/

/** What is known when a sentence is read. `before`: who was spoken of last, for sentences that leave it out. */
type Course = { readonly item: ReadonlySet<string>; readonly publishedAt: number; before: readonly string[]; sentence: number }

function inSegment(reading: Reading, segment: Segment, course: Course, coder: Coder): readonly Ranked[] {
  const { text } = reading
  const script = scriptOf(text, segment.start, segment.end)
  const { runs, speaker } = toldBy(segment, runsOf(segment, text, script, coder.bodies), text, script)
  if (runs.length === 0) return []
  if (segment.part === 'title' || !(isVerbLast(script) || PRONOUN.test(slice(text, segment.start, segment.start + 20)))) course.before = []
  const found: Ranked[] = []
  for (const clause of clausesOf(segment, runs, text, script)) {
    if (isQuoted(clause, text) && found.length > 0) continue
    const acts = actsIn(clause, text, script)
    for (const act of acts.length > 0 ? acts : byTheme(clause, segment, coder.themes)) {
      const drill = has(act.hit.themes, coder.themes.drill)
      const read = partiesOf(act, text, {
        before: course.before,
        speaker,
        script,
        item: course.item,
        drill,
        sides: coder.sides,
      })
      const pattern = coder.patterns.get(act.trigger.subtype ?? '')
      const fit = withPartners(
        act,
        fitted(act.trigger.category, read, pattern, segment.states, course.item),
        segment.states,
        course.item,
        coder.sides,
      )
      if (fit.actors.length === 0) continue
      const whole =
        fit.recipients.length > 0
          ? fit
          : { ...fit, recipients: counterpartsOf(act, fit.actors, segment.states, course.item, text, coder.sides) }
      const [done, parties] = deedOf(act, whole, drill ? speaker : null, coder.sides)
      if (!act.beside) course.before = read.subject ?? parties.actors
      const told = eventOf(reading, segment, done, parties, speaker, script, course.publishedAt, coder)
      found.push({ ...told, rank: rankOf(segment, act, course.sentence) })
    }
  }
  if (segment.part === 'lead') course.sentence += 1
  return found
}

/** A stretch of quotation that names nobody tells what is said, and no further act. */
const isQuoted = ({ start, runs }: Clause, text: Reading['text']): boolean => runs.length === 0 && slice(text, start, start + 1) === '"'

/** The parties with what the text leaves out and the sides tell: who works together with one's only ally, and whom an attack does not hit. */
function withPartners(
  { trigger: { category } }: Act,
  { actors, recipients }: Parties,
  sentence: ReadonlySet<string>,
  item: ReadonlySet<string>,
  sides: Sides,
): Parties {
  const all = recipients.length > 0 ? actors : [...actors, ...partnersOf(category, actors, sentence, item, sides)]
  return { actors: all, recipients: victims(category, actors, recipients, sides) }
}

/**
 * What the deed is, once it is known who does it. Forces sent to nobody are a state's own move. Who tells of a drill of the other side
 * speaks against it.
 */
function deedOf(act: Act, parties: Parties, speaker: Run | null, { opposed }: Sides): readonly [Act, Parties] {
  const { category, subtype } = act.trigger
  const become = (other: Category): Act => ({ ...act, trigger: { category: other, mode: null, subtype: null } })
  if (category === 'AID' && subtype === null && parties.recipients.length === 0 && parties.actors.length === 1)
    return [become('MOBILIZE'), parties]
  const teller = speaker?.states.find((state) => parties.actors.every((actor) => opposed(state, actor)))
  if (teller !== undefined) return [become('ACCUSE'), { actors: [teller], recipients: parties.actors }]
  return [act, parties]
}

const rankOf = ({ part }: Segment, { clause, late }: Act, sentence: number): number =>
  (part === 'title' ? 0 : 4 + sentence) + (clause.aside ? 2 : 0) + (late || clause.trailing ? 1 : 0)

function eventOf(
  reading: Reading,
  segment: Segment,
  act: Act,
  { actors, recipients }: Parties,
  speaker: Run | null,
  script: Script,
  publishedAt: number,
  coder: Coder,
): Told {
  const { text } = reading
  const { trigger, hit } = act
  const ahead = isAhead(act, text, script) || (!isPast(act, text, script) && isLater(segment, text, publishedAt))
  const category = ahead && BECOMES_AGREE.has(trigger.category) ? 'AGREE' : trigger.category
  const { standing, claimant } = saidOf(act, ahead, category, { actors, recipients }, speaker)
  const event: Event = {
    category,
    mode: trigger.mode ?? modeOf(category, slice(text, hit.start, hit.end), recipients),
    subtype: trigger.subtype,
    actors,
    recipients,
    standing,
    claimant,
    place: placeIn(segment, text, script, coder.places),
    date: dateIn(text, segment.start, segment.end, publishedAt, ahead),
    phrase: { start: text.starts[hit.start] ?? 0, end: text.ends[hit.end - 1] ?? 0 },
  }
  return { event, deed: trigger.category, ahead, past: isPast(act, text, script) }
}

function modeOf(category: Category, words: string, recipients: readonly string[]): string | null {
  if (category !== 'CONSULT') return null
  if (/phone|telephone|통화|전화|電話|电话|通话|телефон/.test(words)) return 'phone'
  return recipients.length > 0 && isVisit(words, null) ? 'visit' : null
}

/** Each act once: what a later sentence adds of its day and place goes to the first telling. */
function distinct(events: readonly Event[]): readonly Event[] {
  const told = new Map<string, Event>()
  for (const event of events) {
    const { category, actors, recipients, date, place } = event
    const key = [category, ...actors.toSorted(), '>', ...recipients.toSorted()].join(' ')
    const known = told.get(key)
    told.set(key, known === undefined ? event : { ...known, date: known.date ?? date, place: known.place ?? place })
  }
  return [...told.values()]
}
