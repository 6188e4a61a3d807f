import { acrossClauses, bilaterals, groupAsPlace, idle, onlyThere, scattered, serialVisits, twoPredicates } from './apart.ts'
import type { Finding } from './findings.ts'
import { all, groupAnywhere, groupInTitle, named, onlyAsAlly, shownAsBloc } from './matter.ts'
import { otherGrouping, widerList } from './other-groupings.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, isExactly, type View } from './view.ts'

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
