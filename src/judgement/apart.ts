import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import { all, groupAnywhere, named, onlyAsAlly, sharesMost } from './matter.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, isExactly, type View } from './view.ts'

/** One member's tour of the others: visits to several named in one breath, or a visit in the sentence that names all. */
export function serialVisits(view: View): Finding | null {
  const { members, themes, titleStates, titleThemes, leadThemes } = view
  if (members.length < 3 || has(titleThemes | leadThemes, themes.trilateral) || groupAnywhere(view)) return null
  if (holdsAll(titleStates, members) && has(titleThemes, themes.hail)) return null
  const joint = view.title.some((segment) => segment.groups.some((group) => sharesMost(group, members)))
  if (holdsAll(titleStates, members) && joint && has(titleThemes, themes.talks) && has(titleThemes, themes.cooperate)) return null
  const acting = members.filter((member) => titleStates.has(member) && !onlyAsAlly(view, member))
  const hosted = !joint && acting.length === members.length - 1
  const toured = view.lead.find(
    (segment) =>
      has(segment.themes, themes.visit) &&
      (hosted ? segment.groups.some((group) => sharesMost(group, members)) : holdsAll(segment.states, members)),
  )
  if (toured !== undefined) return named('veto-serial-visits', 'visits one after the other', toured)
  if (!has(titleThemes, themes.visit)) return null
  if (!hosted) return named('veto-serial-visits', 'visits one after the other')
  return has(leadThemes, themes.allies) ? null : named('veto-visit', 'a visit of one to another')
}

/** Two meetings of two each (한미, 한일), and none of three. */
export function bilaterals(view: View): Finding | null {
  const { members, themes } = view
  if (members.length < 3 || has(view.titleThemes | view.leadThemes, themes.trilateral) || groupAnywhere(view)) return null
  const pairs = all(view)
    .flatMap((segment) => segment.names)
    .filter(({ name }) => name.kind === 'compound' && name.states.length === 2 && name.states.every((state) => members.includes(state)))
  const kinds = new Set(pairs.map(({ name }) => name.states.toSorted().join()))
  return kinds.size > 1 ? named('veto-bilaterals', 'meetings of two each, one after the other', pairs[0] ?? null) : null
}

const slice = (text: View['reading']['text'], from: number, to: number): string => text.slice(Math.max(0, from), Math.min(to, text.length))

/** Words of company before a name or a group, or behind a group and its offices: "with Washington", 日韓首脳と, 한일 전투기와 함께. */
const WITH_BEFORE = /(?:\b(?:with|by|joins?|hosts?|invites?)\s(?:the\s)?\S*\s?|с\s|со\s|у\s|同|与|與|和)$/
const WITH_BEHIND = /^[^、。,]{0,10}(?:と|와|과|랑|함께)/
/** What parts two matters in one headline: a comma, dots, a clause of its own; in Chinese and Japanese a space. */
const PARTED = /[,;…、，]|\.\.|\b(?:as|while|that|where|after|before)\b|[\u3040-\u9fff]\s/
const REACH = 16

/** Whether a group in the headline and the members it leaves out are told of together: no break between, or a word of company. */
function isTold({ reading: { text }, title, members }: View, { states, start, end }: Group): boolean {
  const written = (from: number, to: number): string => text.slice(from, to)
  if (WITH_BEFORE.test(written(start - REACH, start)) || WITH_BEHIND.test(written(end, end + REACH))) return true
  const rest = title
    .flatMap((segment) => segment.names)
    .filter(({ name }) => name.states.some((state) => members.includes(state) && !states.includes(state)))
  return rest.some(
    (name) =>
      WITH_BEFORE.test(written(name.start - REACH, name.start)) ||
      !PARTED.test(name.start >= end ? written(end, name.start) : written(name.end, start)),
  )
}

/** A group that is one word (한미): the third member stands apart from it. */
const isCompound = ({ names }: Segment, group: Group): boolean =>
  names.some(({ name, start, end }) => name.kind === 'compound' && start === group.start && end === group.end)

/** The members stand in one headline, but nothing says that they act together. */
const isCompany = (text: View['reading']['text'], at: number): boolean => /\bwith (?:the )?$/.test(slice(text, at - REACH, at))

export function scattered(view: View): Finding | null {
  const { members, themes, title, titleStates, titleThemes } = view
  const { text } = view.reading
  if (members.length < 3 || !holdsAll(titleStates, members) || groupAnywhere(view)) return null
  const twice = view.title.flatMap((segment) => segment.words).filter((word) => has(word.themes, themes.talks)).length > 1
  const partners = view.title.some((segment) =>
    segment.groups.some((group) => sharesMost(group, members) && isTold(view, group) && !(twice && isCompound(segment, group))),
  )
  if (partners) return null
  const third = title.some(
    (segment) =>
      holdsAll(segment.states, members) &&
      has(segment.themes, themes.cooperate) &&
      segment.names.some((name) => isCompany(text, name.start)) &&
      !PARTED.test(slice(text, segment.names[0]?.end ?? segment.start, segment.names.at(-1)?.start ?? segment.end)),
  )
  if (third) return null
  const tie = themes.security | themes.trilateral | themes.hail | themes.allies | themes.drill | themes.alliance
  const near = view.lead.filter((segment) => members.filter((member) => segment.states.has(member)).length >= members.length - 1)
  const leadThemes = near.reduce((bits, segment) => bits | segment.themes, 0n)
  return has(titleThemes | leadThemes, tie) ? null : named('veto-scattered', 'named apart, and nothing ties them')
}

