import type { MiddlewareHandler } from 'hono'
import { LOCALES, type Locale } from '../domain/locale.ts'
import { type Html, html } from './html.ts'
import { localeChosen, localeFor, settle } from './reader.ts'

/** What languages call themselves. */
const OWN_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  ko: '한국어',
  ja: '日本語',
  ru: 'Русский',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

/** Ways to the same page in each language: no cookie remembers one, the address does. */
export const languageLinks = (locale: Locale, label: string): Html =>
  html`<nav class="languages" aria-label="${label}"><ul>${LOCALES.map((each) =>
    each === locale
      ? html`<li><span lang="${each}" aria-current="true">${OWN_NAMES[each]}</span></li>`
      : html`<li><a href="?lang=${each}" lang="${each}" hreflang="${each}">${OWN_NAMES[each]}</a></li>`,
  )}</ul></nav>`

const withLanguage = (address: string, locale: Locale, and: string): string =>
  `${address}${address.includes('?') ? and : '?'}lang=${locale}`

/** Feeds and data have no language of their own. */
const LINK = /(<a [^>]*?href=")(\/(?!api\b|feed\.)[^"#]*)/g
const FORM = /<form [^>]*method="get"[^>]*>/g
const POSTED = /(<form [^>]*?action=")(\/[^"]*)(?="[^>]*method="post")/g

/**
 * A page whose links and forms keep the language that was chosen. Only our own markup is read here: whatever came from outside is escaped
 * and has no tags.
 */
const carried = (page: string, locale: Locale): string =>
  page
    .replaceAll(LINK, (_, before: string, address: string) => before + withLanguage(address, locale, '&amp;'))
    .replaceAll(FORM, (form) => `${form}<input type="hidden" name="lang" value="${locale}">`)
    .replaceAll(POSTED, (_, before: string, address: string) => before + withLanguage(address, locale, '&amp;'))

const SAME_PAGE = /href="\?lang=([\w-]+)"/g

/** A longer question is not said again for each language: the page would grow by it. */
const MAX_QUERY = 1_000

/** The page's own address in another language, with all else that was asked. Two slashes at its beginning would lead to another site. */
function addressIn(locale: string, url: URL, isGet: boolean): string {
  const query = new URLSearchParams(isGet && url.search.length <= MAX_QUERY ? url.search : '')
  query.set('lang', locale)
  return `${isGet ? url.pathname.replace(/^\/+/, '/') : '/'}?${query}`
    .replaceAll('&', '&amp;')
    .replaceAll('"', '%22')
    .replaceAll("'", '%27')
    .replaceAll('<', '%3C')
}

/** Says in which language a page is, and lets the language of its address go on with its reader. `standard` is the operator's. */
export const inLanguage =
  (standard: () => Locale): MiddlewareHandler =>
  async (c, next) => {
    settle(c, standard())
    await next()
    const chosen = localeChosen(c)
    const to = c.res.headers.get('location')
    if (to?.startsWith('/') && chosen !== null) c.res.headers.set('location', withLanguage(to, chosen, '&'))
    if (!(c.res.headers.get('content-type') ?? '').startsWith('text/html')) return
    const url = new URL(c.req.url)
    const page = await c.res.text()
    const kept = chosen === null ? page : carried(page, chosen)
    const told = kept.replaceAll(SAME_PAGE, (_, locale: string) => `href="${addressIn(locale, url, c.req.method === 'GET')}"`)
    c.res = new Response(told, c.res)
    c.res.headers.set('Content-Language', localeFor(c))
    c.res.headers.append('Vary', 'Accept-Language')
  }
