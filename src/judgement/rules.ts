import type { Finding } from './findings.ts'
import { manner } from './manner.ts'
import { named, onlyAsAlly } from './matter.ts'
import type { Segment } from './reading.ts'
import { theatre } from './theatre.ts'
import { has, holdsAll, isExactly, type View } from './view.ts'

/**
 * What speaks for the alignment. Rules `together` and `towards` (A1, A3, B1, B2) rest on the members named in one breath or in one
 * sentence, or on an instrument; `tied` (A2) on some of them in the headline and the rest in the lead; `theatre` (B3) on the
 * sender's people or arms beside the war.
 */
export function evidence(view: View, watched: ReadonlySet<string>): readonly Finding[] {
  const tie = implied(view, watched)
  if (!concerns(view)) return tie
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

/** Two of three act and speak of the three, and nobody else is named that could be the third. */
function implied({ members, titleStates, leadStates, title, lead, themes }: View, watched: ReadonlySet<string>): readonly Finding[] {
  const told = members.filter((member) => titleStates.has(member) || leadStates.has(member))
  const acting = members.filter((member) => titleStates.has(member))
  if (members.length < 3 || told.length !== members.length - 1 || acting.length !== members.length - 1) return []
  if ([...titleStates, ...leadStates].some((state) => !watched.has(state))) return []
  const deed = themes.security | themes.drill | themes.cooperate | themes.meeting
  const telling = [...title, ...lead.filter(({ states, themes: bits }) => acting.every((member) => states.has(member)) && has(bits, deed))]
  const word = telling.flatMap(({ words }) => words).find((hit) => has(hit.themes, themes.trilateral))
  if (word === undefined) return []
  const pair = named(`pair-${acting.toSorted().join('-')}`, `${acting.join(' and ')} in the headline`, title[0] ?? null)
  return [pair, named('implied', 'two of the three act, and speak of the three', word)]
}

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
function withOthers(view: View): Finding[] {
  const { members, titleStates, lead, themes } = view
  const absent = members.filter((member) => !titleStates.has(member))
  if (members.length < 3 || absent.length !== members.length - 1) return []
  const [host] = members.filter((member) => titleStates.has(member))
  if (host !== undefined && onlyAsAlly(view, host)) return []
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
