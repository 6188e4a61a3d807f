import { isSameChannel } from '../config/routed-twice.ts'
import { feedEntry, feedOf, type InUse, inUse, routeEntry, routeOf } from '../config/set-by-command.ts'
import type { Asked, ChangeResult } from '../domain/admin.ts'
import type { Author, Change, Changes, Entry, NewChange, SetBy, Setting } from '../domain/change.ts'
import type { Clock } from '../domain/clock.ts'
import type { Route } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'
import type { Log } from '../domain/log.ts'
import type { Living } from './living.ts'

export type Asking = {
  readonly living: Living
  readonly changes: Changes
  /** What is in use, as the files would write it. */
  readonly entry: (kind: Asked['kind'], id: string) => Entry | null
  readonly clock: Clock
  readonly log: Log
}

type Wish = Omit<NewChange, 'at' | 'before' | 'after'>

/** Sets a route or feed to what was asked for, where that fits beside what is in use. */
export async function putBy({ by, kind, id, entry, place }: Asked, asking: Asking): Promise<ChangeResult> {
  await asking.living.follow()
  return store({ by, kind, subject: id, place, set: { entry }, undoes: null }, asking)
}

/** Sets it back to what held before the change: only where nobody has changed it since. */
export async function takeBack(by: Author, { id, kind, subject, place }: Change, asking: Asking): Promise<ChangeResult> {
  await asking.living.follow()
  const found = await asking.changes.find(id)
  if (found === null) return { kind: 'wrong', problems: [`There is no change ${id}.`] }
  const log = await asking.changes.list({ kind, limit: 1_000 })
  const newer = log.find((one) => one.subject === subject && one.id > id && stands(one, id))
  if (newer !== undefined) {
    const again = newer.undoes === id ? `Change ${id} has been taken back already` : `The ${kind} ${subject} was changed again since`
    return { kind: 'wrong', problems: [`${again}, by change ${newer.id}. Take that one back first.`] }
  }
  return store({ by, kind, subject, place, set: found.setBefore, undoes: id }, asking)
}

/** Whether a change after `id` still counts: one that was taken back and the one that took it back cancel out. */
const stands = ({ undoes, undoneBy }: Change, id: number): boolean => undoneBy === null && (undoes === null || undoes <= id)

async function store(wish: Wish, asking: Asking): Promise<ChangeResult> {
  const { living, changes, entry, clock, log } = asking
  const { kind, subject } = wish
  const held = living.settings().find((one) => one.kind === kind && one.id === subject)
  const then = inUse(living.config(), withSet(living.settings(), wish))
  const problems = problemsOf(wish, then, living)
  if (problems.length > 0) return { kind: 'wrong', problems }
  const used = kind === 'route' ? then.routes.some(({ id }) => id === subject) : then.feeds.some(({ id }) => id === subject)
  const after = wish.set === null ? (used ? filesEntry(wish, asking) : null) : wish.set.entry
  const change: NewChange = { ...wish, at: clock(), before: entry(kind, subject), after }
  const id = await changes.record(change, held?.changeId ?? null)
  if (id === null) return { kind: 'overtaken' }
  await living.follow()
  log.info({ change: id, by: `${wish.by.platform}:${wish.by.userId}`, kind, id: subject }, 'an admin changed what is in use')
  const stored = await changes.find(id)
  return stored === null ? { kind: 'overtaken' } : { kind: 'changed', change: stored }
}

/** What the files say of it, as they would write it: what stands again when a command's word is taken back. */
function filesEntry({ kind, subject }: Wish, { living }: Asking): Entry | null {
  const { routes, feeds } = living.config()
  if (kind === 'route') return entryOf(routes, subject, routeEntry)
  return entryOf(feeds, subject, feedEntry)
}

const entryOf = <T extends { readonly id: string }>(all: readonly T[], id: string, written: (one: T) => Entry): Entry | null => {
  const found = all.find((one) => one.id === id)
  return found === undefined ? null : written(found)
}

/** The settings as they would be. */
function withSet(settings: readonly Setting[], { kind, subject, set }: { kind: Setting['kind']; subject: string; set: SetBy }) {
  const others = settings.filter((one) => one.kind !== kind || one.id !== subject)
  return set === null ? others : [...others, { kind, id: subject, entry: set.entry, changeId: 0 }]
}

function problemsOf({ kind, subject, set }: Wish, then: InUse, { config, settings }: Living): readonly string[] {
  if (set !== null && set.entry !== null) {
    const checked = kind === 'route' ? routeOf(set.entry, config()) : feedOf(set.entry, config())
    if (!checked.ok) return checked.problems
  }
  // What the files say counts too, where it would have to give way: a command takes nothing out that it does not name.
  const said = new Set(settings().flatMap((one) => (one.kind === kind ? [one.id] : [])))
  const beside = <T extends { readonly id: string }>(used: readonly T[], files: readonly T[]): readonly T[] => [
    ...used,
    ...files.filter(({ id }) => !said.has(id)),
  ]
  return kind === 'route'
    ? routeClashes(subject, beside(then.routes, config().routes))
    : feedClashes(subject, beside(then.feeds, config().feeds))
}

function routeClashes(id: string, routes: readonly Route[]): readonly string[] {
  const mine = routes.find((route) => route.id === id)
  const other = mine === undefined ? undefined : routes.find((one) => one.id !== id && isSameChannel(one, mine))
  if (other === undefined) return []
  return [
    `The route ${other.id} leads to this channel already, and stories would be posted there twice. Edit that one: it can have several alignments.`,
  ]
}

function feedClashes(id: string, feeds: readonly Feed[]): readonly string[] {
  const mine = feeds.find((feed) => feed.id === id)
  const other = mine === undefined ? undefined : feeds.find((one) => one.id !== id && one.url === mine.url)
  return other === undefined ? [] : [`The feed ${other.id} (${other.title}) is read at this address already.`]
}
