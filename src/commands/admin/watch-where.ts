import type { ChannelSeen, Route } from '../../domain/delivery.ts'
import { platformCalled } from '../../words/retold.ts'
import type { Words } from '../../words/words.ts'
import type { Args } from './route-entry.ts'
import { missingWords } from './route-lines.ts'
import { type Scope, theirRoutes } from './scope.ts'

/** A channel as it was typed or picked: `<#123>`, `#name` where that is the id, an id; the one it was asked in where left out. */
function channelTyped(args: Args, { asker }: Scope): string {
  const typed = (args.channel ?? '').trim()
  const [, id] = /^<?#?([A-Za-z0-9]+)(?:\|[^>]*)?>?$/.exec(typed) ?? []
  return typed === '' ? (asker.channel ?? '') : (id ?? typed)
}

export type Place = {
  readonly platform: string
  readonly channel: string
  readonly seen: ChannelSeen | null
  readonly place: string | null
}

/** Where a route is to lead; a sentence where it cannot. On the page, a platform may be named before the channel: `slack:C0123ABCD`. */
export async function placeTyped(args: Args, scope: Scope, words: Words): Promise<Place | string> {
  const { routes } = words
  const { desk, asker, by, isOperator } = scope
  const [, named, rest] = /^([a-z]+):(.+)$/.exec((args.channel ?? '').trim()) ?? []
  const platform = named ?? (asker.platform === 'page' ? 'local' : asker.platform)
  const channel = channelTyped(rest === undefined ? args : { ...args, channel: rest }, scope) || (platform === 'local' ? 'local' : '')
  // A channel of Slack or Discord, its platform forgotten: it would be taken for one of the page, and nothing be posted there.
  if (named === undefined && asker.platform === 'page' && channel !== platform)
    return routes.sayPlatform(words.writing.quoted(channel.slice(0, 40)))
  if (!isOperator && platform !== asker.platform) return routes.onlyYours
  if (!desk.platforms().has(platform)) return routes.noPlatform(platformCalled(platform, words))
  if (channel === '') return routes.sayChannel
  if (channel.length > 100) return routes.longChannel(channel.length)
  if (platform !== 'discord' && platform !== 'slack') return { platform, channel, seen: null, place: null }
  const seen = await desk.channel(platform, channel)
  const shown = channel.slice(0, 40)
  if (seen === null) return platform === 'slack' ? routes.invite(shown) : routes.pickOne(shown)
  // Whether there is such a channel elsewhere is nobody's business here.
  if (!isOperator && seen.place !== by.place) return routes.pickOne(shown)
  if (seen.missing.length > 0) return missingWords(seen, words)
  return { platform, channel, seen, place: seen.place }
}

/** The id by which what is posted is remembered: of the channel, with a number where there is one already. */
export function idFor({ platform, channel }: Place, { desk }: Scope): string {
  const base = `${platform}-${channel}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const isTaken = (id: string): boolean => desk.routes().some((route) => route.id === id)
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!isTaken(id)) return id
  }
}

/** The route that is meant, by id or by its channel, of those that are theirs. */
export async function routeTyped(args: Args, scope: Scope, { routes, writing }: Words): Promise<Route | string> {
  const theirs = await theirRoutes(scope)
  const typed = (args.route ?? '')
    .trim()
    .replace(/^<?#|>$/g, '')
    .toLowerCase()
  const here = theirs.filter(({ channel }) => channel === scope.asker.channel)
  const [only] = typed === '' ? here : theirs.filter(({ id }) => id === typed)
  if (only !== undefined && (typed !== '' || here.length === 1)) return only
  const meant = theirs.filter(({ channel, id }) => channel.toLowerCase() === typed || id === typed)
  if (meant.length === 1 && meant[0] !== undefined) return meant[0]
  if (theirs.length === 0) return routes.nothingWatched
  const known = theirs.slice(0, 10).map(({ id }) => id)
  const ids = known.join(writing.comma)
  return typed === '' ? routes.sayWhich(ids, known.length) : routes.noRoute(typed.slice(0, 40), ids, known.length)
}
