import type { Finding } from './findings.ts'
import type { Group } from './groups.ts'
import { all, groupAnywhere, named, onlyAsAlly, sharesMost } from './matter.ts'
import type { Segment } from './reading.ts'
import { has, holdsAll, type View } from './rules.ts'

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
export function scattered(view: View): Finding | null {
  const { members, themes, titleStates, titleThemes } = view
  if (members.length < 3 || !holdsAll(titleStates, members) || groupAnywhere(view)) return null
  const twice = view.title.flatMap((segment) => segment.words).filter((word) => has(word.themes, themes.talks)).length > 1
  const partners = view.title.some((segment) =>
    segment.groups.some((group) => sharesMost(group, members) && isTold(view, group) && !(twice && isCompound(segment, group))),
  )
  if (partners) return null
  const tie = themes.security | themes.trilateral | themes.hail | themes.allies | themes.drill | themes.alliance
  const near = view.lead.filter((segment) => members.filter((member) => segment.states.has(member)).length >= members.length - 1)
  const leadThemes = near.reduce((bits, segment) => bits | segment.themes, 0)
  return has(titleThemes | leadThemes, tie) ? null : named('veto-scattered', 'named apart, and nothing ties them')
}
