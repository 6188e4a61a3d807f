import { FIELDS, LEAVES, PAGE_BODIES, TEXT_FIELDS } from './elements.ts'
import { type DtdEntities, decodeEntities } from './entities.ts'
import { canonicalName, OUTERMOST, type Scope, scopeWith } from './namespaces.ts'
import { nextFinder } from './next-finder.ts'
import { splitDoctype, withoutOpenCdata } from './prolog.ts'
import { tokenise } from './tokenise.ts'

/** An element of a feed document, its name lower case under its canonical prefix. */
export type Node = {
  readonly name: string
  /** Its name as written, lower case: tells RSS's own elements from borrowed ones. */
  readonly raw: string
  /** Lower-case names as written; no prototype, so a hostile name is only a name. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
  readonly parent: Node | null
  /** Text of its own; of a text field everything inside, as HTML where `markup` says so. */
  text: string
  markup: boolean
  /** True where its own end tag was read, false where it was closed for it. */
  ended: boolean
}

export type Tree = {
  readonly root: Node
  readonly truncated: boolean /** Entries beyond the cap: read past, not kept. */
  readonly skipped: number
}

/** `maxField` is the longest text kept of one field, markup included, in UTF-16 units. */
export type TreeLimits = { readonly maxDepth: number; readonly maxEntries: number; readonly maxField: number }

/** Thrown to leave the tokeniser. */
export class TooDeep extends Error {}

export const isEntry = (node: Pick<Node, 'name'>): boolean => node.name === 'item' || node.name === 'entry'

type Open = Node & { readonly scope: Scope }

/** The start tag being read; `declares` where it declares namespaces. */
type Tag = { raw: string; start: number; attributes: Record<string, string>; declares: boolean }

/** The text field being read: its parts, and how many elements of its own name are open in it. */
type Field = {
  readonly node: Open
  readonly parts: { readonly kind: 'text' | 'cdata' | 'markup'; readonly text: string }[]
  length: number
  nested: number
}

const escapeMarkup = (text: string): string => text.replace(/[&<]/g, (character) => (character === '&' ? '&amp;' : '&lt;'))

const isName = (raw: string): boolean => /^[\p{L}_]/u.test(raw)

class TreeBuilder {
  readonly #text: string
  readonly #own: DtdEntities
  readonly #limits: TreeLimits
  #entries = 0
  readonly #next: (needle: string, from: number) => number
  readonly root: Open
  #stack: Open[]
  #field: Field | null = null
  #tag: Tag = { raw: '', start: 0, attributes: {}, declares: false }
  #attribute = { name: '', value: '' }

  constructor(text: string, own: DtdEntities, limits: TreeLimits) {
    this.#text = text
    this.#own = own
    this.#limits = limits
    this.#next = nextFinder(text)
    this.root = this.#node('', '', Object.create(null), null, OUTERMOST)
    this.#stack = [this.root]
  }

  build(): void {
    const text = this.#text
    tokenise(
      text,
      { xmlMode: true },
      {
        ontext: (start, end) => this.#onText('text', text.slice(start, end)),
        oncdata: (start, end, offset) => this.#onText('cdata', text.slice(start, end - offset)),
        onopentagname: (start, end) => this.#onTagName(start, end),
        onattribname: (start, end) => {
          this.#attribute = { name: text.slice(start, end).toLowerCase(), value: '' }
        },
        onattribdata: (start, end) => {
          this.#attribute.value += text.slice(start, end)
        },
        onattribend: () => this.#onAttribute(),
        onopentagend: (end) => this.#onTagEnd(end, false),
        onselfclosingtag: (end) => this.#onTagEnd(end, true),
        onclosetag: (start, end) => this.#onClose(start, end),
      },
    )
  }

  get skipped(): number {
    return Math.max(0, this.#entries - this.#limits.maxEntries)
  }

  /** Closes what is still open and tells whether an entry was. */
  finish(): boolean {
    const cut = this.#stack.some(isEntry)
    while (this.#stack.length > 1) this.#pop(false)
    return cut
  }

  #node(raw: string, name: string, attributes: Record<string, string>, parent: Node | null, scope: Scope): Open {
    return { raw, name, attributes, children: [], parent, text: '', markup: false, ended: false, scope }
  }

  get #top(): Open {
    return this.#stack.at(-1) ?? this.root
  }

  #onText(kind: 'text' | 'cdata', text: string): void {
    if (this.#field !== null) this.#collect(kind, text)
    else this.#top.text += kind === 'cdata' ? text : decodeEntities(text, this.#own)
  }

