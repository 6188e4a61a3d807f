import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, isExactly, isWider, type View } from './rules.ts'
import type { Stretch } from './sentences.ts'

/** What speaks against: the ways in which the members stand in one text without the alignment being its matter. */
export function objections(view: View): readonly Finding[] {
  return [
    economy(view),
    everyday(view),
    otherGrouping(view),
    widerList(view),
    digest(view),
    launch(view),
    domestic(view),
    compare(view),
    serialVisits(view),
    parade(view),
    epithet(view),
    untitled(view),
  ].flatMap((finding) => finding ?? [])
}

const named = (id: string, text: string, at: Stretch | null = null): Finding => ({ id, text, at })

const all = (view: View): readonly Segment[] => [...view.title, ...view.lead]
const groupInTitle = (view: View): boolean => view.title.some((segment) => segment.groups.some((group) => isExactly(group, view.members)))

function economy(view: View): Finding | null {
  const { themes, titleThemes, leadThemes } = view
  const serious =
    themes.security | themes.drill | themes.trilateral | themes.condemn | themes.arms | themes.troops | themes.launch | themes.war
  if (has(titleThemes, themes.economy) && !has(titleThemes, serious)) return named('veto-economy', 'the headline is about the economy')
  if (has(leadThemes, themes.economy) && !has(titleThemes | leadThemes, serious)) return named('veto-economy', 'the matter is the economy')
  return null
}

function everyday(view: View): Finding | null {
  const { themes, titleThemes } = view
  const serious = themes.security | themes.arms | themes.troops | themes.trilateral
  if (has(titleThemes, themes.sport | themes.weather | themes.culture) && !has(titleThemes, serious)) {
    return named('veto-everyday', 'the headline is about sport, weather or culture')
  }
  return has(titleThemes, themes.poll) ? named('veto-poll', 'the headline is about a survey or a ranking') : null
}

/** Another grouping of as many states, such as China–Japan–Korea; for a pair, one member with someone else in the headline. */
function otherGrouping(view: View): Finding | null {
  const { members, titleStates } = view
  if (groupInTitle(view)) return null
  const other = (group: Group): boolean => {
    const shared = group.states.filter((state) => members.includes(state)).length
    return shared > 0 && shared < members.length && group.states.length >= Math.max(members.length, 2) && shared >= members.length - 1
  }
  const inTitle = view.title.flatMap((segment) => segment.groups).find(other)
  if (inTitle !== undefined && !holdsAll(titleStates, members))
    return named('veto-other-grouping', `another grouping in the headline: ${inTitle.states.join(', ')}`, inTitle)
  if (members.length < 3) return null
  const inLead = view.lead.flatMap((segment) => segment.groups).find(other)
  return inLead === undefined ? null : named('veto-other-grouping', `another grouping: ${inLead.states.join(', ')}`, inLead)
}

const NEAR = 14

/** The members stand in a longer list, open or closed. */
function widerList(view: View): Finding | null {
  const { members, themes } = view
  const segments = view.title.some((segment) => holdsAll(segment.states, members)) ? view.title : all(view)
  for (const segment of segments) {
    if (segment.groups.some((group) => isExactly(group, members) && !opens(segment, group, themes.openList))) return null
  }
  for (const segment of segments) {
    const wider = segment.groups.find(
      (group) => isWider(group, members) || (isExactly(group, members) && opens(segment, group, themes.openList)),
    )
    if (wider !== undefined) return named('veto-wider-list', `a longer list: ${wider.states.join(', ')}`, wider)
  }
  return null
}

const opens = (segment: Segment, group: Group, openList: number): boolean =>
  segment.words.some(
    (hit) =>
      has(hit.themes, openList) &&
      ((hit.start >= group.end && hit.start - group.end < NEAR) || (hit.end <= group.start && group.start - hit.end < NEAR)),
  )

function digest(view: View): Finding | null {
  return has(view.titleThemes, view.themes.digest) ? named('veto-digest', 'a digest of several stories') : null
}

/** A launch that others report is the launcher's own act. */
function launch(view: View): Finding | null {
  const { themes, titleThemes, members } = view
  if (!has(titleThemes, themes.launch) || groupInTitle(view)) return null
  if (
    view.title.some(
      (segment) => holdsAll(segment.states, members) && has(segment.themes, themes.condemn | themes.cooperate | (themes.arms & themes.war)),
    )
  )
    return null
  return named('veto-launch', 'the report of a launch')
}

function domestic(view: View): Finding | null {
  const { themes, titleThemes } = view
  if (has(titleThemes, themes.domestic) && !groupInTitle(view)) return named('veto-domestic', 'the headline is about politics at home')
  return has(titleThemes, themes.history) ? named('veto-history', 'the headline is about history') : null
}

function compare(view: View): Finding | null {
  return has(view.titleThemes, view.themes.compare) && !groupInTitle(view) ? named('veto-compare', 'a comparison') : null
}

/** One member's tour of the others. */
function serialVisits(view: View): Finding | null {
  const { members, themes } = view
  if (members.length < 3 || has(view.titleThemes | view.leadThemes, themes.trilateral)) return null
  if (all(view).some((segment) => segment.groups.some((group) => isExactly(group, members)))) return null
  return has(view.titleThemes, themes.visit) ? named('veto-serial-visits', 'visits one after the other') : null
}

/** Standing at one parade is no act on each other; a meeting of the two, or the three shown as a bloc, is. */
function parade(view: View): Finding | null {
  const { themes, members, titleThemes, leadThemes } = view
  if (members.length !== 2 || !has(titleThemes | leadThemes, themes.parade)) return null
  const host = all(view).some((segment) => [...segment.states].some((state) => !members.includes(state) && state === 'CHN'))
  return host ? named('veto-parade', 'both at a parade of a third state') : null
}

function epithet(view: View): Finding | null {
  const { members, themes } = view
  if (members.length !== 2) return null
  for (const segment of view.title) {
    for (const hit of segment.names) {
      const ally = segment.words.find((word) => has(word.themes, themes.allies) && word.start - hit.end >= 0 && word.start - hit.end < 4)
      const alone =
        all(view)
          .flatMap((each) => each.names)
          .filter((other) => other.name.states[0] === hit.name.states[0]).length === 1
      if (ally !== undefined && alone && members.includes(hit.name.states[0] ?? ''))
        return named('veto-epithet', 'named only as somebody’s ally', hit)
    }
  }
  return null
}

function untitled(view: View): Finding | null {
  const { members, titleStates } = view
  if (view.lead.length === 0 || members.some((member) => titleStates.has(member))) return null
  return named('veto-untitled', 'no member in the headline')
}
