import { parseDate } from './dates.ts'
import type { Node } from './tree.ts'

/** Elements that say when an entry was published, best first; then those that say when it changed. */
const DATE_ELEMENTS: readonly (readonly string[])[] = [
  ['pubdate', 'published', 'issued', 'dcterms:issued'],
  ['updated', 'dc:date', 'modified', 'dcterms:modified', 'lastbuilddate'],
  ['created', 'dcterms:created', 'date'],
]

/** When an entry was published (epoch ms): the first date that can be read, publication before change. null where none can. */
export function entryDate(entry: Node, timeZone: string): number | null {
  for (const names of DATE_ELEMENTS) {
    for (const child of entry.children) {
      if (!names.includes(child.name)) continue
      const at = parseDate(child.text, timeZone)
      if (at !== null) return at
    }
  }
  return null
}
