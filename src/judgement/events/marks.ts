import type { Folded } from '../../knowledge/normalise.ts'
import { isCyrillic, isHan, isHangul, isKana } from '../../knowledge/phrases.ts'
import type { Mark } from './runs.ts'

/** How a sentence is built: by its script. Korean and Japanese put the verb last and mark names by particles. */
export type Script = 'latin' | 'cyrillic' | 'ko' | 'ja' | 'zh'

export const isVerbLast = (script: Script): boolean => script === 'ko' || script === 'ja'

/** The script of a stretch of folded text. */
export function scriptOf({ codes }: Folded, from: number, to: number): Script {
  const counts = { hangul: 0, kana: 0, han: 0, cyrillic: 0 }
  for (let at = from; at < to; at += 1) {
    const code = codes[at] ?? 0
    if (isHangul(code)) counts.hangul += 1
    else if (isKana(code)) counts.kana += 1
    else if (isHan(code)) counts.han += 1
    else if (isCyrillic(code)) counts.cyrillic += 1
  }
  if (counts.hangul > 2 && counts.hangul >= counts.kana) return 'ko'
  if (counts.kana > 1) return 'ja'
  if (counts.han > 2) return 'zh'
  return counts.cyrillic > 2 ? 'cyrillic' : 'latin'
}

export const slice = (text: Folded, from: number, to: number): string => (to <= from ? '' : text.slice(from, to))

/** Words that may stand between a preposition and the name it belongs to. */
const LATIN_TITLES =
  '(?:(?:the|its|his|her|their|an?|both|new|former|acting|then|president|vice|deputy|foreign|defen[cs]e|prime|minister|ministers|leaders?|leadership|chief|secretary|general|top|senior|visiting|counterparts?|allies|fellow|neighbou?ring|ally|partner)\\s+)*'
const LATIN = new RegExp(
  `(?:^|[\\s,])(with|alongside|to|toward|towards|into|in|at|inside|near|off|against|by|from|of|between|among|for|on|over|about|via|through|than|joins?)\\s+${LATIN_TITLES}["'(]?$`,
)
const CYRILLIC =
  /(?:^|[\s,"(])(совместно с|вместе с|с|со|в|во|на|против|от|из|между|для|к|ко|по|о|об|за|над|у|перед|под|при)\s+(?:(?:лидер\S*|президент\S*|глав\S*|министр\S*|иностранных|дел|обороны|его|своей|своим|стороны|армию|войн\S*|курск\S*|мид)\s+)*["(]?$/

const MARKS: Readonly<Record<string, Mark>> = {
  with: 'with',
  alongside: 'with',
  join: 'with',
  joins: 'with',
  to: 'goal',
  toward: 'goal',
  towards: 'goal',
  into: 'goal',
  in: 'place',
  at: 'place',
  inside: 'place',
  near: 'about',
  off: 'about',
  against: 'object',
  by: 'agent',
  from: 'about',
  of: 'of',
  between: 'of',
  among: 'of',
  for: 'about',
  on: 'about',
  over: 'about',
  about: 'about',
  via: 'about',
  through: 'about',
  than: 'about',
  'совместно с': 'with',
  'вместе с': 'with',
  с: 'with',
  со: 'with',
  в: 'place',
  во: 'place',
  на: 'place',
  против: 'object',
  от: 'about',
  из: 'about',
  между: 'of',
  для: 'goal',
  к: 'goal',
  ко: 'goal',
  по: 'about',
  о: 'about',
  об: 'about',
  за: 'about',
  над: 'about',
  у: 'about',
  перед: 'about',
  под: 'about',
  при: 'about',
}

const HAN: Readonly<Record<string, Mark>> = {
  与: 'with',
  和: 'with',
  同: 'with',
  跟: 'with',
  向: 'goal',
  对: 'goal',
  给: 'goal',
  往: 'goal',
  赴: 'goal',
  援: 'goal',
  在: 'place',
  于: 'place',
  被: 'agent',
  遭: 'agent',
  受: 'agent',
  由: 'agent',
  从: 'about',
  就: 'about',
  为: 'about',
  访: 'goal',
  抵: 'goal',
  至: 'goal',
  应: 'about',
}

/** What the word before a name says of its part; null where none stands there or the language marks names behind. */
export function markBefore(text: Folded, start: number, from: number, script: Script): Mark | null {
  if (script === 'latin' || script === 'cyrillic') {
    const found = (script === 'latin' ? LATIN : CYRILLIC).exec(slice(text, Math.max(from, start - 48), start))
    return found === null ? null : (MARKS[found[1] ?? ''] ?? null)
  }
  if (script !== 'zh' || start <= from) return null
  const found =
    /([与和同跟向对给往赴援在于被遭受由从就为访抵至应])(?:总统|首相|外长|外相|防长|领导人|总书记|国家主席|最高领导人|新任)?["']?$/.exec(
      slice(text, Math.max(from, start - 8), start),
    )
  return HAN[found?.[1] ?? ''] ?? null
}

const KOREAN: readonly (readonly [RegExp, Mark])[] = [
  [/(?:에서|에선)$/, 'place'],
  [/(?:에게|에|에는|로|으로|향해|대해|겨냥)$/, 'goal'],
  [/(?:과|와|과의|와의|하고)$/, 'with'],
  [/(?:을|를)$/, 'object'],
  [/(?:은|는)$/, 'topic'],
  [/(?:이|가|께서|도)$/, 'subject'],
  [/의$/, 'of'],
]
const KOREAN_TITLE =
  /(?:대통령|대행|총리|장관|위원장|외무상|국방상|의장|총비서|서기|실장|대사|차관|정상|대표|당국|정부|부|군|측|상|수반|총국|국정원|외교|국방|외무|당국자|대변인|국가|안보|국무|회의|위원회|총장|사령관|당|들|양국|3국|두|정상들|장관들)$/

const JAPANESE: Readonly<Record<string, Mark>> = {
  は: 'topic',
  が: 'subject',
  も: 'subject',
  を: 'object',
  に: 'goal',
  へ: 'goal',
  と: 'with',
  の: 'of',
  で: 'place',
  '、': 'topic',
}

/** What the particle behind a name, or behind its title, says of its part. `to` is where the next name or deed begins. */
export function markAfter(text: Folded, end: number, to: number, script: Script, lead: number): Mark {
  const rest = slice(text, end, Math.min(to, end + 40))
  if (script === 'ko') return koreanMark(rest, lead)
  if (script !== 'ja') return 'none'
  const found = /^[^はがもをにへとので、…。"]{0,16}?([はがもをにへとので、])/.exec(rest)
  return found === null ? 'none' : (JAPANESE[found[1] ?? ''] ?? 'none')
}

/** A topic stands near the head of the sentence, with a comma behind it. */
const TOPIC_LEAD = 24

function koreanMark(rest: string, lead: number): Mark {
  const words = rest.split(' ').slice(0, 4)
  for (const [index, written] of words.entries()) {
    const word = written.replace(/["'”’)]+$/, '')
    const bare = word.replace(/[,·…].*$/, '')
    if (index > 0 && !KOREAN_TITLE.test(bare.replace(/(?:에서|에게|으로|과|와|을|를|은|는|이|가|의|에|로|도)$/, ''))) return 'none'
    const found = bare === '' ? undefined : KOREAN.find(([ending]) => ending.test(bare))
    if (found !== undefined) return found[1]
    if (word.includes(',') || word.includes('…')) return lead < TOPIC_LEAD ? 'topic' : 'none'
  }
  return 'none'
}
