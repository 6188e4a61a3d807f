import { createHash } from 'node:crypto'
import type { Entry } from './document.ts'

/**
 * What makes an entry itself between polls: its guid; without one its link; without that its title and date. Where one
 * document uses a guid for several links, the guid tells too little and the link is added.
 */
export function identities(entries: readonly Entry[]): readonly string[] {
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
