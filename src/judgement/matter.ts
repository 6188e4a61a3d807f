import type { Finding, FindingId } from './findings.ts'
import type { Group } from './groups.ts'
import type { Segment } from './reading.ts'
import type { Stretch } from './sentences.ts'
import { has, holdsAll, isExactly, type View } from './view.ts'

export const named = (id: FindingId, text: string, at: Stretch | null = null): Finding => ({ id, text, at })

export const all = (view: View): readonly Segment[] => [...view.title, ...view.lead]
export const groupInTitle = (view: View): boolean =>
  view.title.some((segment) => segment.groups.some((group) => isExactly(group, view.members)))

/** Named in one breath: all members but one at most. */
export const sharesMost = (group: Group, members: readonly string[]): boolean =>
  members.filter((member) => group.states.includes(member)).length >= members.length - 1 && members.length > 2

export const groupAnywhere = (view: View): boolean =>
  all(view).some((segment) => segment.groups.some((group) => isExactly(group, view.members)))

/** Whether a state stands in the headline only in words such as "US allies", "Russia ally Kim". */
export function onlyAsAlly({ title, themes }: View, state: string): boolean {
  const mentions = title.flatMap((segment) =>
    segment.names.filter(({ name }) => name.states.includes(state)).map((hit) => ({ hit, segment })),
  )
  return (
    mentions.length > 0 &&
    mentions.every(({ hit, segment }) =>
      segment.words.some((word) => has(word.themes, themes.allies) && word.start >= hit.end && word.start - hit.end < 4),
    )
  )
}

/** Whether a word stands between the same dots of a headline as all members: behind them, another matter begins. */
export function inOnePart({ reading: { text }, members }: View, { start, end, names, words }: Segment, theme: bigint): boolean {
  const dots = [...text.slice(start, end).matchAll(/…|\.\.+/g)].map(({ index }) => start + index)
  const part = (at: number): number => dots.filter((dot) => dot < at).length
  return words.some(
    (word) =>
      has(word.themes, theme) &&
      members.every((member) => names.some((name) => name.name.states.includes(member) && part(name.start) === part(word.start))),
  )
}

/** Whether a sentence that names both says that they close ranks. */
export const shownAsBloc = (view: View): boolean =>
  all(view).some((segment) => holdsAll(segment.states, view.members) && inOnePart(view, segment, view.themes.bloc))
