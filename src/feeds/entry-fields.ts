import { repairMojibake } from './mojibake.ts'
import { collapse, oneLine } from './one-line.ts'
import { htmlToText } from './plain-text.ts'
import type { Node } from './tree.ts'

/** Tags that stand in titles which say they are plain text. */
const INLINE_MARKUP = /<\/?(?:a|b|br|i|em|strong|span|p|div|font|u|sub|sup)\b/i

/** The text of a field as people read it, one line. */
export function fieldText(node: Node | undefined): string {
  if (node === undefined) return ''
  const text = repairMojibake(collapse(node.text), 'latin-1')
  if (node.markup) return htmlToText(text)
  const literal = /^text(?:\/plain)?$/.test(node.attributes.type ?? '') && !INLINE_MARKUP.test(text)
  return literal || !/[<&]/.test(text) ? collapse(text) : htmlToText(text)
}

/** A Base64 body, as Atom 0.3 marks it by its mode and Atom 1.0 by a type that is no text. */
function decoded(node: Node): Node {
  const { mode = '', type = '' } = node.attributes
  if (mode.toLowerCase() !== 'base64' && !/^application\/octet-stream$/i.test(type)) return node
  return { ...node, text: Buffer.from(node.text, 'base64').toString('utf8') }
}

export const named = (parent: Node, ...names: readonly string[]): readonly Node[] =>
  parent.children.filter((child) => names.includes(child.name))

/** Longest title or label looked at, markup included. */
const MAX_LINE = 20_000

const shortened = (node: Node, length: number): Node => (node.text.length <= length ? node : { ...node, text: node.text.slice(0, length) })

export function firstText(nodes: readonly Node[]): string {
  for (const node of nodes) {
    const text = fieldText(shortened(decoded(node), MAX_LINE))
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
  const own = firstText(named(entry, 'title', 'dc:title'))
  if (own !== '') return own
  const media = firstText(named(entry, 'media:title'))
  if (media !== '') return media
  const nested = [...below(entry, (node) => NESTED_AWAY.has(node.name))]
  return firstText(nested.filter((node) => /(?:^|:)title$/.test(node.name) && !NESTED_AWAY.has(node.parent?.name ?? '')))
}

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

/** The longest of what an entry says about itself, as plain text: some feeds cut the summary, others the content. */
export function entryText(entry: Node, maxText: number): string {
  const bodies = [...named(entry, ...BODIES), ...named(entry, 'media:group').flatMap((group) => named(group, 'media:description'))]
  let longest = ''
  for (const body of bodies) {
    const text = fieldText(shortened(decoded(body), maxText * 4))
    if (text.length > longest.length) longest = text
  }
  return longest.slice(0, maxText)
}

export function authors(entry: Node): readonly string[] {
  const names = named(entry, 'author', 'dc:creator', 'itunes:author').map((node) => fieldText(named(node, 'name')[0] ?? node))
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 20)
}

export function categories(entry: Node): readonly string[] {
  const labels = named(entry, 'category', 'dc:subject').map((node) =>
    oneLine(node.attributes.label ?? node.attributes.term ?? fieldText(node)),
  )
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, 50)
}

const languageCode = (said: string): string => /^\s*([a-z]{2})(?![a-z])/i.exec(said)?.[1]?.toLowerCase() ?? ''

/** The language an element says it is in: itself, or by `xml:lang` of what it stands in. '' where nothing says. */
export function languageOf(node: Node): string {
  const own = languageCode(named(node, 'language', 'dc:language')[0]?.text ?? '')
  if (own !== '') return own
  for (let at: Node | null = node; at !== null; at = at.parent) {
    const code = languageCode(at.attributes['xml:lang'] ?? '')
    if (code !== '') return code
  }
  return ''
}
