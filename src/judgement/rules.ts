import type { Alignment } from '../domain/alignment.ts'
import type { Finding, FindingId } from './findings.ts'
import type { Group } from './groups.ts'
import type { Named, Reading, Segment } from './reading.ts'
import type { Stretch } from './sentences.ts'
import type { Themes } from './words.ts'

/** An alignment with what its rules look for, made once. */
export type Lens = {
  readonly alignment: Alignment
  readonly instruments: ReadonlySet<string>
  readonly sender: string | null
  /** Themes by which alone an item can concern it. */
  readonly names: bigint
}

export const lensOf = (alignment: Alignment, themes: Themes): Lens => ({
  alignment,
  instruments: new Set(alignment.instruments),
  sender: alignment.rules.find((rule) => rule.test === 'theatre')?.sender ?? null,
  names: themes.asianNato,
})

/** A quick look: whether the item can be about the alignment at all. All members are named, or an instrument, or the sender. */
export function mayConcern({ segments }: Reading, { alignment, instruments, sender, names }: Lens): boolean {
  let seen = 0
  const members = alignment.states
  for (const segment of segments) {
    for (const { name } of segment.names) {
      if (name.actorIds.some((id) => instruments.has(id)) || (sender !== null && name.states.includes(sender))) return true
      for (const state of name.states) {
        const index = members.indexOf(state)
        if (index !== -1) seen |= 1 << index
      }
    }
    if (has(segment.themes, names)) return true
  }
  return seen === (1 << members.length) - 1
}

/** An item, seen by one alignment. */
export type View = {
  readonly reading: Reading
  readonly alignment: Alignment
  readonly themes: Themes
  readonly members: readonly string[]
  readonly title: readonly Segment[]
  readonly lead: readonly Segment[]
  /** Themes of those parts of the title that name a member (of all, where none does), and of the whole lead. */
  readonly titleThemes: bigint
  readonly leadThemes: bigint
  readonly titleStates: ReadonlySet<string>
  readonly leadStates: ReadonlySet<string>
  readonly instruments: ReadonlySet<string>
  /** Ids of actors that are places. */
  readonly places: ReadonlySet<string>
}

export function viewOf(reading: Reading, { alignment, instruments }: Lens, themes: Themes, places: ReadonlySet<string>): View {
  const title = reading.segments.filter((segment) => segment.part === 'title')
  const lead = reading.segments.filter((segment) => segment.part === 'lead')
  const naming = title.filter((segment) => alignment.states.some((state) => segment.states.has(state)))
  return {
    reading,
    alignment,
    themes,
    members: alignment.states,
    title,
    lead,
    titleThemes: themesIn(naming.length > 0 ? naming : title),
    leadThemes: themesIn(lead),
    titleStates: new Set(title.flatMap((segment) => [...segment.states])),
    leadStates: new Set(lead.flatMap((segment) => [...segment.states])),
    instruments,
    places,
  }
}

const themesIn = (segments: readonly Segment[]): bigint => segments.reduce((bits, segment) => bits | segment.themes, 0n)

export const holdsAll = (states: ReadonlySet<string>, members: readonly string[]): boolean => members.every((member) => states.has(member))

export const isExactly = (group: Group, members: readonly string[]): boolean =>
  group.states.length === members.length && members.every((member) => group.states.includes(member))

export const isWider = (group: Group, members: readonly string[]): boolean =>
  group.states.length > members.length && members.every((member) => group.states.includes(member))

/** Whether any of these themes stands in the segment or bits. */
export const has = (bits: bigint, theme: bigint): boolean => (bits & theme) !== 0n

/**
 * What speaks for the alignment. Rules `together` and `towards` (A1, A3, B1, B2) rest on the members named in one breath or in one
 * sentence, or on an instrument; `tied` (A2) on some of them in the headline and the rest in the lead; `theatre` (B3) on the
 * sender's people or arms beside the war.
 */
export function evidence(view: View): readonly Finding[] {
  if (!concerns(view)) return []
  return [
    ...instruments(view),
    ...groupings(view),
    ...together(view),
    ...tied(view),
    ...withOthers(view),
    ...theatre(view),
    ...manner(view),
  ]
}

/** Whether the item can be about the alignment at all: all members named, or an instrument, or the sender beside the war. */
function concerns(view: View): boolean {
  const { members, titleStates, leadStates, alignment } = view
  if (members.every((member) => titleStates.has(member) || leadStates.has(member))) return true
  return instruments(view).length > 0 || theatre(view).length > 0 || groupings(view).length > 0 || alignment.rules.length === 0
}

