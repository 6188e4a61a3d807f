import type { Checked } from '../domain/admin.ts'
import type { Changeable, Entry, Setting } from '../domain/change.ts'
import type { Route } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'
import type { Facts } from '../domain/knowledge.ts'
import { readFeeds } from './feeds.ts'
import { type Problem, printPath } from './problem.ts'
import { isSameChannel } from './routed-twice.ts'
import { readRoutes } from './routes.ts'
import type { Settings } from './settings.ts'
import type { Source } from './source.ts'

/** What an entry is checked against. */
export type Ground = {
  readonly facts: Pick<Facts, 'alignments' | 'actors'>
  readonly settings: Pick<Settings, 'timeZone' | 'language' | 'poll'>
}

/** An entry of a command as a file of one entry, so that it is held to the same rules as the files are. */
const sourceOf = (list: string, entry: Entry): Source => ({
  file: 'command',
  value: { [list]: [entry] },
  lineOf: () => null,
  problem: (path, message, fix) => ({ file: 'command', line: null, path: printPath(path.slice(2)), message, fix }),
})

/** `threshold: "2" is out of range. Write a number from 0 to 1.` */
const sentence = ({ path, message, fix }: Problem): string =>
  `${path === '' || message.includes(`"${path}"`) ? '' : `${path}: `}${message.replace(/\.$/, '')}.${fix === '' ? '' : ` ${fix}`}`

function checked<T>(found: readonly T[], problems: readonly Problem[]): Checked<T> {
  const [value] = found
  if (problems.length === 0 && value !== undefined) return { ok: true, value }
  return { ok: false, problems: problems.map(sentence) }
}

/** A route by the rules of `routes.yaml`. */
export function routeOf(entry: Entry, { facts, settings }: Ground): Checked<Route> {
  const known = {
    alignments: facts.alignments,
    alignmentIds: new Set(facts.alignments.map(({ id }) => id)),
    actorIds: new Set(facts.actors.map(({ id }) => id)),
    timeZone: settings.timeZone,
    language: settings.language,
  }
  const { routes, problems } = readRoutes(sourceOf('routes', entry), {}, known)
  return checked(routes, problems)
}

/** A feed by the rules of `feeds.yaml`. */
export function feedOf(entry: Entry, { facts, settings }: Ground): Checked<Feed> {
  const blocs = new Set(facts.alignments.map(({ id }) => id))
  const { feeds, problems } = readFeeds(sourceOf('feeds', entry), blocs, settings.poll.intervalMs)
  return checked(feeds, problems)
}

/** A route as `routes.yaml` would write it. */
export function routeEntry({ quiet, digest, ...route }: Route): Entry {
  return {
    ...route,
    digest: digest?.schedule ?? null,
    quiet: quiet ? `${quiet.from}-${quiet.to}` : null,
    timeZone: quiet?.timeZone ?? digest?.timeZone ?? null,
  }
}

/** A feed as `feeds.yaml` would write it. */
export const feedEntry = ({ intervalMs, ...feed }: Feed): Entry => ({ ...feed, interval: `${intervalMs}ms` })

/** What is in use: what the files say, with what commands have set in its place. */
export type InUse = {
  readonly routes: readonly Route[]
  readonly feeds: readonly Feed[]
  /** What commands have set and is not used, since the files no longer have what it names; in sentences. */
  readonly unfit: readonly string[]
  /** What the files say and is not used, since a command has set what does the same. */
  readonly doubled: readonly string[]
}

type Files = Ground & { readonly routes: readonly Route[]; readonly feeds: readonly Feed[] }

/**
 * Lays what commands have set over what the files say. A command's word stands over a file's: of one id its entry is used, and a route or
 * feed of the files that would do the same work once more is left out.
 */
export function inUse(files: Files, settings: readonly Setting[]): InUse {
  const routes = laidOver('route', files.routes, settings, (entry) => routeOf(entry, files), {
    clash: (set, other) => isSameChannel(set, other),
    words: 'leads to the same channel, and stories would be posted there twice',
  })
  const feeds = laidOver('feed', files.feeds, settings, (entry) => feedOf(entry, files), {
    clash: (set, other) => set.url === other.url,
    words: 'has the same address, and would be polled twice',
  })
  return {
    routes: routes.used,
    feeds: feeds.used,
    unfit: [...routes.unfit, ...feeds.unfit],
    doubled: [...routes.doubled, ...feeds.doubled],
  }
}

type Clash<T> = { readonly clash: (set: T, other: T) => boolean; readonly words: string }

function laidOver<T extends { readonly id: string }>(
  kind: Changeable,
  written: readonly T[],
  settings: readonly Setting[],
  check: (entry: Entry) => Checked<T>,
  { clash, words }: Clash<T>,
): { readonly used: readonly T[]; readonly unfit: readonly string[]; readonly doubled: readonly string[] } {
  const mine = settings.filter((setting) => setting.kind === kind)
  const [unfit, doubled]: [string[], string[]] = [[], []]
  const set = mine.flatMap(({ id, entry, changeId }) => {
    const made = entry === null ? null : check(entry)
    if (made === null) return []
    if (made.ok) return [made.value]
    unfit.push(`The ${kind} ${id}, set by change ${changeId}, is not used: ${made.problems.join(' ')} Undo the change, or edit it.`)
    return []
  })
  const said = new Set(mine.map(({ id }) => id))
  const left = written.filter((one) => {
    if (said.has(one.id)) return false
    const other = set.find((each) => clash(each, one))
    if (other !== undefined)
      doubled.push(
        `The ${kind} ${one.id} of the files is not used: the ${kind} ${other.id}, set by a command, ${words}. Remove one of the two.`,
      )
    return other === undefined
  })
  return { used: inPlace(written, left, set), unfit, doubled }
}

/** What was edited keeps the place of the file's entry; what was added comes last. */
function inPlace<T extends { readonly id: string }>(written: readonly T[], left: readonly T[], set: readonly T[]): readonly T[] {
  const edited = new Map(set.map((one) => [one.id, one]))
  const kept = new Set(left)
  const placed = written.flatMap((one) => edited.get(one.id) ?? (kept.has(one) ? [one] : []))
  const known = new Set(written.map(({ id }) => id))
  return [...placed, ...set.filter(({ id }) => !known.has(id))]
}
