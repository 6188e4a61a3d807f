import { parseDate } from './dates.ts'
import type { Node } from './node.ts'

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
  const { children, attributes } = entry
  for (const names of DATE_ELEMENTS) {
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const child = children[i]
      const at = child !== undefined && names.includes(child.name) ? parseDate(child.text, timeZone) : null
      if (at !== null) return at
    }
  }
  return attributes.lastmod === undefined ? null : parseDate(attributes.lastmod, timeZone)
}
