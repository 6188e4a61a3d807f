import { type Candidates, createCandidates } from './candidates.ts'
import type { Features } from './features.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** A report that is remembered, and the story it is in now; `moved` once later evidence has put it there. */
export type Entry = { readonly features: Features; readonly arrival: number; story: Group; moved: boolean }

/** A story as the clusterer knows it; members in the order they came, whatever story they came into. */
export type Group = { readonly id: string; openedAt: number; readonly members: Entry[] }

/** The reports of the last weeks with their stories, countable and searchable. */
export type Memory = {
  readonly vocabulary: Vocabulary
  readonly candidates: Candidates<Entry>
  find(itemId: string): Entry | undefined
  group(storyId: string): Group | undefined
  enter(features: Features, storyId: string): Entry
  /** Puts a report into another story; a story left empty goes. */
  move(entry: Entry, to: Group): void
  /** Puts all reports of one story into the other. */
  merge(into: Group, from: Group): void
  /** Forgets one report. */
  leave(entry: Entry): void
  /** Forgets reports from before a moment, by their own time. */
  forgetBefore(at: number): void
  readonly size: number
}

/** Where the member belongs among members in the order they came, found by halving: a long affair has thousands. */
function insertByArrival(members: Entry[], member: Entry): void {
  let low = 0
  let high = members.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle]?.arrival ?? 0) < member.arrival) low = middle + 1
    else high = middle
  }
  members.splice(low, 0, member)
}

export function createMemory(): Memory {
  const vocabulary = createVocabulary()
  const candidates = createCandidates<Entry>()
  const entries = new Map<string, Entry>()
  const groups = new Map<string, Group>()
  let arrivals = 0

  const open = (id: string, at: number): Group => {
    const group = groups.get(id) ?? { id, openedAt: at, members: [] }
    group.openedAt = Math.min(group.openedAt, at)
    groups.set(id, group)
    return group
  }
  const detach = (entry: Entry): void => {
    const { members, id } = entry.story
    members.splice(members.indexOf(entry), 1)
    if (members.length === 0) groups.delete(id)
  }
  const move = (entry: Entry, to: Group): void => {
    detach(entry)
    groups.set(to.id, to)
    to.openedAt = Math.min(to.openedAt, entry.features.at)
    insertByArrival(to.members, entry)
    entry.story = to
  }
  const leave = (entry: Entry): void => {
    entries.delete(entry.features.itemId)
    vocabulary.remove(entry.features)
    candidates.remove(entry.features, entry)
    detach(entry)
  }

  return {
    vocabulary,
    candidates,
    find: (itemId) => entries.get(itemId),
    group: (storyId) => groups.get(storyId),
    enter: (features, storyId) => {
      const story = open(storyId, features.at)
      arrivals += 1
      const entry: Entry = { features, arrival: arrivals, story, moved: false }
      story.members.push(entry)
      entries.set(features.itemId, entry)
      vocabulary.add(features)
      candidates.add(features, entry)
      return entry
    },
    move,
    merge: (into, from) => {
      groups.delete(from.id)
      groups.set(into.id, into)
      into.openedAt = Math.min(into.openedAt, from.openedAt)
      for (const member of from.members.splice(0)) {
        member.story = into
        insertByArrival(into.members, member)
      }
    },
    leave,
    forgetBefore: (at) => {
      // Entries stand about in order of time: the first that is young enough ends the look.
      for (const entry of entries.values()) {
        if (entry.features.at >= at) break
        leave(entry)
      }
    },
    get size() {
      return entries.size
    },
  }
}
