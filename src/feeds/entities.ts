import { tokenise } from './tokenise.ts'

const XML: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Windows-1252's reading of the C1 range, which browsers and feeds mean by `&#146;`. https://html.spec.whatwg.org/#numeric-character-reference-end-state */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Longest expansion of a document's own entities, all together: billion laughs end here. */
const MAX_EXPANSION = 10_000

const htmlNames = new Map<string, string | null>()

/** The text of a named HTML entity, asked of htmlparser2's own table; null where it is none. */
function htmlEntity(name: string): string | null {
  const known = htmlNames.get(name)
  if (known !== undefined) return known
  let text = ''
  const source = `&${name};`
  tokenise(
    source,
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => {
        text += source.slice(start, end)
      },
      ontextentity: (point) => {
        text += String.fromCodePoint(point)
      },
    },
  )
  const found = text === source || text.includes('&') || text.endsWith(';') ? null : text
  if (htmlNames.size < 4_096) htmlNames.set(name, found)
  return found
}

function codePoint(reference: string): string {
  const hex = reference[1] === 'x' || reference[1] === 'X'
  const point = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10)
  if (point >= 0x80 && point <= 0x9f) return C1[point - 0x80] ?? ''
  const printable =
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 0x20 && point !== 0x7f && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd)
  if (printable) return String.fromCharCode(point)
  return point >= 0x10000 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
}

/** Internal entities of a DOCTYPE: `<!ENTITY nk "North Korea">`. External ones are never fetched and expand to nothing. */
export type DtdEntities = ReadonlyMap<string, string>

export const NO_ENTITIES: DtdEntities = new Map()

/** Reads the internal entities of a DOCTYPE declaration, at most 100 of them. */
export function readDtd(declaration: string): DtdEntities {
  const entities = new Map<string, string>()
  for (const match of declaration.matchAll(/<!ENTITY\s+([\w.-]{1,64})\s+(?:(?:SYSTEM|PUBLIC)\b|"([^"]*)"|'([^']*)')/g)) {
    if (entities.size >= 100) break
    const [, name = '', double, single] = match
    if (!entities.has(name)) entities.set(name, double ?? single ?? '')
  }
  return entities
}

/** A reference that begins here: a number, a name, or one of XML's names that lost its semicolon. */
const REFERENCE = /&(?:(#x[0-9a-f]{1,8}|#[0-9]{1,8});?|([a-z][a-z0-9.]{0,63});|(amp|lt|gt|quot)(?![a-z0-9=;]))/iy

const [SEMICOLON, LETTER_A, LETTER_G, LETTER_L, LETTER_Q, LETTER_T] = [59, 97, 103, 108, 113, 116]

/** The length of one of XML's four common references that begins at a place, which is nearly what all are; 0 for others. */
function commonLength(text: string, at: number): number {
  const code = text.charCodeAt(at + 1)
  if (code === LETTER_L || code === LETTER_G) return text.charCodeAt(at + 2) === LETTER_T && text.charCodeAt(at + 3) === SEMICOLON ? 4 : 0
  if (code === LETTER_A) return text.startsWith('mp;', at + 2) ? 5 : 0
  return code === LETTER_Q && text.startsWith('uot;', at + 2) ? 6 : 0
}

const COMMON: Readonly<Record<number, string>> = { [LETTER_L]: '<', [LETTER_G]: '>', [LETTER_A]: '&', [LETTER_Q]: '"' }

/** What is replaced, and what is left of the characters that a document's own entities may come to. */
type Expansion = { readonly own: DtdEntities; budget: number }

/** The text of a reference. */
function meaning([whole, number, named, bare]: RegExpExecArray, expansion: Expansion, depth: number): string {
  if (number !== undefined) return codePoint(number)
  const key = named ?? bare ?? ''
  const standard = XML[key] ?? XML[key.toLowerCase()]
  if (standard !== undefined) return standard
  const value = expansion.own.get(key)
  if (value === undefined) return htmlEntity(key) ?? whole
  expansion.budget -= value.length
  return expansion.budget < 0 || depth > 5 ? '' : expand(value, expansion, depth + 1)
}

function expand(text: string, expansion: Expansion, depth: number): string {
  let out = ''
  let from = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', Math.max(at + 1, from))) {
    const length = commonLength(text, at)
    if (length > 0) {
      out += text.slice(from, at) + COMMON[text.charCodeAt(at + 1)]
      from = at + length
      continue
    }
    REFERENCE.lastIndex = at
    const match = REFERENCE.exec(text)
    if (match === null) continue
    out += text.slice(from, at) + meaning(match, expansion, depth)
    from = at + match[0].length
  }
  return from === 0 ? text : out + text.slice(from)
}

/**
 * Replaces character references: numeric ones (also without semicolon), XML's, the document's own and HTML's names.
 * What is no reference stays as it stands: a bare `&`, an unknown name. Own entities expand one level of nesting deep
 * per step and 10,000 characters in all, so that no document can grow itself.
 */
export const decodeEntities = (text: string, own: DtdEntities = NO_ENTITIES): string =>
  text.includes('&') ? expand(text, { own, budget: MAX_EXPANSION }, 0) : text