const named = (id: FindingId, text: string, at: Stretch | null): Finding => ({ id, text, at })

function instruments(view: View): Finding[] {
  const { title, lead, themes, places } = view
  const whole = view.members.every((member) => view.titleStates.has(member) || view.leadStates.has(member))
  const ids = view.instruments
  // Of a pair, both are named: one of them signs treaties of the same name with others.
  const ofThree = view.members.length > 2
  const within = (segments: readonly Segment[]) =>
    segments.flatMap((segment) =>
      segment.names.filter(
        (hit) => !hit.background && hit.name.actorIds.some((id) => ids.has(id) && (whole || (ofThree && !places.has(id)))),
      ),
    )
  const inTitle = within(title)[0]
  const inLead = within(lead)[0]
  const phrase = [...title, ...lead].flatMap((segment) => segment.words).find((hit) => has(hit.themes, themes.asianNato))
  return [
    ...(inTitle === undefined ? [] : [named('instrument-title', 'an instrument of the grouping, in the headline', inTitle)]),
    ...(inTitle === undefined && inLead !== undefined
      ? [named('instrument-lead', 'an instrument of the grouping, in the lead', inLead)]
      : []),
    ...(phrase === undefined ? [] : [named('phrase', 'a name that others give the grouping', phrase)]),
  ]
}

function groupings({ members, title, lead }: View): Finding[] {
  const find = (segments: readonly Segment[], background: boolean) =>
    segments.flatMap((segment) => segment.groups).find((group) => isExactly(group, members) && group.background === background)
  const inTitle = find(title, false)
  if (inTitle !== undefined) return [named('group-title', 'the members named in one breath, in the headline', inTitle)]
  const inLead = find(lead, false)
  if (inLead !== undefined) return [named('group-lead', 'the members named in one breath, in the lead', inLead)]
  if (find(title, true) !== undefined)
    return [named('group-background-title', 'the members named in one breath, as background of the headline', title[0] ?? null)]
  const behind = find(lead, true)
  return behind === undefined ? [] : [named('group-background', 'the members named in one breath, but only as background', behind)]
}

function together({ members, title, lead, titleStates, leadStates }: View): Finding[] {
  const one = title.find((segment) => holdsAll(segment.states, members))
  if (one !== undefined) return [named('together-title', 'all members in the headline', one)]
  const sentence = lead.find((segment) => holdsAll(segment.states, members))
  if (sentence !== undefined) return [named('together-sentence', 'all members in one sentence of the lead', sentence)]
  return holdsAll(new Set([...titleStates, ...leadStates]), members)
    ? [named('together-item', 'all members in headline and lead', null)]
    : []
}

function tied(view: View): Finding[] {
  const { members, title, lead, titleStates, themes } = view
  if (members.length < 3 || holdsAll(titleStates, members)) return []
  const acting = members.filter((member) => titleStates.has(member))
  const absent = members.filter((member) => !titleStates.has(member))
  if (acting.length < members.length - 1 || !absent.every((member) => view.leadStates.has(member))) return []
  const pair = named(
    `pair-${acting.toSorted().join('-')}`,
    `${acting.join(' and ')} in the headline, ${absent.join(', ')} in the lead`,
    title[0] ?? null,
  )
  const tie = lead.flatMap((segment) => segment.words).find((hit) => has(hit.themes, themes.trilateral | themes.allies))
  return tie === undefined ? [pair] : [pair, named('tied-lead', 'a word that ties the act to the rest', tie)]
}

/** One member alone in the headline, and in the lead the one that deals with all the others at once: no tour from one to the next. */
function withOthers({ members, titleStates, lead, themes }: View): Finding[] {
  const absent = members.filter((member) => !titleStates.has(member))
  if (members.length < 3 || absent.length !== members.length - 1) return []
  const matter = themes.security | themes.drill | themes.trilateral | themes.allies
  const sentence = lead.find(
    (segment) =>
      holdsAll(segment.states, members) &&
      has(segment.themes, matter) &&
      !has(segment.themes, themes.visit | themes.economy) &&
      segment.groups.some((group) => !group.background && isExactly(group, absent)),
  )
  return sentence === undefined ? [] : [named('with-others', 'one in the headline, that deals with the others together', sentence)]
}

