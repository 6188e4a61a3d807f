import { acrossClauses, bilaterals, groupAsPlace, idle, onlyThere, scattered, serialVisits, twoPredicates } from './apart.ts'
import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import { all, groupAnywhere, groupInTitle, inOnePart, named, onlyAsAlly, sharesMost } from './matter.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, isExactly, isWider, type View } from './view.ts'

/** What speaks against: the ways in which the members stand in one text without the alignment being its matter. */
export function objections(view: View, watched: ReadonlySet<string>): readonly Finding[] {
  return [
    economy(view),
    everyday(view),
    otherGrouping(view, watched),
    widerList(view),
    digest(view),
    launch(view),
    domestic(view),
    compare(view),
    serialVisits(view),
    bilaterals(view),
    likened(view),
    scattered(view),
    parade(view),
    epithet(view),
    untitled(view),
    elsewhere(view, watched),
    late(view),
    acrossClauses(view),
    onlyThere(view),
    groupAsPlace(view),
    twoPredicates(view),
    idle(view),
  ].flatMap((finding) => finding ?? [])
}

function economy(view: View): Finding | null {
  const { themes, titleThemes, leadThemes } = view
  if (view.members.length === 2 && holdsAll(view.titleStates, view.members)) return null
  const serious =
    themes.security | themes.drill | themes.trilateral | themes.condemn | themes.arms | themes.troops | themes.launch | themes.war
  if (has(titleThemes, themes.economy) && !has(titleThemes, serious)) return named('veto-economy', 'the headline is about the economy')
  if (has(leadThemes, themes.economy) && !has(titleThemes | leadThemes, serious) && !groupAnywhere(view))
    return named('veto-economy', 'the matter is the economy')
  return null
}

function everyday(view: View): Finding | null {
  const { themes, titleThemes } = view
  const pair = view.members.length === 2 && holdsAll(view.titleStates, view.members)
  const dealings = themes.exchange | themes.help | (has(titleThemes, themes.sport) ? 0n : themes.meeting | themes.visit)
  const visited =
    view.members.length === 2 && view.lead.some((segment) => holdsAll(segment.states, view.members) && has(segment.themes, themes.visit))
  const serious =
    themes.security | themes.arms | themes.troops | themes.trilateral | (pair ? dealings : 0n) | (visited ? themes.exchange : 0n)
  if (has(titleThemes, themes.sport | themes.everyday) && !has(titleThemes, serious)) {
    return named('veto-everyday', 'the headline is about sport, weather or culture')
  }
  if (has(titleThemes, themes.poll)) return named('veto-poll', 'the headline is about a survey, a ranking or a vote')
  const voted = view.lead.find((segment) => holdsAll(segment.states, view.members) && has(segment.themes, themes.poll))
  return voted === undefined || holdsAll(view.titleStates, view.members)
    ? null
    : named('veto-poll', 'they stand together only in a vote or a ranking', voted)
}

