import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '#src/domain/locale.ts'
import { createSite } from '#src/web/site.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeAlert } from '../fixtures/alert.ts'
import { makeVisitBrief } from '../fixtures/make.ts'
import { TOKEN } from './desk.ts'
import { elementsOf } from './elements.ts'
import { everyPage } from './every-page.ts'
import { fillChannel, type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom({ days: 5 })
  await fillChannel(room)
  await room.post(makeAlert([makeVisitBrief()]))
})
afterAll(() => room.close())

const OTHERS = LOCALES.filter((locale) => locale !== 'en')
const signed = { authorization: `Bearer ${TOKEN}` }
const withLang = (path: string, locale: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`

/** Phrases of the frame and of the pages that English has and other languages have otherwise. */
function englishPhrases(): readonly string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 12 && !value.includes('{') && !value.startsWith('/')) found.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  const { page, lookups, about } = wordsIn('en')
  walk([page, lookups, about])
  return found
}

describe.each(OTHERS)('the page in %s', (locale) => {
  const words = wordsIn(locale)

  test('says nothing of its own in English, names its language, and takes less than 100 KB with all else', async () => {
    const phrases = englishPhrases()
    expect(phrases.length).toBeGreaterThan(60)
    for (const path of everyPage(room.visit)) {
      const response = await room.get(withLang(path, locale), signed)
      const page = await response.text()
      expect([path, page.match(/<html lang="([^"]+)"/)?.[1], response.headers.get('content-language')]).toEqual([path, locale, locale])
      const pictures = page.replaceAll(/data:image\/svg\+xml;base64,[\w+/=]+/g, '')
      expect([path, phrases.filter((phrase) => pictures.includes(`>${phrase}<`) || pictures.includes(`"${phrase}"`))]).toEqual([path, []])
      expect([path, Buffer.byteLength(pictures) < 90_000 || gzipSync(pictures).length < 40_000]).toEqual([path, true])
    }
  })

  test('keeps its language in every link and form that leads to another page, and offers the others', async () => {
    for (const path of ['/', '/stories?q=Lavrov', `/story/${room.visit}`, '/actors', '/trends', '/deliveries', '/about', '/nowhere']) {
      const elements = elementsOf(await (await room.get(withLang(path, locale), signed)).text())
      const own = elements.flatMap(({ name, attributes }) =>
        name === 'a' && /^\/(?!api\b|feed\.)/.test(attributes.href ?? '') ? [attributes.href ?? ''] : [],
      )
      const others = own.filter((href) => !href.includes(`lang=${locale}`))
      expect(own.length).toBeGreaterThan(8)
      expect(others.map((href) => new URLSearchParams(href.split('?')[1]).get('lang')).toSorted()).toEqual(
        LOCALES.filter((one) => one !== locale).toSorted(),
      )
      const forms = elements.filter(({ name, attributes }) => name === 'form' && attributes.method === 'get').length
      const hidden = elements.filter(({ name, attributes }) => name === 'input' && attributes.name === 'lang')
      expect(hidden.map(({ attributes }) => attributes.value)).toEqual(Array.from({ length: forms }, () => locale))
    }
  })

  test('answers, completes and refuses in it', async () => {
    const unknown = await (await room.get(withLang('/ask?q=%2Fnothing', locale))).text()
    expect(unknown).toContain(words.page.box.unknown('nothing', '').split('/nothing')[0]?.trim().slice(0, 8) ?? '')
    const { choices } = (await (await room.get(withLang('/api/complete?line=%2Fac', locale))).json()) as { choices: { hint: string }[] }
    expect(choices[0]?.hint).toBe(words.commands.actor.description)
    const nowhere = await room.get(withLang('/nowhere', locale))
    expect([nowhere.status, await nowhere.text()]).toEqual([404, expect.stringContaining(words.page.notices.nowhere)])
  })
})

describe('which language a page is in', () => {
  test('the operator’s, where the reader’s is none of ours', async () => {
    const context = Object.create(room.needs.context, { locale: { value: 'ko' } })
    const { app, live } = createSite({ ...room.needs, context }, '127.0.0.1')
    const page = async (headers: Readonly<Record<string, string>>) =>
      (await app.request('/about', { headers: { host: '127.0.0.1', ...headers } })).text()
    expect(await page({})).toContain('<html lang="ko">')
    expect(await page({ 'accept-language': 'fr' })).toContain('<html lang="ko">')
    expect(await page({ 'accept-language': 'en' })).toContain('<html lang="en">')
    live.close()
  })

  test('an alignment is found by the name it has there', async () => {
    const page = await (await room.get(`/trends?of=${encodeURIComponent('북한–러시아')}&lang=ko`)).text()
    expect(page).toMatch(/<h2><svg class="dot"[^>]*>.*?<\/svg>추세: 북한–러시아<\/h2>/)
  })

  test.each([
    ['/about', 'ru-RU,ru;q=0.9,en;q=0.5', 'ru'],
    ['/about?lang=ja', 'ru', 'ja'],
    ['/about?lang=zh-TW', 'ru', 'zh-Hant'],
    ['/about?lang=xx', 'ru', 'ru'],
    ['/about?lang=%3Cscript%3E', '', 'en'],
  ])('%s with %s', async (path, accepted, locale) => {
    const response = await room.get(path, accepted === '' ? {} : { 'accept-language': accepted })
    const page = await response.text()
    expect(page).toContain(`<html lang="${locale}">`)
    expect(page).not.toContain('<script>')
    expect(response.headers.get('vary')).toContain('Accept-Language')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  test('where the browser alone asks for it, links stay as they are: the browser asks again', async () => {
    const page = await (await room.get('/stories', { 'accept-language': 'ko' })).text()
    const links = elementsOf(page).flatMap(({ name, attributes }) => (name === 'a' ? [attributes.href ?? ''] : []))
    expect(links.filter((href) => href.includes('lang='))).toHaveLength(LOCALES.length - 1)
    expect(links).toContain('/stories?lang=ja')
  })

  test('a question is asked again in the other language, however it is written', async () => {
    const asked = '/stories?q=%22%3E%3Cimg+src%3Dx%3E%27&page=1'
    const page = await room.page(asked)
    const [link = ''] = elementsOf(page).flatMap(({ name, attributes }) =>
      name === 'a' && attributes.hreflang === 'ru' ? [attributes.href ?? ''] : [],
    )
    expect(page).not.toContain('<img src=x')
    expect(new URL(link.replaceAll('&amp;', '&'), 'http://a').searchParams.get('q')).toBe('"><img src=x>\'')
  })

  test('who goes from an actor’s name to its page goes on in the language', async () => {
    const response = await room.get('/actor/Lavrov?lang=ko')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/actor/sergey-lavrov?lang=ko'])
  })
})
