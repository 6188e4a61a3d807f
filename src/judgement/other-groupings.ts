import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import { all, groupInTitle, named, sharesMost, shownAsBloc } from './matter.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, isExactly, isWider, type View } from './view.ts'

/** Another grouping of as many states, such as China–Japan–Korea; for a pair, one member with someone else in the headline. */
export function otherGrouping(view: View, watched: ReadonlySet<string>): Finding | null {
  const { members, titleStates } = view
  if (groupInTitle(view)) return null
  const theatre = new Set(view.alignment.rules.flatMap((rule) => rule.theatre))
  const other = (group: Group): boolean => {
    const shared = group.states.filter((state) => members.includes(state)).length
    const strange = members.length > 2 || group.states.some((state) => !members.includes(state) && !theatre.has(state))
    return (
      strange && shared > 0 && shared < members.length && group.states.length >= Math.max(members.length, 2) && shared >= members.length - 1
    )
  }
  const inTitle = view.title.flatMap((segment) => segment.groups).find(other)
  if (inTitle !== undefined && (!holdsAll(titleStates, members) || restComesAfter(view, inTitle) || talksOfOthers(view, inTitle)))
    return named('veto-other-grouping', `another grouping in the headline: ${inTitle.states.join(', ')}`, inTitle)
  if (members.length < 3) return apartInLead(view)
  const three = has(view.titleThemes | view.leadThemes, view.themes.trilateral)
  const mixed = three ? view.title.find((segment) => foreign(segment, view, watched)) : undefined
  if (mixed !== undefined && !holdsAll(titleStates, members))
    return named('veto-other-grouping', 'the word for three stands with another state', mixed)
  const inLead = view.lead.flatMap((segment) => segment.groups).find(other)
  return inLead === undefined ? null : named('veto-other-grouping', `another grouping: ${inLead.states.join(', ')}`, inLead)
}

/** Whether the members that the grouping leaves out are named only behind it, in a matter of their own. */
const restComesAfter = ({ title, members }: View, group: Group): boolean =>
  members.length > 2 &&
  title
    .flatMap((segment) => segment.names)
    .filter(({ name }) => name.states.some((state) => members.includes(state) && !group.states.includes(state)))
    .every(({ start }) => start >= group.end)

/** Talks of one member with somebody else, in which the other only comes up: "Trump–Putin summit: will Kim be mentioned?" */
function talksOfOthers({ title, members, titleThemes, themes }: View, group: Group): boolean {
  const only = themes.talks | themes.meeting
  const dealt = themes.arms | themes.troops | themes.war | themes.bloc | themes.exchange | themes.help
  if (members.length !== 2 || group.states.length !== 2 || !has(titleThemes, only) || has(titleThemes, dealt)) return false
  const groups = title.flatMap((segment) => segment.groups)
  return title
    .flatMap((segment) => segment.names)
    .filter(({ name }) => name.states.some((state) => members.includes(state) && !group.states.includes(state)))
    .every(({ start, end }) => start >= group.end && !groups.some((other) => other !== group && other.start <= start && end <= other.end))
}

/** A pair of which the headline names nobody: in the lead one of them is enumerated with others, and the other is not. */
function apartInLead({ members, titleStates, lead, alignment }: View): Finding | null {
  if (members.some((member) => titleStates.has(member))) return null
  const watched = new Set([...members, ...alignment.rules.flatMap((rule) => rule.theatre)])
  const other = lead
    .flatMap((segment) => segment.groups)
    .find(({ states }) => members.filter((member) => states.includes(member)).length === 1 && states.some((state) => !watched.has(state)))
  return other === undefined ? null : named('veto-other-grouping', `another grouping: ${other.states.join(', ')}`, other)
}

/** Some but not all members, with somebody else who could be of the grouping: not those that others are watched for. */
const foreign = (segment: Segment, { members }: View, watched: ReadonlySet<string>): boolean =>
  !holdsAll(segment.states, members) &&
  members.filter((member) => segment.states.has(member)).length >= members.length - 1 &&
  [...segment.states].some((state) => !members.includes(state) && !watched.has(state))

const NEAR = 14

/** The members stand in a longer list, open or closed. */
export function widerList(view: View): Finding | null {
  const { members, themes } = view
  if (members.length === 2 && (has(view.titleThemes, themes.bloc | themes.trilateral) || shownAsBloc(view))) return null
  const segments = view.title.some((segment) => holdsAll(segment.states, members)) ? view.title : all(view)
  for (const segment of segments) {
    if (segment.groups.some((group) => isExactly(group, members) && !opens(segment, group, themes.openList))) return null
  }
  for (const segment of segments) {
    const wider = segment.groups.find(
      (group) => isWider(group, members) || (sharesMost(group, members) && opens(segment, group, themes.openList)),
    )
    if (wider === undefined) continue
    const closed = segment.part === 'title' && wider.states.length === members.length + 1 && !opens(segment, wider, themes.openList)
    const id = members.length > 2 && closed && has(view.titleThemes, themes.security) ? 'veto-one-more' : 'veto-wider-list'
    return named(id, `a longer list: ${wider.states.join(', ')}`, wider)
  }
  return null
}

const opens = (segment: Segment, group: Group, openList: bigint): boolean =>
  segment.words.some(
    (hit) =>
      has(hit.themes, openList) &&
      ((hit.start >= group.end && hit.start - group.end < NEAR) || (hit.end <= group.start && group.start - hit.end < NEAR)),
  )
