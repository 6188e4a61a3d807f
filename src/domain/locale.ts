/** The languages that the bot speaks, as BCP 47 tags. */
export const LOCALES = ['en', 'ko', 'ja', 'ru', 'zh-Hans', 'zh-Hant'] as const
export type Locale = (typeof LOCALES)[number]

/** A text as other languages have it; where one is left out, the English one stands. */
export type Translated = { readonly [L in Locale]?: string | undefined }

/** Where Chinese is written in full characters. */
const FULL_CHARACTERS: ReadonlySet<string> = new Set(['TW', 'HK', 'MO'])

/** The language of ours that a tag asks for, written `ko`, `ko-KR`, `zh_TW` or `zh-Hant-HK`; null where it is none of them. */
export function localeOf(tag: string): Locale | null {
  const [language = '', ...parts] = tag.trim().replaceAll('_', '-').toLowerCase().split('-')
  if (language !== 'zh') return LOCALES.find((locale) => locale === language) ?? null
  if (parts.includes('hant')) return 'zh-Hant'
  const region = parts.find((part) => part.length === 2)?.toUpperCase() ?? ''
  return !parts.includes('hans') && FULL_CHARACTERS.has(region) ? 'zh-Hant' : 'zh-Hans'
}
