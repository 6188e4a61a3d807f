import { tokenise } from './tokenise.ts'

/** What htmlparser2 is asked to tell of, by places in the text. Ends are exclusive. */
export type Marks = {
  readonly text: (start: number, end: number) => void
  readonly cdata: (start: number, end: number) => void
  readonly tagName: (start: number, end: number) => void
  /** An attribute of the tag just named. One without a value has an empty one. */
  readonly attribute: (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) => void
  /** The tag named last is over; `end` is behind its `>`. */
  readonly tagEnd: (end: number, selfClosing: boolean) => void
  /** An end tag by its name; `end` is behind its `>`. */
  readonly close: (nameStart: number, nameEnd: number, end: number) => void
}

/** Elements in which HTML has no tags: all is text up to their own end tag. */
const RAW = /^(?:iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)$/i

const [SLASH, GREATER, EQUALS, DOUBLE, SINGLE, BANG, QUESTION] = [47, 62, 61, 34, 39, 33, 63]

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13 && code !== 11)

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** What a step of a regular scan came upon: the end of the text, or a thing it cannot read; else as in `Marks`. */
export const OVER = 0
export const IRREGULAR = 1
export const TEXT = 2
export const CDATA = 3
export const START_TAG = 4
export const EMPTY_TAG = 5
export const END_TAG = 6

/** What was read but is told to nobody: comments and processing instructions. */
const UNTOLD = -1

/**
 * Reads markup that is as it should be, which nearly all is, by looking for the next mark and not at every character: several
 * times as fast as a machine of states. It stops before the first thing that is not, for htmlparser2 to go on from there.
 */
export class RegularScan {
  readonly #text: string
  readonly #xml: boolean
  /** Of what the last step came upon: text and CDATA by their places, tags by those of their names. */
  start = 0
  end = 0
  /** Where the scan stands: behind what the last step came upon, or before what it cannot read. */
  at = 0
  /** Four places for each attribute of the last start tag: where its name and its value begin and end. */
  readonly attributes: number[] = []
  /** Where the element just opened ends, in which all is text; -1 for others. */
  #rawEnd = -1

  constructor(text: string, xml: boolean) {
    this.#text = text
    this.#xml = xml
  }

  next(): number {
    const text = this.#text
    for (;;) {
      const from = this.at
      if (from >= text.length) return OVER
      const open = this.#rawEnd < 0 ? text.indexOf('<', from) : this.#rawEnd
      this.#rawEnd = -1
      if (open !== from) {
        this.start = from
        this.end = open < 0 ? text.length : open
        this.at = this.end
        return TEXT
      }
      const found = this.#construct(open)
      if (found !== UNTOLD) return found
    }
  }

