/*
 * Names by their sound, so that one romanisation finds another: Korean as McCune–Reischauer, the Revised Romanisation, the North
 * and the newspapers write it, Japanese in Hepburn and Kunrei, Russian and Ukrainian in BGN, GOST, ISO 9 and in the German and
 * French way; Cyrillic without its case endings. What sounds alike to a hurried ear is made one: these keys are only asked where
 * no spelling fits.
 */

type Rule = readonly [RegExp, string]

const applied = (word: string, rules: readonly Rule[]): string => rules.reduce((text, [from, to]) => text.replaceAll(from, to), word)

/** Korean and Japanese. Voiced and unvoiced, aspirated and plain are one; so are the vowels that romanisations confuse. */
const EASTERN: readonly Rule[] = [
  [/^(?:lee|yi|ri|rhee|li)$/g, 'i'],
  [/^(?:park|bak|pak)$/g, 'pak'],
  [/^(?:noh|roh|no|ro)$/g, 'no'],
  [/^(?:ahn|an)$/g, 'an'],
  [/^wha/g, 'hwa'],
  [/ack$/g, 'ek'],
  [/sh/g, 's'],
  // A hard c (Coizumi) is none of the sounds that ch and j stand for.
  [/c(?=[aou])/g, 'k'],
  [/(?:tch|ch|dz|jj|j)/g, 'c'],
  [/tsu|tzu/g, 'tu'],
  [/z/g, 'c'],
  [/ti/g, 'ci'],
  [/f/g, 'h'],
  [/([kgtdpb])h/g, '$1'],
  [/(?:kk|gg|ck|[gqx])/g, 'k'],
  [/(?:tt|d)/g, 't'],
  [/(?:pp|b|v)/g, 'p'],
  [/l/g, 'r'],
  [/ss/g, 's'],
  [/(?:eui|ui|ee|yi)/g, 'i'],
  [/(?:yae|ae|ay|ei)/g, 'e'],
  [/(?:oe|oi|we)/g, 'e'],
  [/yeo|you|yo|yu/g, 'yo'],
  [/eo|eu|oo|ou|uu|u/g, 'o'],
  [/(?<=[aeiou])y(?=[aeiou])|y$/g, 'i'],
  [/(.)\1/g, '$1'],
]
const JOINED: readonly Rule[] = [
  // What Korean ears run together: song-nak is written Sung-lac, Seongnak and Songrak. The g of ng is a k by now.
  [/nk[nr]/g, 'nkn'],
  [/(?<!n)k(?=[nm])/g, 'nk'],
  [/(?:nr|rn|rr)/g, 'n'],
  [/c$|c(?=[kmnprst])/g, 'k'],
]

/** Russian and Ukrainian, and what else is not East Asian. */
const SLAVIC: readonly Rule[] = [
  [/['’`]/g, ''],
  [/sch/g, 's'],
  [/sh/g, 's'],
  [/zh/g, 's'],
  [/(?:kh|[gx])/g, 'h'],
  [/(?:tch|ch|tz|ts|cz)/g, 'c'],
  [/ph/g, 'f'],
  [/(?:ou|oo)/g, 'u'],
  [/w|ff|f/g, 'v'],
  [/z/g, 's'],
  [/ck|q/g, 'k'],
  [/iy|ij|yi|yy|ii/g, 'i'],
  [/[jy]/g, 'i'],
  [/i?e(?=[aeiou])/g, 'e'],
  [/ie/g, 'e'],
  [/(.)\1/g, '$1'],
]

const CASE_ENDING = /(?:ами|ями|ого|его|ому|ему|ым|им|ом|ем|ой|ей|ою|ый|ий|а|у|ы|и|е|ю|я|о|ь|й)$/
/** A father's name stands between the others and is mostly left out. */
const PATRONYMIC = /(?:ович|евич|ич|овна|евна|ична)(?:а|у|ем|ом|е|ы|ой)?$|(?:ovich|evich|ovna|evna)$/
/** How the North writes names that the South begins with another letter. */
const NORTHERN: Readonly<Record<string, string>> = { 리: '이', 림: '임', 류: '유', 로: '노', 렴: '염', 려: '여', 량: '양' }

/** Names whose keys are those of a language: `east` for Korean, Japanese and Chinese, `west` for all others. */
export type Ear = 'east' | 'west'

const EASTERN_STATES: ReadonlySet<string> = new Set(['KOR', 'PRK', 'JPN', 'CHN', 'TWN'])
export const earOf = (country: string): Ear => (EASTERN_STATES.has(country) ? 'east' : 'west')

const latin = (word: string, ear: Ear): string => applied(word, ear === 'east' ? EASTERN : SLAVIC)

function soundOf(word: string, ear: Ear): string {
  if (/^\p{Script=Cyrillic}/u.test(word)) return word.length > 4 ? word.replace(CASE_ENDING, '') : word
  const north = NORTHERN[word[0] ?? '']
  if (north !== undefined) return north + word.slice(1)
  return /^[a-z]/.test(word) ? latin(word, ear) : word
}

/** The sounds of the words, one by one: for names of which only a part is given. */
export const soundParts = (words: string, ear: Ear): readonly string[] =>
  words
    .split(' ')
    .filter((word) => !PATRONYMIC.test(word))
    .map((word) => (ear === 'east' ? applied(soundOf(word, ear), JOINED) : soundOf(word, ear)))

/** The keys under which folded words are filed by their sound: as they stand, and the first or the last word moved to the other end. */
export function soundKeys(words: string, ear: Ear): readonly string[] {
  const all = words.split(' ')
  const told = all.length > 2 ? all.filter((word) => !PATRONYMIC.test(word)) : all
  const sounds = told.map((word) => soundOf(word, ear))
  const orders =
    told.length === 1 ? [sounds] : [sounds, [sounds.at(-1) ?? '', ...sounds.slice(0, -1)], [...sounds.slice(1), sounds[0] ?? '']]
  return [...new Set(orders.map((order) => (ear === 'east' ? applied(order.join(''), JOINED) : order.join(''))))]
}
