import { parseDate } from './dates.ts'
import type { Node } from './tree.ts'

/** Elements that say when an entry was published, best first; then those that say when it changed. */
const DATE_ELEMENTS: readonly (readonly string[])[] = [
  ['pubdate', 'published', 'issued', 'dcterms:issued'],
  ['updated', 'dc:date', 'modified', 'dcterms:modified', 'lastbuilddate'],
  ['created', 'dcterms:created', 'date', 'lastmod'],
]

/**
 * When an entry was published (epoch ms): publication before change, of several alike the last, which corrects the others.
 * null where no date can be read.
 */
export function entryDate(entry: Node, timeZone: string): number | null {
  const said = [{ name: 'lastmod', text: entry.attributes.lastmod ?? '' }, ...entry.children]
  for (const names of DATE_ELEMENTS) {
    for (const { name, text } of said.toReversed()) {
      const at = names.includes(name) ? parseDate(text, timeZone) : null
      if (at !== null) return at
    }
  }
  return null
}
