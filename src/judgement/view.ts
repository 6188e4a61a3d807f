import type { Alignment } from '../domain/alignment.ts'
import type { Group } from './groups.ts'
import type { Named, Reading, Segment } from './reading.ts'
import type { Themes } from './words.ts'

/** An alignment with what its rules look for, made once. */
export type Lens = {
  readonly alignment: Alignment
  readonly instruments: ReadonlySet<string>
  readonly sender: string | null
  /** Themes by which alone an item can concern it. */
  readonly names: bigint
  /** Words that tie two members to the third, though it is not named. */
  readonly ties: bigint
}

export const lensOf = (alignment: Alignment, themes: Themes): Lens => ({
  alignment,
  instruments: new Set(alignment.instruments),
  sender: alignment.rules.find((rule) => rule.test === 'theatre')?.sender ?? null,
  names: themes.asianNato,
  ties: themes.trilateral,
})

/** A quick look: whether the item can be about the alignment at all. All members are named, or an instrument, or the sender. */
export function mayConcern({ segments }: Reading, { alignment, instruments, sender, names, ties }: Lens): boolean {
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
  const all = (1 << members.length) - 1
  if (seen === all) return true
  const missing = all & ~seen
  const one = missing !== 0 && (missing & (missing - 1)) === 0
  return members.length > 2 && one && segments.some((segment) => has(segment.themes, ties))
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

/** Whether a name outside background clauses is of one of these states. */
export const isOf = ({ name, background }: Named, members: readonly string[]): boolean =>
  !background && name.states.some((state) => members.includes(state))
