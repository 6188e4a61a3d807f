import type { Actor, Language, Role } from './actor.ts'
import type { Locale } from './locale.ts'

/** The language of the aliases that stand in for a name. */
const ALIASES: Readonly<Record<Exclude<Locale, 'en'>, Language>> = { ko: 'ko', ja: 'ja', ru: 'ru', 'zh-Hans': 'zh', 'zh-Hant': 'zh' }

type Named = Pick<Actor, 'name' | 'names' | 'aliases'>

/** What an actor is called in a language: the name of its newsrooms, else its first alias there; null where the facts have neither. */
export function ownName({ name, names, aliases }: Named, locale: Locale): string | null {
  if (locale === 'en') return name
  return names?.[locale] ?? (locale === 'zh-Hant' ? names?.['zh-Hans'] : undefined) ?? aliases[ALIASES[locale]][0] ?? null
}

/** The same; the English name where the facts have none of that language. */
export const actorName = (actor: Named, locale: Locale = 'en'): string => ownName(actor, locale) ?? actor.name

/** A name as a line of a post writes it, without what tells it from others: `원산(갈마 해안관광지구)` is `원산`. */
export const withoutBrackets = (name: string): string => name.split(/[(（]/u)[0]?.trim() || name

/** The scripts of a card, in which names differ: Chinese in the characters of the reader, where that is known. */
const SCRIPTS = (locale: Locale): readonly Locale[] => ['en', 'ru', 'ko', 'ja', locale === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans']

/** The names in the other scripts than the reader's, English first, each once. */
export function otherNames(actor: Named, locale: Locale = 'en'): readonly string[] {
  const names = SCRIPTS(locale).map((one) => ownName(actor, one))
  const own = actorName(actor, locale)
  return [...new Set(names.filter((name): name is string => name !== null && name !== own))]
}

/** Letters by which an alias in full characters is told: the aliases of Chinese have both. */
const FULL = /[鮮韓國軍協約導彈戰術黨聯發鋒劍無島臺衛員會務將領總長東門開關鐵機號級宮]/u

/** The same letters, whatever their case, quotation marks and dots. */
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Its other names in a language, each spelling once; in full characters none, of which the facts have too few. */
export function ownAliases(actor: Named, locale: Locale): readonly string[] {
  if (locale === 'zh-Hant') return []
  const own = lettersOf(actorName(actor, locale))
  const all = actor.aliases[locale === 'en' ? 'en' : ALIASES[locale]].filter((alias) => locale !== 'zh-Hans' || !FULL.test(alias))
  if (locale === 'en') return all.filter((alias) => alias.toLowerCase() !== actor.name.toLowerCase())
  const byLetters = new Map(all.toReversed().map((alias) => [lettersOf(alias), alias]))
  return [...byLetters].toReversed().flatMap(([letters, alias]) => (letters === own ? [] : [alias]))
}

/** What an office, edition or step is called in a language; in English where the facts have no other word for it. */
export const roleName = ({ title, titles }: Pick<Role, 'title' | 'titles'>, locale: Locale = 'en'): string =>
  titles?.[locale] ?? (locale === 'zh-Hant' ? titles?.['zh-Hans'] : undefined) ?? title
