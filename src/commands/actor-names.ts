import type { Actor, Language } from '../domain/actor.ts'

/** States whose people are written in Chinese characters, so that the name in Japanese and Chinese is no transliteration. */
const HAN_STATES: ReadonlySet<string> = new Set(['KOR', 'PRK', 'JPN', 'CHN'])

/** Words of office at an alias's end: such an alias is no plain name. */
const TITLES: Readonly<Partial<Record<Language, RegExp>>> = {
  ko: / \S*(대통령|총리|장관|차관|상|위원장|비서|주석|특사|대사|사령관|의장|부장|실장|국장|원장|참모장|대표|대변인|서기|대행|동지|원수|공업부|막료장|李대통령)$|대변인$|^李/,
  ja: /(大統領補佐官|補佐官|大統領|首相|総理|長官|総書記|外相|防衛相|国防相|財務相|資源相|委員長|主席|特使|大使|司令官|議長|書記|参謀総長|報道官|知事|次官|大臣|代行|氏|局長|幕僚長|代表|総長|院長)$/,
  zh: /(总统|首相|总理|部长|外长|外务相|委员长|主席|总书记|外相|国务卿|代表)\)?$/,
  ru: /\(/,
}

/** The alias that is the actor's plain name in a language; null where the language has none. */
export function nameIn(actor: Pick<Actor, 'kind' | 'country' | 'aliases'>, language: Exclude<Language, 'en'>): string | null {
  const aliases = actor.aliases[language]
  if (actor.kind !== 'person') return aliases[0] ?? null
  const plain = aliases.filter((alias) => TITLES[language]?.test(alias) !== true)
  const han = HAN_STATES.has(actor.country) && (language === 'ja' || language === 'zh' || actor.country !== 'JPN')
  const whole = han && language !== 'ru' ? undefined : plain.find((alias) => /[\s・·]/.test(alias))
  return whole ?? plain[0] ?? withoutTitle(aliases[0], language)
}

/** The name in an alias that has an office with it, where no plainer alias is known. */
function withoutTitle(alias: string | undefined, language: Language): string | null {
  if (alias === undefined) return null
  if (language === 'ko') return alias.split(' ')[0] ?? null
  return alias
    .replace(/\s*\(.*$/, '')
    .replace(/(国連|駐.)?大使$/, '')
    .replace(TITLES[language] ?? '', '')
}

/** The name in Cyrillic, Hangul, kana or kanji, and Chinese characters, each once. */
export function otherScripts(actor: Pick<Actor, 'kind' | 'name' | 'country' | 'aliases'>): readonly string[] {
  const names = (['ru', 'ko', 'ja', 'zh'] as const).map((language) => nameIn(actor, language))
  return [...new Set(names.filter((name): name is string => name !== null && name !== actor.name))]
}