  /** Reads what begins at a `<`. */
  #construct(open: number): number {
    const code = this.#text.charCodeAt(open + 1)
    if (code === SLASH) return this.#endTag(open + 2)
    if (isLetter(code)) return this.#startTag(open + 1)
    if (code === BANG) return this.#declaration(open)
    return code === QUESTION && this.#xml ? this.#passOver('?>', open + 2) : IRREGULAR
  }

  #passOver(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from)
    if (at < 0) return IRREGULAR
    this.at = at + mark.length
    return UNTOLD
  }

  #declaration(open: number): number {
    const text = this.#text
    if (text.startsWith('[CDATA[', open + 2)) {
      const end = text.indexOf(']]>', open + 9)
      if (end < 0) return IRREGULAR
      this.start = open + 9
      this.end = end
      this.at = end + 3
      return CDATA
    }
    if (!text.startsWith('--', open + 2)) return IRREGULAR
    const end = text.indexOf('-->', open + 4)
    // HTML ends comments in more ways than these.
    return end < 0 || /^(?:-?>)|--!/.test(text.slice(open + 4, end + 3)) ? IRREGULAR : this.#passOver('-->', end)
  }

  /** Where a name is over that begins here. */
  #nameEnd(from: number): number {
    const text = this.#text
    let at = from
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === GREATER || code === SLASH || isSpace(code)) break
    }
    return at
  }

  #endTag(start: number): number {
    const text = this.#text
    if (!isLetter(text.charCodeAt(start))) return IRREGULAR
    const nameEnd = this.#nameEnd(start)
    const end = text.charCodeAt(nameEnd) === GREATER ? nameEnd : text.indexOf('>', nameEnd)
    return end < 0 ? IRREGULAR : this.#found(END_TAG, start, nameEnd, end + 1)
  }

  #startTag(start: number): number {
    const text = this.#text
    const nameEnd = this.#nameEnd(start)
    const raw = !this.#xml && nameEnd - start > 2 && RAW.test(text.slice(start, nameEnd))
    this.attributes.length = 0
    let at = nameEnd
    for (;;) {
      at = this.#pastSpace(at)
      const code = text.charCodeAt(at)
      if (code === GREATER || code === SLASH) {
        const end = code === GREATER ? at : at + 1
        if (text.charCodeAt(end) !== GREATER || (raw && !this.#findRawEnd(text.slice(start, nameEnd), end + 1))) return IRREGULAR
        return this.#found(code === GREATER ? START_TAG : EMPTY_TAG, start, nameEnd, end + 1)
      }
      at = this.#attribute(at)
      if (at < 0) return IRREGULAR
    }
  }

  /** Finds the end tag of an element in which all is text. Where there is none, htmlparser2 knows what to do. */
  #findRawEnd(name: string, from: number): boolean {
    if (/^plaintext$/i.test(name)) return false
    const endTag = new RegExp(`</${name}[ \\t\\n\\f\\r/>]`, 'gi')
    endTag.lastIndex = from
    this.#rawEnd = endTag.exec(this.#text)?.index ?? -1
    return this.#rawEnd >= 0
  }

  /** Reads `name="value"`, or what HTML allows besides; answers where it is over, or -1. */
  #attribute(start: number): number {
    const text = this.#text
    let nameEnd = start
    for (; nameEnd < text.length; nameEnd += 1) {
      const code = text.charCodeAt(nameEnd)
      if (code === EQUALS || code === GREATER || code === SLASH || isSpace(code)) break
    }
    if (nameEnd === start) return -1
    const equals = this.#pastSpace(nameEnd)
    if (text.charCodeAt(equals) !== EQUALS) {
      this.attributes.push(start, nameEnd, nameEnd, nameEnd)
      return equals
    }
    return this.#value(start, nameEnd, this.#pastSpace(equals + 1))
  }

  #value(start: number, nameEnd: number, from: number): number {
    const text = this.#text
    const quote = text.charCodeAt(from)
    if (quote !== DOUBLE && quote !== SINGLE) {
      let end = from
      while (end < text.length && text.charCodeAt(end) !== GREATER && !isSpace(text.charCodeAt(end))) end += 1
      this.attributes.push(start, nameEnd, from, end)
      return end
    }
    const close = text.indexOf(quote === DOUBLE ? '"' : "'", from + 1)
    if (close < 0) return -1
    this.attributes.push(start, nameEnd, from + 1, close)
    return close + 1
  }

  #pastSpace(from: number): number {
    let at = from
    while (isSpace(this.#text.charCodeAt(at))) at += 1
    return at
  }

  #found(kind: number, start: number, end: number, at: number): number {
    this.start = start
    this.end = end
    this.at = at
    return kind
  }
}

/**
 * Reads the rest of a text with htmlparser2's tokeniser, which knows what to make of anything. Keeps no stack, so nesting costs
 * nothing; character references are left as they stand.
 */
export function scanRest(text: string, from: number, xmlMode: boolean, marks: Marks): void {
  const rest = from === 0 ? text : text.slice(from)
  let [nameStart, nameEnd, valueStart, valueEnd] = [0, 0, 0, 0]
  tokenise(
    rest,
    { xmlMode },
    {
      ontext: (start, end) => {
        // Of an end tag that is cut off at the end it tells a text that begins before the beginning.
        if (start >= 0) marks.text(from + start, from + end)
      },
      oncdata: (start, end, closing) => marks.cdata(from + start, from + end - closing),
      onopentagname: (start, end) => marks.tagName(from + start, from + end),
      onattribname: (start, end) => {
        ;[nameStart, nameEnd, valueStart, valueEnd] = [start, end, end, end]
      },
      onattribdata: (start, end) => {
        ;[valueStart, valueEnd] = [start, end]
      },
      onattribend: () => marks.attribute(from + nameStart, from + nameEnd, from + valueStart, from + valueEnd),
      onopentagend: (end) => marks.tagEnd(from + end + 1, false),
      onselfclosingtag: (end) => marks.tagEnd(from + end + 1, true),
      onclosetag: (start, end) => {
        const closing = rest.indexOf('>', end)
        marks.close(from + start, from + end, closing < 0 ? text.length : from + closing + 1)
      },
    },
  )
}
