/** How much of a text is looked at: enough for any headline and lead. */
const SAMPLE = 600

/**
 * The language of a text (ISO 639-1), by its script; where a script serves several languages, by their own letters and by
 * the hint, which is what the feed says of itself. Needs no model.
 */
export function languageOf(text: string, hint = ''): string {
  const { hangul, kana, han, cyrillic, latin } = lettersOf(text)
  if (hangul + kana + han + cyrillic + latin === 0) return hint === '' ? 'en' : hint
  if ((hangul + kana + han) * 3 > cyrillic + latin) return eastAsian(hangul, kana, han)
  const sample = text.slice(0, SAMPLE)
  return cyrillic > latin ? cyrillicLanguage(sample, hint) : latinLanguage(sample, hint)
}

type Letters = { readonly hangul: number; readonly kana: number; readonly han: number; readonly cyrillic: number; readonly latin: number }

const LATIN = 1
const HANGUL = 2
const JAMO = 3
const KANA = 4
const HAN = 5
const CYRILLIC = 6

/** The script of every UTF-16 unit, 0 for none of these. */
const SCRIPTS = Uint8Array.from({ length: 65_536 }, (_, code) => {
  if (code < 0x250) return (code > 64 && code < 91) || (code > 96 && code < 123) || code > 191 ? LATIN : 0
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL
  if (code >= 0x1100 && code <= 0x11ff) return JAMO
  if ((code >= 0x3041 && code <= 0x30ff) || (code >= 0xff66 && code <= 0xff9d)) return KANA
  if (code >= 0x3400 && code <= 0x9fff) return HAN
  if (code >= 0x400 && code <= 0x52f) return CYRILLIC
  return code >= 0xff21 && code <= 0xff5a ? LATIN : 0
})

/** How many parts of a decomposed syllable make a whole one, about. */
const SYLLABLE_A_JAMO = 0.4

function lettersOf(text: string): Letters {
  const counts = [0, 0, 0, 0, 0, 0, 0]
  const end = Math.min(text.length, SAMPLE)
  for (let at = 0; at < end; at += 1) {
    const script = SCRIPTS[text.charCodeAt(at)] as number
    counts[script] = (counts[script] as number) + 1
  }
  const [, latin = 0, hangul = 0, jamo = 0, kana = 0, han = 0, cyrillic = 0] = counts
  return { hangul: hangul + jamo * SYLLABLE_A_JAMO, kana, han, cyrillic, latin }
}

function eastAsian(hangul: number, kana: number, han: number): string {
  if (hangul >= kana && hangul > 0 && hangul * 4 > han) return 'ko'
  return kana * 12 > han && kana > 0 ? 'ja' : 'zh'
}

function cyrillicLanguage(sample: string, hint: string): string {
  if (/[іїєґ]/i.test(sample)) return 'uk'
  if (/[ўі]/i.test(sample)) return 'be'
  return /[ђћјљњџ]/i.test(sample) ? 'sr' : hint === 'bg' || hint === 'mk' ? hint : 'ru'
}

/** What tells a language in Latin letters: its commonest words, and letters that the others do not write. */
type Signs = { readonly language: string; readonly words: ReadonlySet<string>; readonly letters: string }

const LATIN_SIGNS: readonly Signs[] = [
  { language: 'pl', words: new Set(['się', 'jest', 'nie', 'oraz', 'przez']), letters: 'ąęłńśźżĄĘŁŃŚŹŻ' },
  { language: 'de', words: new Set(['der', 'die', 'das', 'und', 'mit', 'für', 'von', 'nicht', 'ein', 'eine']), letters: 'äöüßÄÖÜ' },
  { language: 'fr', words: new Set(['les', 'des', 'une', 'est', 'dans', 'pour', 'avec', 'sur', 'du', 'au']), letters: 'èêçœÈÊÇŒ' },
  { language: 'es', words: new Set(['el', 'los', 'las', 'una', 'para', 'con', 'por', 'del', 'que', 'en']), letters: 'ñÑ¿¡' },
  {
    language: 'en',
    words: new Set(['the', 'of', 'and', 'to', 'in', 'for', 'on', 'with', 'as', 'after', 'is', 'says', 'over', 'at', 'from', 'by']),
    letters: '',
  },
]
const LONGEST_SIGN = 5
/** So many signs of the language that a feed says it writes are enough. */
const ENOUGH = 3

const LATIN_HINTS = new Set(['en', 'de', 'fr', 'es', 'pl', 'it', 'pt', 'nl', 'sv', 'cs', 'tr', 'vi', 'id', 'fi', 'da', 'no', 'hu', 'ro'])

function latinLanguage(sample: string, hint: string): string {
  const hinted = LATIN_SIGNS.find(({ language }) => language === hint)
  if (hinted !== undefined && count(sample, hinted, ENOUGH) >= ENOUGH) return hint
  const counts = LATIN_SIGNS.map((signs) => [signs.language, count(sample, signs)] as const)
  const best = counts.reduce((a, b) => (b[1] >= a[1] ? b : a))
  if (best[1] >= 2 && best[0] !== hint) return best[0]
  return LATIN_HINTS.has(hint) ? hint : best[1] > 0 ? best[0] : 'en'
}

/** How many signs stand in a text, counted up to `enough`. */
function count(text: string, signs: Signs, enough = Number.POSITIVE_INFINITY): number {
  let found = 0
  let start = 0
  for (let at = 0; at <= text.length && found < enough; at += 1) {
    if (at < text.length && GAPS[text.charCodeAt(at)] !== 1) continue
    if (at > start) found += signsIn(text.slice(start, at), signs)
    start = at + 1
  }
  return found
}

/** Marks the units that part words. */
const GAPS = Uint8Array.from({ length: 65_536 }, (_, code) => (/[\s.,;:!?]/.test(String.fromCharCode(code)) ? 1 : 0))

function signsIn(word: string, { words, letters }: Signs): number {
  if (word.length <= LONGEST_SIGN && words.has(word.toLowerCase())) return 1
  if (letters === '') return 0
  let found = 0
  for (const letter of word) if (letters.includes(letter)) found += 1
  return found
}
