import { CATEGORIES, type Category, type Event, type Standing } from '../domain/event.ts'
import { CUES, type ThemeHit, type Trigger } from '../knowledge/gazetteer.ts'
import { isHangul, isKana } from '../knowledge/phrases.ts'
import type { Named, Reading, Segment } from './reading.ts'
import { has } from './rules.ts'
import type { Themes } from './words.ts'

/** An act as found: what it is, and the words that say so. */
type Act = { readonly trigger: Trigger; readonly hit: ThemeHit; readonly segment: Segment }

const MOST_EVENTS = 4
const COOPERATIVE_AHEAD: ReadonlySet<Category> = new Set(['CONSULT', 'SUPPORT', 'COOPERATE', 'AID'])
const JOINT: ReadonlySet<Category> = new Set(['CONSULT', 'COOPERATE', 'AGREE'])

/**
 * The acts of the headline, or where it tells none, of the lead: categories by trigger, the most material first; who stands
 * before the trigger acts (in Korean and Japanese: who comes first), who stands after it receives.
 */
export function eventsOf(reading: Reading, themes: Themes): readonly Event[] {
  for (const part of ['title', 'lead'] as const) {
    const events = reading.segments.filter((segment) => segment.part === part).flatMap((segment) => inSegment(reading, segment, themes))
    if (events.length > 0) return distinct(events).slice(0, MOST_EVENTS)
  }
  return []
}

function inSegment(reading: Reading, segment: Segment, themes: Themes): readonly Event[] {
  if (segment.states.size === 0) return []
  const coded = actsOf(segment, themes)
  return coded.flatMap((act) => eventOf(reading, act) ?? [])
}

function actsOf(segment: Segment, themes: Themes): readonly Act[] {
  const triggered = segment.words.flatMap((hit) => hit.triggers.map((trigger) => ({ trigger, hit, segment })))
  const sorted = triggered.toSorted((a, b) => CATEGORIES.indexOf(a.trigger.category) - CATEGORIES.indexOf(b.trigger.category))
  return [...sorted, ...byTheme(segment, themes)]
}

/** Where no trigger stands, the everyday words of the themes say what kind of act it is. */
function byTheme(segment: Segment, themes: Themes): readonly Act[] {
  const order: readonly (readonly [number, Category])[] = [
    [themes.drill, segment.states.size > 1 ? 'COOPERATE' : 'MOBILIZE'],
    [themes.launch, 'MOBILIZE'],
    [themes.meeting, 'CONSULT'],
    [themes.condemn, 'ACCUSE'],
    [themes.hail, 'SUPPORT'],
    [themes.cooperate, 'SUPPORT'],
  ]
  for (const [theme, category] of order) {
    const hit = segment.words.find((word) => has(word.themes, theme))
    if (hit !== undefined) return [{ trigger: { category, mode: null, subtype: null }, hit, segment }]
  }
  return []
}

function eventOf(reading: Reading, { trigger, hit, segment }: Act): Event | null {
  const named = segment.names.filter((name) => !name.background && name.name.states.length > 0)
  const { actors, recipients } = partiesOf(reading, segment, named, hit, trigger.category)
  if (actors.length === 0) return null
  const cues = segment.words.reduce((bits, word) => bits | word.cues, 0)
  const ahead = (cues & CUES.future) !== 0
  const category = ahead && COOPERATIVE_AHEAD.has(trigger.category) ? 'AGREE' : trigger.category
  return {
    category,
    mode: trigger.mode,
    subtype: trigger.subtype,
    actors,
    recipients,
    standing: standingOf(cues, ahead),
    place: placeOf(segment),
    date: null,
    phrase: { start: reading.text.starts[hit.start] ?? 0, end: reading.text.ends[hit.end - 1] ?? 0 },
  }
}

function standingOf(cues: number, ahead: boolean): Standing {
  if ((cues & CUES.alleged) !== 0) return 'alleged'
  if (ahead) return 'planned'
  return (cues & CUES.hypothetical) !== 0 ? 'claimed' : 'confirmed'
}

type Parties = { readonly actors: readonly string[]; readonly recipients: readonly string[] }

function partiesOf({ text }: Reading, segment: Segment, named: readonly Named[], hit: ThemeHit, category: Category): Parties {
  const states = (names: readonly Named[]): readonly string[] => [...new Set(names.flatMap(({ name }) => name.states))]
  const code = text.codes[hit.start] ?? 0
  const verbLast = isHangul(code) || named.some((name) => followedByParticle(text.codes[name.end] ?? 0))
  const joint = segment.groups.find((group) => !group.background && group.start < hit.start + NEAR)
  if (joint !== undefined && JOINT.has(category)) return { actors: joint.states, recipients: [] }
  const before = named.filter((name) => name.end <= hit.start)
  const first = verbLast ? before.slice(0, 1) : before
  const rest = verbLast
    ? [...before.slice(1), ...named.filter((name) => name.start >= hit.end)]
    : named.filter((name) => name.start >= hit.end)
  const actors = states(first.length > 0 ? first : named)
  const recipients = first.length > 0 ? states(rest).filter((state) => !actors.includes(state)) : []
  if (JOINT.has(category) && !verbLast && recipients.length === 0) return { actors, recipients: [] }
  if (category === 'COOPERATE') return { actors: [...actors, ...recipients], recipients: [] }
  return { actors, recipients }
}

/** How far behind its verb a group may begin and still be the one that acts. */
const NEAR = 30

const followedByParticle = (code: number): boolean => isKana(code)

function placeOf(segment: Segment): string | null {
  const place = segment.names.find(
    ({ name }) => name.kind === 'actor' && name.states.length === 1 && name.actorIds.some((id) => PLACES.test(id)),
  )
  return place?.name.actorIds.find((id) => PLACES.test(id)) ?? null
}

/** Places that acts are reported from; capitals stand for governments. */
const PLACES = /^(?:wonsan|kursk|vladivostok|vostochny|rason|tumen|dmz|camp-david)/

function distinct(events: readonly Event[]): readonly Event[] {
  const seen = new Set<string>()
  return events.filter(({ category, actors, recipients }) => {
    const key = [category, ...actors, '>', ...recipients].join(' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
