import { FIELDS, LEAVES, PAGE_BODIES, TEXT_FIELDS } from './elements.ts'
import { decodeEntities } from './entities.ts'
import { nameIn, outermost, type Scope, scopeWith } from './namespaces.ts'
import { nextFinder } from './next-finder.ts'
import { isEntry, type Node, Open, readAttributes, type Source } from './node.ts'
import { splitDoctype, withoutOpenCdata } from './prolog.ts'
import { CDATA, EMPTY_TAG, END_TAG, IRREGULAR, OVER, RegularScan, scanRest, TEXT } from './scan.ts'

export type Tree = {
  readonly root: Node
  readonly truncated: boolean
  /** Entries beyond the cap: read past, not kept. */
  readonly skipped: number
}

/** `maxField` is the longest text kept of one field, markup included, in UTF-16 units. */
export type TreeLimits = { readonly maxDepth: number; readonly maxEntries: number; readonly maxField: number }

/** Thrown to leave the tokeniser. */
export class TooDeep extends Error {}

const NO_PLACES: readonly number[] = []

/** A stretch of the document: text and markup as it stands, or the inside of a CDATA section. */
type Stretch = { readonly cdata: boolean; readonly start: number; end: number }

/** The text field being read: its stretches, and how many elements of its own name are open in it. */
type Field = { readonly node: Open; readonly stretches: Stretch[]; markup: boolean; length: number; nested: number }

const escapeMarkup = (text: string): string => text.replace(/[&<]/g, (character) => (character === '&' ? '&amp;' : '&lt;'))

const isName = (spelled: string): boolean => /^[\p{L}_]/u.test(spelled)

const LETTER_X = 120

const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

const isWhite = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

class TreeBuilder {
  readonly #source: Source
  readonly #text: string
  readonly #limits: TreeLimits
  #entries = 0
  /** Entries among the open elements. */
  #openEntries = 0
  readonly #next: (needle: string, from: number) => number
  readonly root: Open
  #stack: Open[]
  #top: Open
  #field: Field | null = null

  constructor(source: Source, limits: TreeLimits) {
    this.#source = source
    this.#text = source.text
    this.#limits = limits
    this.#next = nextFinder(source.text)
    this.root = new Open({ spelled: '', raw: '', name: '' }, outermost(), null, source, NO_PLACES)
    this.#stack = [this.root]
    this.#top = this.root
  }

