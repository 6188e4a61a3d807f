import { type Locale, localeOf } from '../domain/locale.ts'
import { en, type Words } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { ru } from './ru.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

export type { Words } from './en.ts'

/** The words of every language. A new language is a file here and a tag in `domain/locale.ts`. */
export const WORDS: Readonly<Record<Locale, Words>> = { en, ko, ja, ru, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

/** The words of a language; English where none is named. */
export const wordsIn = (locale: Locale | undefined): Words => WORDS[locale ?? 'en']

/** The words for a reader whose program names its language (`ko-KR`, `zh-TW`); where we do not speak it, those of `otherwise`. */
export const wordsFor = (tag: string | null | undefined, otherwise?: Locale): Words => wordsIn(localeOf(tag ?? '') ?? otherwise)