/** Another grouping of as many states, such as China–Japan–Korea; for a pair, one member with someone else in the headline. */
function otherGrouping(view: View, watched: ReadonlySet<string>): Finding | null {
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
function widerList(view: View): Finding | null {
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

function digest(view: View): Finding | null {
  return has(view.titleThemes, view.themes.digest) ? named('veto-digest', 'a digest of several stories') : null
}

/** A launch that others report is the launcher's own act. */
function launch(view: View): Finding | null {
  const { themes, titleThemes, members } = view
  if (!has(titleThemes, themes.launch) || groupInTitle(view)) return null
  if (members.length === 2 && holdsAll(view.titleStates, members)) return null
  if (view.title.some((segment) => holdsAll(segment.states, members) && beginsWith(segment, members))) return null
  if (
    view.title.some(
      (segment) => holdsAll(segment.states, members) && has(segment.themes, themes.condemn | themes.cooperate | (themes.arms & themes.war)),
    )
  )
    return null
  return named('veto-launch', 'the report of a launch')
}

/** Whether a member is named before anybody else: the launch is then what the members answer. */
function beginsWith(segment: Segment, members: readonly string[]): boolean {
  const first = segment.names.find(({ name }) => name.states.length > 0)
  return members.length > 2 && first !== undefined && first.name.states.every((state) => members.includes(state))
}

function domestic(view: View): Finding | null {
  const { themes, titleThemes } = view
  if (has(titleThemes, themes.domestic) && !groupInTitle(view)) return named('veto-domestic', 'the headline is about politics at home')
  return has(titleThemes, themes.history) ? named('veto-history', 'the headline is about history') : null
}

/** A comparison: no grouping acts in it, unless the comparison stands elsewhere in the headline. */
function compare(view: View): Finding | null {
  const { themes, members } = view
  const tie = themes.security | themes.drill | themes.trilateral | themes.meeting | themes.condemn | themes.alliance | themes.allies
  for (const segment of view.title) {
    const word = segment.words.find((hit) => has(hit.themes, themes.compare))
    const group = segment.groups.find((each) => isExactly(each, members))
    if (
      word !== undefined &&
      (group === undefined || Math.abs(group.start - word.end) < 3 || (members.length > 2 && !has(segment.themes, tie)))
    )
      return named('veto-compare', 'a comparison', word)
  }
  return null
}

/** East Asian languages put the word of comparison behind the name, the others before it. */
const comesAfter = ({ reading }: View, at: number): boolean => (reading.text.codes[at] ?? 0) > 0x1100

/** A member only likened to: "like North Korea", "북한처럼". */
function likened(view: View): Finding | null {
  const { members, themes, titleStates } = view
  for (const segment of view.title) {
    for (const { name, start, end } of segment.names) {
      const [state = ''] = name.states
      const beside = segment.words.find(
        (word) =>
          has(word.themes, themes.compare) &&
          ((word.start >= end && word.start - end < 2 && comesAfter(view, word.start)) || (word.end <= start && start - word.end < 2)),
      )
      if (beside !== undefined && members.includes(state) && titleStates.has(state))
        return named('veto-likened', `${state} is only likened to`, beside)
    }
  }
  return null
}

/** Whether a sentence that names both says that they close ranks. */
const shownAsBloc = (view: View): boolean =>
  all(view).some((segment) => holdsAll(segment.states, view.members) && inOnePart(view, segment, view.themes.bloc))

/** Standing at one parade is no act on each other; a meeting of the two, or the three shown as a bloc, is. */
function parade(view: View): Finding | null {
  const { themes, members, titleThemes, leadThemes } = view
  if (members.length !== 2 || shownAsBloc(view)) return null
  const bits = titleThemes | leadThemes
  const guest = all(view)
    .flatMap((segment) => segment.names)
    .some(({ name }) => members.includes(name.states[0] ?? '') && name.actorIds.some((id) => view.places.has(id)))
  const hosted =
    has(bits, themes.parade) && !guest && all(view).some((segment) => view.alignment.hosts?.some((host) => segment.states.has(host)))
  return hosted || has(bits, themes.beijingParade) ? named('veto-parade', 'both at a parade of a third state') : null
}

function epithet(view: View): Finding | null {
  const { members } = view
  const state = members.length === 2 ? members.find((member) => onlyAsAlly(view, member)) : undefined
  return state === undefined ? null : named('veto-epithet', `${state} is named only as somebody’s ally`)
}

/** The headline names too few of the members: none of two, or fewer than two of three. */
function untitled(view: View): Finding | null {
  const { members, titleStates, lead } = view
  if (lead.length === 0 || members.filter((member) => titleStates.has(member)).length >= members.length - 1) return null
  const three = members.length > 2 && has(view.titleThemes, view.themes.trilateral)
  if (three && lead.some((segment) => holdsAll(segment.states, members))) return null
  return named('veto-untitled', 'too few members in the headline')
}

/** The third sentence of the lead gives the setting: what stands together only there is seldom the matter. */
function late({ members, title, lead }: View): Finding | null {
  const whole = (segment: Segment): boolean => holdsAll(segment.states, members)
  const at = lead.findIndex(whole)
  return at < 2 || title.some(whole) ? null : named('veto-late', 'named together only in the third sentence', lead[at] ?? null)
}

/** PLOVER's codes for bodies of many states, which speak about the tie of others. */
const WORLD: ReadonlySet<string> = new Set(['IGO', 'UNO', 'EUE'])

/** One member with somebody else in the headline, the other only in the lead: `members` of other alignments and of the war aside. */
function elsewhere(view: View, watched: ReadonlySet<string>): Finding | null {
  const { members, titleStates, titleThemes, themes } = view
  if (members.length !== 2 || holdsAll(titleStates, members) || has(titleThemes, themes.bloc)) return null
  const stranger = [...titleStates].find((state) => !watched.has(state) && !WORLD.has(state))
  return stranger === undefined ? null : named('veto-elsewhere', `the headline is about ${stranger}`)
}