  build(): void {
    const scan = new RegularScan(this.#text, true)
    for (;;) {
      const kind = scan.next()
      if (kind === TEXT) this.#onText(false, scan.start, scan.end)
      else if (kind === END_TAG) this.#onClose(scan.start, scan.end, scan.at)
      else if (kind === CDATA) this.#onText(true, scan.start, scan.end)
      else if (kind === OVER) return
      else if (kind === IRREGULAR) {
        this.#buildRest(scan.at)
        return
      } else this.#onTag(scan.start, scan.end, scan.attributes, scan.at, kind === EMPTY_TAG)
    }
  }

  #buildRest(from: number): void {
    const tag = { start: 0, nameEnd: 0, attributes: [] as number[] }
    scanRest(this.#text, from, true, {
      text: (start, end) => this.#onText(false, start, end),
      cdata: (start, end) => this.#onText(true, start, end),
      tagName: (start, nameEnd) => {
        tag.start = start
        tag.nameEnd = nameEnd
        tag.attributes.length = 0
      },
      attribute: (...places) => tag.attributes.push(...places),
      tagEnd: (end, selfClosing) => this.#onTag(tag.start, tag.nameEnd, tag.attributes, end, selfClosing),
      close: (start, nameEnd, end) => this.#onClose(start, nameEnd, end),
    })
  }

  get skipped(): number {
    return Math.max(0, this.#entries - this.#limits.maxEntries)
  }

  /** Closes what is still open and tells whether an entry was. */
  finish(): boolean {
    const cut = this.#openEntries > 0
    while (this.#stack.length > 1) this.#pop(false)
    return cut
  }

  #onText(cdata: boolean, start: number, end: number): void {
    if (this.#field !== null) {
      this.#collect(this.#field, cdata, start, end)
      return
    }
    const top = this.#top
    if (top.text === '' && this.#isBlank(start, end)) return
    const text = this.#text.slice(start, end)
    top.text += cdata ? text : decodeEntities(text, this.#source.own)
  }

  /** White space between elements is most of what stands there. */
  #isBlank(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) if (!isWhite(this.#text.charCodeAt(at))) return false
    return true
  }

  /** Adds to the open text field, up to the limit. */
  #collect(field: Field, cdata: boolean, start: number, end: number): void {
    const room = this.#limits.maxField - field.length
    if (room <= 0) return
    field.length += end - start
    const last = field.stretches.at(-1)
    const until = Math.min(end, start + room)
    if (last !== undefined && !cdata && !last.cdata && last.end === start) last.end = until
    else field.stretches.push({ cdata, start, end: until })
  }

  /** A start tag whose name begins at `start`; `end` is behind its `>`. */
  #onTag(start: number, nameEnd: number, places: readonly number[], end: number, selfClosing: boolean): void {
    const spelled = this.#text.slice(start, nameEnd)
    if (!isLatin(spelled.charCodeAt(0)) && !isName(spelled)) {
      this.#onText(false, start - 1, end)
      return
    }
    const outside = this.#top
    const scope = this.#scopeInside(places)
    const known = nameIn(scope, spelled)
    this.#closeFor(known.name, start - 1)
    if (this.#field !== null) {
      this.#field.markup = true
      this.#collect(this.#field, false, start - 1, end)
      if (!selfClosing && known.raw === this.#field.node.raw) this.#field.nested += 1
      return
    }
    this.#push(spelled, places, this.#top === outside ? scope : this.#scopeInside(places))
    if (selfClosing) this.#pop(true)
  }

  /** The scope inside an element that is being opened with these attributes. */
  #scopeInside(places: readonly number[]): Scope {
    let declared = ''
    for (let i = 0; i < places.length; i += 4) {
      const start = places[i] ?? 0
      const isDeclaration = (this.#text.charCodeAt(start) | 32) === LETTER_X && /^xmlns/i.test(this.#text.slice(start, start + 5))
      if (isDeclaration) declared += ` ${this.#text.slice(start, places[i + 3])}`
    }
    const { scope } = this.#top
    return declared === '' ? scope : scopeWith(scope, declared, () => readAttributes(this.#source, places))
  }

  /** Before an element opens: ends the elements whose end tags are missing. */
  #closeFor(name: string, start: number): void {
    if (!FIELDS.has(name)) return
    if (this.#field !== null && this.#fieldIsUnclosed(start)) this.#pop(false)
    if (this.#field !== null) return
    if (LEAVES.has(this.#top.name)) this.#pop(false)
    if (this.#openEntries === 0 || (name !== 'item' && name !== 'entry')) return
    const open = this.#stack.findIndex(isEntry)
    while (open > 0 && this.#stack.length > open) this.#pop(false)
  }

  /** Whether the open text field has no end tag of its own before the entry it stands in ends or the next begins. */
  #fieldIsUnclosed(from: number): boolean {
    const field = this.#field
    const entry = this.#openEntries === 0 ? undefined : this.#stack.findLast(isEntry)
    if (field === null || entry === undefined) return false
    const end = this.#next(`</${field.node.spelled}`, from)
    const tag = entry.spelled
    return [`</${tag}`, `<${tag}>`, `<${tag} `].some((boundary) => end > this.#next(boundary, from))
  }

  #push(spelled: string, places: readonly number[], scope: Scope): void {
    if (this.#stack.length > this.#limits.maxDepth) throw new TooDeep()
    const parent = this.#top
    const node = new Open(nameIn(scope, spelled), scope, parent, this.#source, places.length === 0 ? NO_PLACES : places.slice())
    const entry = isEntry(node)
    if (entry) {
      this.#entries += 1
      this.#openEntries += 1
    }
    if (!entry || this.#entries <= this.#limits.maxEntries) parent.add(node)
    this.#stack.push(node)
    this.#top = node
    if (TEXT_FIELDS.has(node.name) && (!PAGE_BODIES.has(node.name) || this.#openEntries > 0))
      this.#field = { node, stretches: [], markup: false, length: 0, nested: 0 }
  }

  #pop(ended: boolean): void {
    const node = this.#stack.pop()
    if (node === undefined) return
    this.#top = this.#stack.at(-1) ?? this.root
    if (isEntry(node)) this.#openEntries -= 1
    node.ended = ended
    if (this.#field?.node === node) this.#closeField(this.#field)
  }

  #closeField({ node, stretches, markup }: Field): void {
    this.#field = null
    node.markup = markup
    const render = ({ cdata, start, end }: Stretch) => {
      const text = this.#text.slice(start, end)
      if (markup) return cdata ? escapeMarkup(text) : text
      return cdata ? text : decodeEntities(text, this.#source.own)
    }
    const [only, ...more] = stretches
    if (only !== undefined) node.text = more.length === 0 ? render(only) : stretches.map(render).join('')
  }

  #onClose(start: number, nameEnd: number, end: number): void {
    const { spelled } = this.#top
    if (this.#field === null && nameEnd - start === spelled.length && this.#text.startsWith(spelled, start) && this.#stack.length > 1) {
      this.#pop(true)
      return
    }
    const raw = nameIn(this.#top.scope, this.#text.slice(start, nameEnd)).raw
    if (this.#field !== null && !this.#fieldEnds(this.#field, raw, start - 2)) {
      this.#field.markup = true
      this.#collect(this.#field, false, start - 2, end)
      return
    }
    const at = this.#top.raw === raw ? this.#stack.length - 1 : this.#stack.findLastIndex((node) => node.raw === raw)
    if (at < 1) return
    while (this.#stack.length > at + 1) this.#pop(false)
    this.#pop(true)
  }

  /** Whether an end tag ends the open text field: its own, or that of an entry where its own is missing. */
  #fieldEnds(field: Field, raw: string, start: number): boolean {
    if (raw !== field.node.raw)
      return this.#openEntries > 0 && this.#stack.some((node) => isEntry(node) && node.raw === raw) && this.#fieldIsUnclosed(start)
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
  const builder = new TreeBuilder({ text, own }, limits)
  builder.build()
  const truncated = builder.finish()
  return { root: builder.root, truncated, skipped: builder.skipped }
}
