import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import { inOnePart, named } from './matter.ts'
import type { Segment } from './reading.ts'
import type { Stretch } from './sentences.ts'
import { has, holdsAll, isOf, isWider, type View } from './view.ts'

/** Whether a sentence names all members, and one of them elsewhere than in a list with others. */
const standTogether = (segment: Segment, members: readonly string[]): boolean =>
  holdsAll(segment.states, members) &&
  (members.length > 2 ||
    segment.names.some((name) => isOf(name, members) && !segment.groups.some((group) => listsMore(group, members, name))))

const listsMore = (group: Group, members: readonly string[], { start, end }: Stretch): boolean =>
  isWider(group, members) && group.start <= start && end <= group.end

/** Whether one member stands in one breath with a state that is none, and the other only behind: their talks are not those of the two. */
const withSomebodyElse = ({ groups, names }: Segment, members: readonly string[]): boolean =>
  groups.some(
    ({ states, end }) =>
      states.length === 2 &&
      states.filter((state) => members.includes(state)).length === 1 &&
      names
        .filter(({ name }) => name.states.some((state) => members.includes(state) && !states.includes(state)))
        .every(
          (name) => name.start >= end && !groups.some((other) => other.end !== end && other.start <= name.start && name.end <= other.end),
        ),
  )

/** How the members are spoken of: words of dealings, of a bloc, of talks, of arms between them. */
export function manner(view: View): Finding[] {
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
    if (all !== undefined && has(all.themes, bloc) && inOnePart(view, all, bloc))
      found.push(named('shown-as-bloc', 'presented as a bloc, in the headline', all))
    else if (all !== undefined && has(all.themes, themes.talks) && !withSomebodyElse(all, members))
      found.push(named('talks-title', 'talks of the two, in the headline', all))
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
