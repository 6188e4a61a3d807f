import { createHash } from 'node:crypto'
import type { Entry } from './document.ts'

/** Guids that only count the places in the list, from 0 or 1: tomorrow the same number is another report. */
function arePlaces(entries: readonly Entry[]): boolean {
  const first = entries[0]?.guid
  return (
    entries.length > 1 && (first === '0' || first === '1') && entries.every(({ guid }, index) => guid === String(index + Number(first)))
  )
}

/**
 * What makes an entry itself between polls: its guid; without one its link; without that its title and date. Where one
 * document uses a guid for several links, the guid tells too little and the link is added; where the guids only number the
 * list, they tell nothing.
 */
export function identities(listed: readonly Entry[]): readonly string[] {
  const entries = arePlaces(listed) ? listed.map((entry) => ({ ...entry, guid: '' })) : listed
  const linksOf = new Map<string, Set<string>>()
  for (const { guid, link } of entries) {
    const links = linksOf.get(guid) ?? new Set()
    linksOf.set(guid, links.add(link))
  }
  return entries.map(({ guid, link, title, publishedAt }) => {
    if (guid !== '') return (linksOf.get(guid)?.size ?? 0) > 1 ? `${guid}|${link}` : guid
    if (link !== '') return link
    return `${title}|${publishedAt ?? ''}`
  })
}

/** An item's id: 32 hexadecimal digits made of its feed and identity, the same at every poll. */
export const itemId = (feedId: string, identity: string): string =>
  createHash('sha256').update(`${feedId}\n${identity}`).digest('hex').slice(0, 32)