  /** Adds to the open text field, up to the limit. */
  #collect(kind: 'text' | 'cdata' | 'markup', text: string): void {
    const field = this.#field
    if (field === null || field.length >= this.#limits.maxField) return
    field.parts.push({ kind, text: text.slice(0, this.#limits.maxField - field.length) })
    field.length += text.length
  }

  #onTagName(start: number, end: number): void {
    this.#tag = { raw: this.#text.slice(start, end), start: start - 1, attributes: Object.create(null), declares: false }
  }

  #onAttribute(): void {
    const { name, value } = this.#attribute
    if (name.startsWith('xmlns')) this.#tag.declares = true
    if (!(name in this.#tag.attributes)) this.#tag.attributes[name] = decodeEntities(value, this.#own)
  }

  #onTagEnd(end: number, selfClosing: boolean): void {
    const { raw, start, attributes } = this.#tag
    if (!isName(raw)) {
      this.#onText('text', this.#text.slice(start, end + 1))
      return
    }
    const lower = raw.toLowerCase()
    this.#closeFor(canonicalName(lower, this.#scopeInside()), start)
    if (this.#field !== null) {
      this.#collect('markup', this.#text.slice(start, end + 1))
      if (!selfClosing && lower === this.#field.node.raw) this.#field.nested += 1
      return
    }
    this.#push(lower, attributes)
    if (selfClosing) this.#pop(true)
  }

  /** The scope inside the element that is being opened. */
  #scopeInside(): Scope {
    return this.#tag.declares ? scopeWith(this.#top.scope, this.#tag.attributes) : this.#top.scope
  }

  /** Before an element opens: ends the elements whose end tags are missing. */
  #closeFor(name: string, start: number): void {
    if (this.#field !== null && FIELDS.has(name) && this.#fieldIsUnclosed(start)) this.#pop(false)
    if (this.#field !== null) return
    if (LEAVES.has(this.#top.name) && FIELDS.has(name)) this.#pop(false)
    if (name !== 'item' && name !== 'entry') return
    const open = this.#stack.findIndex(isEntry)
    while (open > 0 && this.#stack.length > open) this.#pop(false)
  }

  /** Whether the open text field has no end tag of its own before the entry it stands in ends or the next begins. */
  #fieldIsUnclosed(from: number): boolean {
    const field = this.#field
    const entry = this.#stack.findLast(isEntry)
    if (field === null || entry === undefined) return false
    const end = this.#next(`</${this.#spelled(field.node)}`, from)
    const tag = this.#spelled(entry)
    return [`</${tag}`, `<${tag}>`, `<${tag} `].some((boundary) => end > this.#next(boundary, from))
  }

  readonly #spellings = new WeakMap<Node, string>()

  #spelled(node: Open): string {
    return this.#spellings.get(node) ?? node.raw
  }

  #push(raw: string, attributes: Record<string, string>): void {
    if (this.#stack.length > this.#limits.maxDepth) throw new TooDeep()
    const parent = this.#top
    const scope = this.#scopeInside()
    const node = this.#node(raw, canonicalName(raw, scope), attributes, parent, scope)
    if (this.#tag.raw !== raw) this.#spellings.set(node, this.#tag.raw)
    if (isEntry(node)) this.#entries += 1
    if (!isEntry(node) || this.#entries <= this.#limits.maxEntries) parent.children.push(node)
    this.#stack.push(node)
    if (TEXT_FIELDS.has(node.name) && (!PAGE_BODIES.has(node.name) || this.#stack.some(isEntry)))
      this.#field = { node, parts: [], length: 0, nested: 0 }
  }

  #pop(ended: boolean): void {
    const node = this.#stack.pop()
    if (node === undefined) return
    node.ended = ended
    if (this.#field?.node === node) this.#closeField(this.#field)
  }

  #closeField({ node, parts }: Field): void {
    this.#field = null
    node.markup = parts.some((part) => part.kind === 'markup')
    const render = node.markup
      ? (part: Field['parts'][number]) => (part.kind === 'cdata' ? escapeMarkup(part.text) : part.text)
      : (part: Field['parts'][number]) => (part.kind === 'cdata' ? part.text : decodeEntities(part.text, this.#own))
    node.text = parts.map(render).join('')
  }

  #onClose(start: number, end: number): void {
    const spelled = this.#text.slice(start, end)
    const raw = spelled.toLowerCase()
    if (this.#field !== null && !this.#fieldEnds(raw, start - 2)) {
      this.#collect('markup', this.#text.slice(start - 2, end + 1))
      return
    }
    const at = this.#stack.findLastIndex((node) => node.raw === raw)
    if (at < 1) return
    while (this.#stack.length > at + 1) this.#pop(false)
    this.#pop(true)
  }

  /** Whether an end tag ends the open text field: its own, or that of an entry where its own is missing. */
  #fieldEnds(raw: string, start: number): boolean {
    const field = this.#field
    if (field === null) return true
    if (raw !== field.node.raw) return this.#stack.some((node) => isEntry(node) && node.raw === raw) && this.#fieldIsUnclosed(start)
    field.nested -= 1
    return field.nested < 0
  }
}

/**
 * Reads XML, however broken, into a tree in one pass. Missing end tags are supplied where the next field or entry begins.
 * @throws TooDeep where elements nest deeper than the limit.
 */
export function readTree(xml: string, limits: TreeLimits): Tree {
  const { text, own } = splitDoctype(withoutOpenCdata(xml))
  const builder = new TreeBuilder(text, own, limits)
  builder.build()
  const truncated = builder.finish()
  return { root: builder.root, truncated, skipped: builder.skipped }
}

/** An RDF subject: `rdf:about` under whatever prefix. */
export const aboutOf = ({ attributes }: Node): string =>
  attributes['rdf:about'] ?? attributes[Object.keys(attributes).find((name) => name.endsWith(':about')) ?? ''] ?? ''
