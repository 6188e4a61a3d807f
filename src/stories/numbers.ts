/** A number found in a text: its value, and where it stands (UTF-16 offsets, end exclusive). */
export type FoundNumber = { readonly value: number; readonly start: number; readonly end: number }

/** Multipliers as they follow a figure in the five languages and Ukrainian. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:hundred)(?![a-z])/iu, 100],
  [/^\s?(?:thousand|тыс\.?|тысяч\p{L}*|тис\.?|тисяч\p{L}*)(?!\p{L})/iu, 1e3],
  [/^\s?(?:million|mn|млн\.?|миллион\p{L}*|мільйон\p{L}*)(?!\p{L})/iu, 1e6],
  [/^\s?(?:billion|bn|млрд\.?|миллиард\p{L}*|мільярд\p{L}*)(?!\p{L})/iu, 1e9],
  [/^[천千]/u, 1e3],
  [/^[백百]/u, 1e2],
  [/^[만万萬]/u, 1e4],
  [/^[억亿億]/u, 1e8],
  [/^[조兆](?!약|선|항|치)/u, 1e12],
]

const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

const FIGURE = /\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?/u
const WORD = new RegExp(`\\b(?:${Object.keys(WORDS).join('|')})(?= (?:hundred|thousand|million|billion)\\b)`, 'iu')
const NUMBER = new RegExp(`${FIGURE.source}|${WORD.source}`, 'giu')

const narrow = (text: string): string => text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

function figureValue(figure: string): number {
  const word = WORDS[figure.toLowerCase()]
  if (word !== undefined) return word
  if (/^\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?:\.\d+)?$/u.test(figure)) return Number(figure.replace(/[,\u00a0\u2009\u202f ]/gu, ''))
  return Number(figure.replace(',', '.'))
}

/** Reads multipliers after a figure: `1만2천` is 12,000, `12 тыс.` as well. Gives the value and the length read. */
function scaled(value: number, rest: string): { readonly value: number; readonly length: number } {
  for (const [pattern, factor] of SCALES) {
    const match = pattern.exec(rest)
    if (match === null) continue
    const scaledValue = Math.round(value * factor * 1000) / 1000
    const after = rest.slice(match[0].length)
    const next = scaled(scaledValue, after)
    return next.length > 0 ? { value: next.value, length: match[0].length + next.length } : { value: scaledValue, length: match[0].length }
  }
  return { value, length: 0 }
}

/** Every number of a text by value, in whatever form: `12,000`, `12 000`, `12 тыс.`, `1万2000`, `1만2천`, `two thousand`. */
export function findNumbers(text: string): readonly FoundNumber[] {
  const plain = narrow(text)
  const found: FoundNumber[] = []
  for (const match of plain.matchAll(NUMBER)) {
    const start = match.index
    const last = found.at(-1)
    if (last !== undefined && start < last.end) continue
    const { value, length } = scaled(figureValue(match[0]), plain.slice(start + match[0].length, start + match[0].length + 24))
    const end = start + match[0].length + length
    const tail = length > 0 && value >= 1e4 ? joined(plain, end, value) : null
    found.push(tail ?? { value, start, end })
    if (tail !== null) found[found.length - 1] = { ...tail, start }
  }
  return found
}

/** The smaller part that follows a scaled one without a gap: the `2000` of `1万2000`, the `2천` of `1만2천`. */
function joined(plain: string, at: number, value: number): FoundNumber | null {
  const match = /^\s?(\d{1,3}(?:,\d{3})|\d{1,4})(?![\d.])/u.exec(plain.slice(at))
  if (match === null || !/[만万萬억亿億천千]/u.test(plain.charAt(at - 1))) return null
  const digits = match[1] ?? ''
  const part = scaled(figureValue(digits), plain.slice(at + match[0].length, at + match[0].length + 8))
  if (part.value >= value) return null
  return { value: value + part.value, start: at, end: at + match[0].length + part.length }
}

/** Numbers that tell one event from another: not years, not small counts, not days of a month. */
export const isRare = (value: number): boolean => value >= 100 && !(value >= 1900 && value <= 2100 && Number.isInteger(value))
