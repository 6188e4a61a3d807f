import type { Context } from 'hono'
import type { Asker } from '../domain/admin.ts'
import { labelIn } from '../domain/alignment.ts'
import type { CommandContext } from '../domain/command.ts'
import { LOCALES, type Locale, localeOf } from '../domain/locale.ts'
import { createTimes } from '../domain/times.ts'
import { namesIn } from '../words/names.ts'
import { type Words, wordsIn } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import type { WebNeeds } from './needs.ts'
import { hasToken } from './token.ts'

/** The language that the address asks for, `?lang=ko`; null where it names none that the bot speaks. */
export function localeChosen(c: Context): Locale | null {
  const typed = c.req.query('lang')?.slice(0, 40) ?? ''
  return LOCALES.find((locale) => locale === typed) ?? (typed === '' ? null : localeOf(typed))
}

/** How many of a browser's languages are looked at. */
const MAX_TAGS = 200

type Wish = { readonly locale: Locale; readonly weight: number }

/** One of the languages that a browser names, with how much it wants it. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4 */
function wishOf(text: string): readonly Wish[] {
  const [tag = '', ...parameters] = text.split(';')
  const locale = localeOf(tag)
  const q = parameters.map((each) => /^\s*q=([\d.]+)\s*$/i.exec(each)?.[1]).find((each) => each !== undefined)
  const weight = q === undefined ? 1 : Number(q)
  return locale === null || !(weight > 0) ? [] : [{ locale, weight }]
}

/** The language that the address asks for, else the one of ours that the reader's browser wants most; null where it wants none of them. */
export function localeWanted(c: Context): Locale | null {
  const chosen = localeChosen(c)
  if (chosen !== null) return chosen
  const wishes = (c.req.header('accept-language') ?? '').slice(0, MAX_TAGS).split(',').flatMap(wishOf)
  return wishes.toSorted((a, b) => b.weight - a.weight)[0]?.locale ?? null
}

const PAGE_LANGUAGE = 'language'

/** From here on the request is answered in the language that its reader wants; in the operator's where that is none of ours. */
export const settle = (c: Context, standard: Locale): void => c.set(PAGE_LANGUAGE, localeWanted(c) ?? standard)

/** The language in which a request is answered. */
export const localeFor = (c: Context): Locale => (c.get(PAGE_LANGUAGE) as Locale | undefined) ?? localeWanted(c) ?? 'en'

/** The words of who reads. */
export const wordsOf = (c: Context): Words => wordsIn(localeFor(c))

/** What a page needs, in the language of who reads it. */
export type CardsFor = (c: Context) => CardNeeds

/** The same in each language: made when first asked for. */
export function cardsOf({ context, commands, timeZone }: WebNeeds, onThisSite: (context: CommandContext) => CommandContext) {
  const made = new Map<Locale, CardNeeds>()
  const inLocale = (locale: Locale): CardNeeds => {
    const known = made.get(locale)
    if (known !== undefined) return known
    const own = inLanguage(onThisSite(context), locale)
    // What is called how follows the configuration: it is asked at each use.
    const card: CardNeeds = {
      words: wordsIn(locale),
      get names() {
        return namesIn(own, locale)
      },
      times: createTimes(timeZone, locale),
      context: own,
      commands,
    }
    made.set(locale, card)
    return card
  }
  return { inLocale, of: (c: Context): CardNeeds => inLocale(localeFor(c)) }
}

const inLanguage = (context: CommandContext, locale: Locale): CommandContext => Object.create(context, { locale: { value: locale } })

/** What an alignment is called in the language of the page. */
export const labelOf = (alignment: Parameters<typeof labelIn>[0], { words }: Pick<CardNeeds, 'words'>): string =>
  labelIn(alignment, words.locale)

/** Who asks on the page: those who gave its token look after it, nobody else does. */
export function askerOf(c: Context, { token }: Pick<WebNeeds, 'token'>): Asker {
  const why =
    token === null
      ? 'Nothing can be changed on this page: the operator has set no WEB_TOKEN.'
      : 'Only those who have the page’s token may change anything. Give it at /deliveries first, or as “Authorization: Bearer …”.'
  const may = hasToken(c, token)
  return { platform: 'page', userId: may ? 'token' : 'reader', place: null, channel: null, mayAdminister: async () => (may ? null : why) }
}

/** The context of a command with who asks. */
export const askedBy = (context: CommandContext, asker: Asker): CommandContext => Object.create(context, { asker: { value: asker } })
