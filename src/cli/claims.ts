/**
 * What a text claims, found by rules of its own: none of the code that writes summaries is used here, so that a mistake of theirs is not
 * made twice. Strict and simple: a claim stands in a source as it is, or it does not stand there.
 */
export const CLAIM_KINDS = ['name', 'number', 'date', 'quotation'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]
export type Claim = { readonly kind: ClaimKind; readonly text: string }

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
}

/** A publisher's text as a reader sees it: no tags, entities resolved, one form for widths, no invisible marks, single spaces. */
export function asRead(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) =>
      name !== undefined
        ? (ENTITIES[name.toLowerCase()] ?? all)
        : character(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10), all),
    )
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
}

const character = (code: number, all: string): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all)

const CALENDAR =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?|' +
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|tonight|' +
  'январ\\p{L}+|феврал\\p{L}+|марта?|апрел\\p{L}+|мая|июн\\p{L}|июл\\p{L}|август\\p{L}?|сентябр\\p{L}+|октябр\\p{L}+|ноябр\\p{L}+|декабр\\p{L}+|' +
  'понедельник\\p{L}?|вторник\\p{L}?|сред[ауыы]|четверг\\p{L}?|пятниц\\p{L}|суббот\\p{L}|воскресень\\p{L}|вчера|сегодня|завтра'
const COUNT_WORDS =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|' +
  'hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|twice|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|' +
  'дв[аеу]|двух|тр[иё]х?|четыр\\p{L}+|пят[ьи]|шест[ьи]|сем[ьи]|восем[ьи]|девят[ьи]|десят[ьи]|тысяч\\p{L}*|миллион\\p{L}*|миллиард\\p{L}*|сотн\\p{L}+'

/** A day or month with the figures that belong to it. */
const DATE = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:${CALENDAR})(?![\\p{L}])(?: \\d{1,2}(?:st|nd|rd|th)?(?!\\d))?(?:,? \\d{4})?`,
  'giu',
)
const CJK_DATE = /\d+ ?[年년](?: ?\d+ ?[月월])?(?: ?\d+ ?[日일])?|\d+ ?[月월](?: ?\d+ ?[日일])?|\d+ ?[日일]/gu
/** A figure with its sign, its unit and the word behind it: `12 million` is another claim than `12 billion`. */
const NUMBER =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d])(?:[$€£¥₩]|(?<=\d)[.,])?\d(?:[\d.,:/-]*\d)?(?:%|[\p{Script=Latin}\p{Script=Cyrillic}\d]+|[\p{Script=Han}\p{Script=Hangul}]| \p{Ll}+(?!\p{L}))?/gu
const COUNTED = new RegExp(`(?<![\\p{L}\\d])(?:${COUNT_WORDS})(?![\\p{L}])`, 'giu')
const NAME = /(?<![\p{L}\p{M}\d])\p{Lu}[\p{L}\p{M}\d'.-]*(?:[ -](?:of |the |de |al-|van |bin )?\p{Lu}[\p{L}\p{M}\d'.-]*)*/gu
const RUN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu
const QUOTATION = /"([^"]{3,})"|「([^」]{2,})」|『([^』]{2,})』|«([^»]{3,})»/gu

const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([found]) => found)
const claims = (kind: ClaimKind, texts: readonly string[]): readonly Claim[] => texts.map((text) => ({ kind, text }))

/**
 * Every name (capitalised words in a row; where a script has no capitals, every run of its letters), number, date and quotation of a
 * text as `asRead` gives it.
 */
export function claimsOf(text: string): readonly Claim[] {
  return [
    ...claims(
      'quotation',
      [...text.matchAll(QUOTATION)].map(([, ...inner]) => inner.find((each) => each !== undefined) ?? ''),
    ),
    ...claims('date', [...all(text, DATE), ...all(text, CJK_DATE)]),
    ...claims('number', [...all(text, NUMBER), ...all(text, COUNTED)]),
    ...claims('name', [...all(text, NAME).map((name) => name.replace(/[.'-]+$/u, '')), ...all(text, RUN)]),
  ]
}

const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{M}\d]/u
const isUnspaced = (text: string): boolean => /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u.test(text)

/** Whether a word or figure goes on across the edge between two characters. */
const goesOn = (inside: string | undefined, outside: string | undefined): boolean => SPACED.test(inside ?? '') && SPACED.test(outside ?? '')

/** Whether a source holds the claim letter by letter, not as a part of a longer word or figure. */
export function stands({ kind, text }: Claim, source: string): boolean {
  for (let at = source.indexOf(text); at >= 0; at = source.indexOf(text, at + 1)) {
    if (kind === 'quotation' || isUnspaced(text)) return true
    const after = source[at + text.length]
    // `August 4Kim`: publishers forget spaces. A day ends where its figures end.
    const ends = kind === 'date' ? !/\d\d/u.test(`${text.at(-1)}${after}`) : !goesOn(text.at(-1), after)
    if (ends && !goesOn(text[0], source[at - 1])) return true
  }
  return false
}