function theatre(view: View): Finding[] {
  const { alignment, title, lead, themes, members } = view
  const rule = alignment.rules.find((each) => each.test === 'theatre')
  const sender = rule?.sender
  if (rule === undefined || sender === null || sender === undefined) return []
  const partners = new Set([...rule.theatre, ...members.filter((member) => member !== sender)])
  const figures = (segment: Segment): boolean =>
    segment.states.has(sender) &&
    has(segment.themes, themes.troops | themes.arms) &&
    (rule.theatre.some((state) => segment.states.has(state)) ||
      (has(segment.themes, themes.war) && [...segment.states].some((state) => partners.has(state))))
  const near = [...title, ...lead].some((segment) => [...partners].some((state) => segment.states.has(state)))
  const sentOut = themes.abroad | (near ? themes.captive : 0n)
  const captured = (segment: Segment): boolean =>
    segment.words.some(
      (word) => has(word.themes, themes.captive) && segment.names.some((name) => isOf(name, [sender]) && belongs(name, word, view)),
    )
  const fights = (segment: Segment): boolean => near && has(segment.themes, themes.troops) && has(segment.themes, themes.war)
  const inTitle = title.find(
    (segment) => figures(segment) || (segment.states.has(sender) && (has(segment.themes, sentOut) || fights(segment) || captured(segment))),
  )
  if (inTitle !== undefined) return [named('theatre-title', `people or arms of ${sender} beside the war, in the headline`, inTitle)]
  const sent = title.find((segment) => segment.states.has(sender) && has(segment.themes, themes.troops))
  const there = lead.some(
    (segment) => has(segment.themes, themes.war | themes.troops) && [...partners].some((state) => segment.states.has(state)),
  )
  if (sent !== undefined && there) return [named('theatre-across', `people of ${sender} in the headline, the war in the lead`, sent)]
  const inLead = lead.find(figures)
  return inLead === undefined ? [] : [named('theatre-lead', `people or arms of ${sender} beside the war, in the lead`, inLead)]
}

/** Side by side, with room for an ending: "North Korean prisoners of war", 생포된 북한군; not "held in North Korea prisoner". */
function belongs(name: Stretch, word: Stretch, { reading: { text } }: View): boolean {
  const gap = word.start >= name.end ? word.start - name.end : name.start - word.end
  return gap >= 0 && gap <= 3 && !/[a-mo-z]/.test(text.slice(name.end - 1, name.end))
}

/** Whether a sentence names all members, and one of them elsewhere than in a list with others. */
const standTogether = (segment: Segment, members: readonly string[]): boolean =>
  holdsAll(segment.states, members) &&
  (members.length > 2 ||
    segment.names.some((name) => isOf(name, members) && !segment.groups.some((group) => listsMore(group, members, name))))

const isOf = ({ name, background }: Named, members: readonly string[]): boolean =>
  !background && name.states.some((state) => members.includes(state))

const listsMore = (group: Group, members: readonly string[], { start, end }: Stretch): boolean =>
  isWider(group, members) && group.start <= start && end <= group.end

function manner(view: View): Finding[] {
  const { themes, title, lead, members, titleStates } = view
  const found: Finding[] = []
  const dealing = themes.arms | themes.troops | themes.exchange | themes.meeting | themes.cooperate | themes.condemn | themes.drill
  const sentence = [...title, ...lead].find((segment) => holdsAll(segment.states, members) && has(segment.themes, dealing))
  if (sentence !== undefined) found.push(named('dealings', 'a word of dealings in the same sentence', sentence))
  if (has(view.titleThemes | view.leadThemes, themes.security | themes.drill))
    found.push(named('security', 'a word of security or defence', null))
  if (members.length > 2) {
    const word = [...title, ...lead].find(
      (segment) => has(segment.themes, themes.trilateral) && members.filter((m) => segment.states.has(m)).length >= members.length - 1,
    )
    if (word !== undefined) found.push(named('bloc-word', 'a word such as "trilateral"', word))
  } else {
    const all = title.find((segment) => holdsAll(segment.states, members))
    const bloc = themes.bloc | themes.trilateral
    if (all !== undefined && has(all.themes, bloc)) found.push(named('shown-as-bloc', 'presented as a bloc, in the headline', all))
    else if (all !== undefined && has(all.themes, themes.talks)) found.push(named('talks-title', 'talks of the two, in the headline', all))
    const armed = lead.find((segment) => standTogether(segment, members) && has(segment.themes, themes.arms | themes.troops))
    if (armed !== undefined) found.push(named('arms-between', 'arms or troops, in a sentence of the lead with both', armed))
    const helped = lead.find(
      (segment) => has(segment.themes, themes.help) && members.some((member) => segment.states.has(member) && !titleStates.has(member)),
    )
    if (has(view.titleThemes, themes.launch) && helped !== undefined)
      found.push(named('assisted', 'help of the other member, in the lead', helped))
  }
  return found
}
