import { repairMojibake } from './mojibake.ts'
import type { Node } from './node.ts'
import { collapse, oneLine } from './one-line.ts'
import { htmlToText } from './plain-text.ts'

/** Tags that stand in titles which say they are plain text. */
const INLINE_MARKUP = /<\/?(?:a|b|br|i|em|strong|span|p|div|font|u|sub|sup)\b/i

/** The text of a field as people read it, one line; of no more than its first `length` characters, markup included. */
export function fieldText(node: Node | undefined, length = Number.POSITIVE_INFINITY): string {
  if (node === undefined) return ''
  const text = repairMojibake(decoded(node).slice(0, length).trim(), 'latin-1')
  if (node.markup) return htmlToText(text)
  const literal = /^text(?:\/plain)?$/.test(node.attributes.type ?? '') && !INLINE_MARKUP.test(text)
  return literal || !/[<&]/.test(text) ? collapse(text) : htmlToText(text)
}

/** A field's text; out of a Base64 body, as Atom 0.3 marks it by its mode and Atom 1.0 by a type that is no text. */
function decoded({ attributes, text }: Node): string {
  const { mode = '', type = '' } = attributes
  if (mode.toLowerCase() !== 'base64' && !/^application\/octet-stream$/i.test(type)) return text
  return Buffer.from(text, 'base64').toString('utf8')
}

const TITLES = ['title', 'dc:title']
const MEDIA_TITLES = ['media:title']
const AUTHORS = ['author', 'dc:creator', 'itunes:author']
const NAMES = ['name']
const SUBJECTS = ['category', 'dc:subject']
const LANGUAGES = ['language', 'dc:language']

const NONE: readonly Node[] = []

/** Children of these names, in document order. */
export function named(parent: Node, names: readonly string[]): readonly Node[] {
  let found: Node[] | null = null
  for (const child of parent.children) {
    if (!names.includes(child.name)) continue
    found ??= []
    found.push(child)
  }
  return found ?? NONE
}

/** Longest title or label looked at, markup included. */
const MAX_LINE = 20_000

export function firstText(nodes: readonly Node[]): string {
  for (const node of nodes) {
    const text = fieldText(node, MAX_LINE)
    if (text !== '') return text
  }
  return ''
}

/** Every element below, in document order, without going into those that `stop` names. */
export function* below(node: Node, stop: (node: Node) => boolean): Generator<Node> {
  const waiting = node.children.toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    if (!stop(next)) for (let i = next.children.length - 1; i >= 0; i -= 1) waiting.push(next.children[i] as Node)
  }
}

const NESTED_AWAY: ReadonlySet<string> = new Set(['source', 'image', 'textinput', 'author', 'contributor'])

export function entryTitle(entry: Node): string {
  const own = firstText(named(entry, TITLES))
  if (own !== '') return own
  const media = firstText(named(entry, MEDIA_TITLES))
  if (media !== '') return media
  const nested = [...below(entry, (node) => NESTED_AWAY.has(node.name))]
  return firstText(nested.filter((node) => /(?:^|:)title$/.test(node.name) && !NESTED_AWAY.has(node.parent?.name ?? '')))
}

const MEDIA_GROUPS = ['media:group']
const MEDIA_DESCRIPTIONS = ['media:description']

const BODIES = [
  'description',
  'summary',
  'content',
  'content:encoded',
  'xhtml:body',
  'body',
  'media:description',
  'itunes:summary',
  'dc:description',
]

function bodiesOf(entry: Node): readonly Node[] {
  const own = named(entry, BODIES)
  const grouped = named(entry, MEDIA_GROUPS)
  return grouped.length === 0 ? own : [...own, ...grouped.flatMap((group) => named(group, MEDIA_DESCRIPTIONS))]
}

/** The longest of what an entry says about itself, as plain text: some feeds cut the summary, others the content. */
export function entryText(entry: Node, maxText: number): string {
  const bodies = bodiesOf(entry)
  let longest = ''
  // The longest as written first: a text never grows by being read, so that most of the shorter need not be read at all.
  for (const body of bodies.length > 1 ? bodies.toSorted((a, b) => b.text.length - a.text.length) : bodies) {
    if (body.text.length <= longest.length) break
    const text = fieldText(body, maxText * 4)
    if (text.length > longest.length) longest = text
  }
  return longest.slice(0, maxText)
}

/** Each once, those that say something, at most `most`. */
const distinct = (texts: readonly string[], most: number): readonly string[] =>
  texts.length === 0 ? texts : [...new Set(texts.filter((text) => text !== ''))].slice(0, most)

export const authors = (entry: Node): readonly string[] =>
  distinct(
    named(entry, AUTHORS).map((node) => fieldText(named(node, NAMES)[0] ?? node)),
    20,
  )

export const categories = (entry: Node): readonly string[] =>
  distinct(
    named(entry, SUBJECTS).map((node) => oneLine(node.attributes.label ?? node.attributes.term ?? fieldText(node))),
    50,
  )

const languageCode = (said: string): string => /^\s*([a-z]{2})(?![a-z])/i.exec(said)?.[1]?.toLowerCase() ?? ''

/** The language an element says it is in: itself, or by `xml:lang` of what it stands in. '' where nothing says. */
export function languageOf(node: Node): string {
  const own = languageCode(named(node, LANGUAGES)[0]?.text ?? '')
  if (own !== '') return own
  for (let at: Node | null = node; at !== null; at = at.parent) {
    const code = languageCode(at.attributes['xml:lang'] ?? '')
    if (code !== '') return code
  }
  return ''
}
