import { decodeEntities } from './entities.ts'
import { collapse } from './one-line.ts'
import { CDATA, EMPTY_TAG, END_TAG, IRREGULAR, OVER, RegularScan, scanRest, TEXT } from './scan.ts'

/** Elements whose text is no part of what a reader sees. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'head', 'button', 'select', 'textarea'])

/** Elements that stand apart from the text around them. */
const BLOCK = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody td th tr ul'.split(
    ' ',
  ),
)

/** What an element's name means for its text. */
type Meaning = 'hidden' | 'block' | 'inline'

/** Names as written, with what they mean: texts use few, very often. Bounded, since a hostile text invents new ones. */
const meanings = new Map<string, { readonly name: string; readonly meaning: Meaning }>()

function meaningOf(spelled: string) {
  const known = meanings.get(spelled)
  if (known !== undefined) return known
  const name = spelled.slice(spelled.indexOf(':') + 1).toLowerCase()
  const found = { name, meaning: HIDDEN.has(name) ? 'hidden' : BLOCK.has(name) ? 'block' : 'inline' } as const
  if (meanings.size < 1_000) meanings.set(spelled, found)
  return found
}

/** A tag cut off at the end of a text: gone where it surely was one, text where it may have been a `<` (`A<B`). */
function splitUnfinished(markup: string): { readonly html: string; readonly tail: string } {
  const open = markup.lastIndexOf('<')
  if (open < 0 || markup.includes('>', open)) return { html: markup, tail: '' }
  const tail = markup.slice(open)
  return { html: markup.slice(0, open), tail: /^<(?:[/!?]|[a-z][\w:-]*\s+[\w:-]+\s*=)/i.test(tail) ? '' : tail }
}

/** Longest name of an element that can mean anything. */
const MAX_NAME = 40

/** Gathers what a reader sees of a text that is scanned. */
class VisibleText {
  readonly #html: string
  /** The element that hides what is read, and how many of its name are open. */
  #hidden = ''
  #depth = 0
  text = ''

  constructor(html: string) {
    this.#html = html
  }

  read(): void {
    const scan = new RegularScan(this.#html, false)
    for (;;) {
      const kind = scan.next()
      if (kind === TEXT) this.#add(scan.start, scan.end)
      else if (kind === END_TAG) this.#close(scan.start, scan.end)
      else if (kind === CDATA) this.#addPlain(scan.start, scan.end)
      else if (kind === OVER) return
      else if (kind === IRREGULAR) {
        this.#readRest(scan.at)
        return
      } else this.#open(scan.start, scan.end, kind === EMPTY_TAG)
    }
  }

  #readRest(from: number): void {
    const tag = { start: 0, end: 0 }
    scanRest(this.#html, from, false, {
      text: (start, end) => this.#add(start, end),
      cdata: (start, end) => this.#addPlain(start, end),
      tagName: (start, end) => {
        tag.start = start
        tag.end = end
        this.#open(start, end, false)
      },
      attribute: () => {},
      tagEnd: (_, selfClosing) => {
        if (selfClosing) this.#close(tag.start, tag.end)
      },
      close: (start, end) => this.#close(start, end),
    })
  }

  #add(start: number, end: number): void {
    if (this.#depth === 0) this.text += decodeEntities(this.#html.slice(start, end))
  }

  #addPlain(start: number, end: number): void {
    if (this.#depth === 0) this.text += this.#html.slice(start, end)
  }

  #open(start: number, end: number, selfClosing: boolean): void {
    const { name, meaning } = meaningOf(this.#html.slice(start, Math.min(end, start + MAX_NAME)))
    if (this.#depth > 0) this.#depth += name === this.#hidden ? 1 : 0
    else if (meaning === 'hidden') [this.#hidden, this.#depth] = [name, 1]
    else if (meaning === 'block') this.text += ' '
    if (selfClosing) this.#close(start, end)
  }

  #close(start: number, end: number): void {
    const { name, meaning } = meaningOf(this.#html.slice(start, Math.min(end, start + MAX_NAME)))
    if (this.#depth > 0) this.#depth -= name === this.#hidden ? 1 : 0
    else if (meaning === 'block') this.text += ' '
  }
}

/**
 * HTML to the text a reader sees, one line: no tags, scripts or styles, references decoded, white space collapsed, block
 * elements apart by a space. One pass, so linear in the input whatever it holds.
 */
export function htmlToText(markup: string): string {
  const { html, tail } = splitUnfinished(markup)
  const visible = new VisibleText(html)
  visible.read()
  return collapse(visible.text + decodeEntities(tail))
}
