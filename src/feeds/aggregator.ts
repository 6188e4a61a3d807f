import type { Feed } from '../domain/feed.ts'
import type { Source } from '../domain/item.ts'
import type { Entry } from './document.ts'

/** Who stands behind a host, so that an aggregator's entry gets its outlet's country and bloc. */
export type Outlets = (host: string) => Source | undefined

const hostOf = (url: string): string => (URL.parse(url)?.hostname ?? '').replace(/^www\./, '')

/** The last two labels of a host, three where the last two are a registry's (`co.kr`, `go.jp`). */
function siteOf(host: string): string {
  const labels = host.split('.')
  const registry = /^(?:co|or|go|ne|ac|re|com|org|net|gov)$/.test(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2
  return labels.slice(registry ? -3 : -2).join('.')
}

export const sourceOf = (feed: Feed): Source => ({ outlet: feed.title, country: feed.country, kind: feed.kind, bloc: feed.bloc })

/**
 * The outlets that configured feeds come from, by site. The first feed of a site speaks for it. Names under `.kp` are given to bodies
 * of the North Korean state only: what stands there is its media, also where a search brings it and no feed of its own is polled.
 */
export function outletsOf(feeds: readonly Feed[]): Outlets {
  const bySite = new Map<string, Source>()
  for (const feed of feeds) {
    const site = siteOf(hostOf(feed.url))
    if (feed.kind !== 'aggregator' && site !== '' && !bySite.has(site)) bySite.set(site, sourceOf(feed))
  }
  const north = feeds.find(({ country }) => country === 'PRK')
  return (host) => {
    const bare = host.replace(/^www\./, '')
    const ofTheNorth = bare.endsWith('.kp') && north !== undefined
    return (
      bySite.get(siteOf(bare)) ?? (ofTheNorth ? { outlet: bare, country: north.country, kind: 'state-media', bloc: north.bloc } : undefined)
    )
  }
}

/** Longest outlet's name that is believed at the end of a title. */
const MAX_OUTLET = 60

/** `Headline - Outlet`, split at the last dash. */
function splitTitle(title: string): { readonly title: string; readonly outlet: string } {
  const at = title.lastIndexOf(' - ')
  const outlet = at < 0 ? '' : title.slice(at + 3).trim()
  return outlet === '' || outlet.length > MAX_OUTLET ? { title, outlet: '' } : { title: title.slice(0, at).trim(), outlet }
}

export type Credited = { readonly title: string; readonly source: Source }

/**
 * Whom an entry comes from, and its title without that name. Only an aggregator's entries are credited to others: there
 * `<source>` names the outlet, else the end of the title does.
 */
export function credit(entry: Entry, feed: Feed, outlets: Outlets): Credited {
  if (feed.kind !== 'aggregator') return { title: entry.title, source: sourceOf(feed) }
  const split = splitTitle(entry.title)
  const named = entry.source?.title ?? ''
  const outlet = named === '' ? split.outlet : named
  if (outlet === '') return { title: entry.title, source: sourceOf(feed) }
  const known = outlets(hostOf(entry.source?.url ?? ''))
  const source: Source = known === undefined ? { outlet, country: feed.country, kind: feed.kind, bloc: feed.bloc } : { ...known, outlet }
  const suffixed = named === '' || split.outlet.toLowerCase() === named.toLowerCase()
  return { title: suffixed ? split.title : entry.title, source }
}
