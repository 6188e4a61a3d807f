import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { englishIn } from '../words/english.ts'
import { ADMIN_CALLS, typed } from './admin-calls.ts'
import { type Bot, EXPO, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const TOKEN = 'planted-page-token-0123456789'

const OPML = `<?xml version="1.0"?><opml version="2.0"><head><title>Ours</title></head><body>
<outline text="Bay Daily" xmlUrl="https://bay.example/rss"/></body></opml>`

/** What is asked in turn, of a bot of its own in each language: what admins do, and do wrong. `ORIGIN` stands for the feeds' address. */
const LINES = [
  '/watch list',
  '/watch add dprk-russia',
  '/watch add channel:discord:12345678901',
  '/watch edit local',
  '/watch edit local threshold:2 alignments:zzz actors:Kim quiet:25 mention:x cap:x',
  '/watch edit local digest:banana languages:xx timezone:Asia/Seul cap:5000',
  '/watch edit local threshold:0.4 actors:"Sergey Lavrov" languages:ko,en quiet:22:00-07:00 cap:4 mode:both speak:ko',
  '/watch edit local mode:digest digest:"0 8 * * 1-5"',
  '/watch edit local digest:"5 7 1 * *"',
  '/watch list',
  '/watch test local post:yes',
  '/watch test nowhere',
  '/watch log',
  '/watch undo',
  '/watch undo 1',
  '/watch undo x',
  '/watch undo 99',
  '/watch remove terminal',
  '/feeds list',
  '/feeds list find:zzz',
  '/feeds test ORIGIN/hill',
  '/feeds test ORIGIN/page',
  '/feeds test ORIGIN/list.opml',
  '/feeds test ORIGIN/photo',
  '/feeds test ORIGIN/gone',
  '/feeds test file:///etc/passwd',
  '/feeds test http://192.168.7.7/rss',
  '/feeds test "two words"',
  '/feeds add ORIGIN/hill',
  '/feeds add ORIGIN/hill country:ZZZ bloc:none interval:1s language:xx',
  '/feeds add ORIGIN/hill country:KOR',
  '/feeds add ORIGIN/hill country:KOR',
  '/feeds pause hill-post',
  '/feeds pause hill-post',
  '/feeds list',
  '/feeds resume hill-post',
  '/feeds resume hill-post',
  '/feeds remove hill-post',
  '/feeds remove zzz',
  '/feeds log',
  '/feeds undo',
  '/status',
  '/network',
  '/network russia days:365',
  '/network zzz',
  '/network russia days:0',
  '/latest show:near',
]

/** The text of an answer's HTML, without what was asked, pictures and addresses. */
const textOf = (html: string): string =>
  html
    .replace(/<p class="asked">.*?<\/p>|<figure>.*?<\/figure>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\n\s*/g, '\n')
    .trim()

/** What others wrote, and what was typed: ids, names, values. */
const THEIRS =
  /Lavrov, in Wonsan, warns US, South Korea and Japan against alliance aimed at North Korea|Osaka Expo passes its half-way point|River Wire|Bay Daily|Hill Post|two words|Sign in|Not Found|sergey-lavrov|kim-[a-z-]+|(?:local|terminal|river|bay|hill-post|dprk-russia|us-jp-kr|other|zzz|nowhere|banana|live|digest|both|en|ko)\b|\b\d[\d *-]*\b/g

const left = (text: string): readonly string[] => englishIn(text, THEIRS)

describe.each(LOCALES.filter((locale) => locale !== 'en'))('admins who read %s', (locale: Locale) => {
  let bot: Bot
  beforeAll(async () => {
    bot = await openBot({ at: '2025-07-12T09:00:00Z', env: { WEB_TOKEN: TOKEN } })
    const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/hill"></head></html>'
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: '<html><title>Sign in</title></html>' })
    bot.feeds.set('/hill', { kind: 'feed', body: rss('Hill Post', [LAVROV_KO, EXPO]) })
    bot.feeds.set('/page', { kind: 'feed', body: page })
    bot.feeds.set('/list.opml', { kind: 'feed', body: OPML })
    bot.feeds.set('/photo', { kind: 'feed', body: '\u0089PNG not a feed' })
    await bot.round()
    await bot.round(3_600_000)
  }, 60_000)
  afterAll(() => bot.close())

  const ask = async (line: string, token: string | null = TOKEN): Promise<string> => {
    const answer = await fetch(`${bot.app.url}/api/command`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': locale,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ line: line.replace('ORIGIN', bot.feeds.origin) }),
    })
    return textOf(((await answer.json()) as { html: string }).html)
  }

  test('are answered without a sentence of English, whatever they ask', async () => {
    const found: string[] = []
    for (const line of LINES) {
      const answer = await ask(line)
      expect([line, answer]).not.toEqual([line, ''])
      found.push(...left(answer).map((one) => `${line}: ${one}`))
    }
    expect(found).toEqual([])
  }, 60_000)

  test('are refused in it, where they are none', async () => {
    const found: string[] = []
    for (const call of ADMIN_CALLS) found.push(...left(await ask(typed(call), null)))
    expect(found).toEqual([])
  }, 60_000)

  test('read in it why a story was kept', async () => {
    const [story] = await bot.app.store.archive.latest({ limit: 1 })
    const answer = await ask(`/why ${story?.storyId}`)
    expect(answer).toContain('B1')
    // Words of the report stand in quotes.
    expect(left(answer.replace(/[“「«][^”」»]*[”」»]/g, ''))).toEqual([])
  })
})

test('the search for English finds it', () => {
  expect(left('기준점수 값\nNothing was changed.\nwatched here')).toEqual(['Nothing was changed.', 'watched here'])
})
