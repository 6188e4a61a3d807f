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

type Letters = { hangul: number; kana: number; han: number; cyrillic: number; latin: number }

function lettersOf(text: string): Letters {
  const counts: Letters = { hangul: 0, kana: 0, han: 0, cyrillic: 0, latin: 0 }
  const end = Math.min(text.length, SAMPLE)
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x250) counts.latin += (code > 64 && code < 91) || (code > 96 && code < 123) || code > 191 ? 1 : 0
    else if (code >= 0xac00 && code <= 0xd7a3) counts.hangul += 1
    else if (code >= 0x1100 && code <= 0x11ff) counts.hangul += 0.4
    else if ((code >= 0x3041 && code <= 0x30ff) || (code >= 0xff66 && code <= 0xff9d)) counts.kana += 1
    else if (code >= 0x3400 && code <= 0x9fff) counts.han += 1
    else if (code >= 0x400 && code <= 0x52f) counts.cyrillic += 1
    else if (code >= 0xff21 && code <= 0xff5a) counts.latin += 1
  }
  return counts
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

const LATIN_SIGNS: readonly (readonly [string, RegExp])[] = [
  ['pl', /[ąęłńśźż]| (?:się|jest|nie|oraz|przez) /gi],
  ['de', /[äöüß]| (?:der|die|das|und|mit|für|von|nicht|ein|eine) /gi],
  ['fr', /[èêçœ]| (?:les|des|une|est|dans|pour|avec|sur|du|au) /gi],
  ['es', /[ñ¿¡]| (?:el|los|las|una|para|con|por|del|que|en) /gi],
  ['en', / (?:the|of|and|to|in|for|on|with|as|after|is|says|over|at|from|by) /gi],
]

const LATIN_HINTS = new Set(['en', 'de', 'fr', 'es', 'pl', 'it', 'pt', 'nl', 'sv', 'cs', 'tr', 'vi', 'id', 'fi', 'da', 'no', 'hu', 'ro'])

function latinLanguage(sample: string, hint: string): string {
  const padded = ` ${sample.replaceAll(/[\s.,;:!?]+/g, '  ')} `
  const hinted = LATIN_SIGNS.find(([language]) => language === hint)
  if (hinted !== undefined && count(padded, hinted[1]) >= 3) return hint
  const counts = LATIN_SIGNS.map(([language, pattern]) => [language, count(padded, pattern)] as const)
  const best = counts.reduce((a, b) => (b[1] >= a[1] ? b : a))
  if (best[1] >= 2 && best[0] !== hint) return best[0]
  return LATIN_HINTS.has(hint) ? hint : best[1] > 0 ? best[0] : 'en'
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