/** What parts a headline into an act and what came before or after it. */
const TIME_CLAUSE = /\b(?:after|before|ahead of|while)\b|(?<=\s)(?:после|перед|накануне|пока)(?=\s)|이어 |직후 |앞두고 /

/** One member visited or met by somebody else, the other only in the clause of time beside it: each has a matter of its own. */
export function acrossClauses({ reading: { text }, title, members, themes }: View): Finding | null {
  if (members.length !== 2) return null
  for (const segment of title) {
    if (!holdsAll(segment.states, members) || segment.groups.some((group) => isExactly(group, members))) continue
    const cut = TIME_CLAUSE.exec(slice(text, segment.start, segment.end))
    if (cut === null) continue
    const at = segment.start + cut.index
    const sides = [segment.names.filter(({ end }) => end <= at), segment.names.filter(({ start }) => start >= at)]
    const states = sides.map((names) => new Set(names.flatMap(({ name }) => name.states)))
    const one = states.every((side) => members.filter((member) => side.has(member)).length === 1)
    const called = segment.words.some(({ themes: bits, end }) => end <= at && has(bits, themes.meeting | themes.visit))
    if (one && called && [...(states[0] ?? [])].some((state) => !members.includes(state)))
      return named('veto-apart', 'one in the act, the other only in what came before or after it', { start: at, end: segment.end })
  }
  return null
}

const PLACE_BEFORE = /(?:\b(?:in|across|throughout)\s(?:the\s)?|(?:^|\s)(?:в|на территории)\s|在)$/
const PLACE_BEHIND = /^(?:에서|서 |서$|で(?!は))/

/** A member of three that the headline names only as the place where the others are. */
export function onlyThere({ reading: { text }, title, members, lead, titleThemes, leadThemes, themes }: View): Finding | null {
  if (
    members.length < 3 ||
    has(titleThemes | leadThemes, themes.trilateral) ||
    !members.every((member) => title.some(({ states }) => states.has(member)))
  )
    return null
  for (const member of members) {
    const mentions = title.flatMap(({ names }) => names).filter(({ name }) => name.states.includes(member))
    const there = mentions.every(
      ({ name, start, end }) =>
        name.kind === 'state' && (PLACE_BEFORE.test(slice(text, start - REACH, start)) || PLACE_BEHIND.test(slice(text, end, end + 3))),
    )
    if (there && !lead.some(({ states, groups }) => states.has(member) && groups.some((group) => isExactly(group, members))))
      return named('veto-place', `${member} is only where it happens`, mentions[0] ?? null)
  }
  return null
}

/** The members named in one breath only as where something is: "elections in the US, South Korea and Japan". */
export function groupAsPlace({ reading: { text }, title, members, titleThemes, themes }: View): Finding | null {
  if (has(titleThemes, themes.drill | themes.trilateral | themes.meeting | themes.condemn)) return null
  const group = title.flatMap(({ groups }) => groups).find((each) => isExactly(each, members))
  const there = group !== undefined && members.length > 2 && PLACE_BEFORE.test(slice(text, group.start - REACH, group.start))
  return there ? named('veto-place', 'the members are only where it happens', group) : null
}

/** Somebody else blames two states for a matter of their own each: "tightens sanctions on Russia and criticises North Korea". */
export function twoPredicates({ reading: { text }, title, members, themes }: View): Finding | null {
  if (members.length !== 2) return null
  for (const { names, words } of title) {
    const [first, ...rest] = names.filter(({ name }) => name.states.some((state) => members.includes(state)))
    const other = rest.find(({ name }) => !name.states.some((state) => first?.name.states.includes(state)))
    if (first === undefined || other === undefined || rest.length > 1) continue
    const verb = words.find(
      ({ themes: bits, start, end }) =>
        has(bits, themes.condemn) && start > first.end && end <= other.start && / and $/.test(slice(text, start - 5, start)),
    )
    if (verb !== undefined) return named('veto-apart', 'each blamed in a sentence of its own', verb)
  }
  return null
}

/** All members in one headline with no word of any deed or tie, in it or in the lead beside them: what one of them thinks of the others. */
export function idle({ title, lead, members, titleStates, themes }: View): Finding | null {
  if (members.length < 3 || !holdsAll(titleStates, members)) return null
  const deed =
    themes.security |
    themes.drill |
    themes.trilateral |
    themes.meeting |
    themes.talks |
    themes.condemn |
    themes.cooperate |
    themes.alliance |
    themes.hail |
    themes.arms |
    themes.launch |
    themes.help |
    themes.asianNato
  const near = lead.filter((segment) => members.filter((member) => segment.states.has(member)).length >= members.length - 1)
  return [...title, ...near].some((segment) => has(segment.themes, deed)) ||
    title.some(({ groups }) => groups.some((group) => isExactly(group, members)))
    ? null
    : named('veto-idle', 'named together, and nothing done')
}
