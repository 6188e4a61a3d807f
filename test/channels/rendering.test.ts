import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderBrief as forDiscord } from '#src/channels/discord/render.ts'
import { renderPlainly, renderPost } from '#src/channels/slack/render.ts'
import { columns } from '#src/channels/terminal/columns.ts'
import { renderBrief as forTerminal } from '#src/channels/terminal/render.ts'
import { discordMessage, slackMessage } from '#src/channels/webhook/chat.ts'
import { documentOf, fillTemplate } from '#src/channels/webhook/document.ts'
import type { Brief } from '#src/domain/brief.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { createTimes } from '#src/domain/times.ts'
import { briefCard } from '#src/web/brief-card.ts'
import { namesIn } from '#src/words/names.ts'
import { wordsIn } from '#src/words/words.ts'
import { makePost, makeRoute } from '../fixtures/make.ts'
import { messageProblems } from '../stand-ins/discord/limits.ts'
import { pingsOf } from '../stand-ins/discord/messages.ts'
import type { Json, Message } from '../stand-ins/discord/world.ts'
import { checkBlocks } from '../stand-ins/slack/block-kit.ts'
import { readMessage } from '../stand-ins/slack/reader.ts'
import { ALIGNMENTS } from '../web/desk.ts'
import { elementsOf } from '../web/elements.ts'
import { linksOf, markdownOf, wordsOf } from './discord/reading.ts'
import { hostileBrief, longBrief, WORDS } from './hostile-briefs.ts'
import { bareContext } from './slack/open.ts'

/** How many briefs are made for each platform: a few in every run of the tests, thousands where asked for. */
const RUNS = Number(process.env.RENDER_RUNS ?? 60)
const PATIENCE_MS = 30_000 + RUNS * 200

const blocs = new Map(ALIGNMENTS.map(({ id, label }) => [id, label]))
const styleIn = (language: Locale) => ({ mention: null, key: 'k'.repeat(25), blocs, words: wordsIn(language) })
const style = styleIn('en')
const post = (brief: Brief, language: Locale = 'en') => makePost({ brief, route: makeRoute({ platform: 'slack', language }) })
const context = { ...bareContext, alignments: ALIGNMENTS }
const needs = { words: wordsIn('en'), names: namesIn(context), times: createTimes('Asia/Seoul'), context, commands: [] }

type Link = { readonly label: string; readonly url: string }

// The checks below are written apart from the renderers and share no code with them.

/** What turns, hides or heaps text. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\u{e0000}-\u{e007f}]|\p{M}{4}|\p{Cs}/u

/** The unseen break that we ourselves put into what would else be a mention or an address on Discord. */
const withoutOurBreaks = (text: string): string => text.replace(/(?<=[<@])\u200b|(?<=:)\u200b(?=\/\/)/g, '')

const NAMED = /(?:[a-z][a-z0-9+.-]*:\/\/+)?((?:[\p{L}\p{N}-]{2,}\.)+(?:[a-z]{2,}|[A-Z]{2,}))(?![\p{L}\p{N}-])/gu

/** Whether a link leads where its words say, if they say so: they begin with its host, or the first host named is the link's own. */
function isHonest({ label, url }: Link): boolean {
  const { host: whole, hostname: host } = new URL(url)
  if (withoutOurBreaks(label).startsWith(`${whole}: `)) return true
  const named = [...withoutOurBreaks(label).normalize('NFKC').replaceAll('。', '.').matchAll(NAMED)].map(([, name = '']) =>
    name.toLowerCase(),
  )
  const [first] = named
  return first === undefined || first === host || host.endsWith(`.${first}`)
}

function expectHonest(links: readonly Link[]): void {
  for (const link of links) {
    expect(link.url).toMatch(/^https?:\/\//)
    expect(isHonest(link) ? '' : `${link.label} leads to ${link.url}`).toBe('')
  }
}

/** In whichever language: each run takes one of them. */
const holds = (brief: fc.Arbitrary<Brief>, check: (brief: Brief, language: Locale) => void) =>
  fc.assert(fc.property(brief, fc.constantFrom(...LOCALES), check), { numRuns: RUNS })

/** Every text of a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

/** Whether every cut in a text stands after a whole word. */
function expectCutAtWords(texts: readonly string[]): void {
  for (const text of texts)
    for (const [, before = ''] of text.matchAll(/([\p{L}]+)…/gu))
      expect(WORDS.includes(before) ? '' : `cut inside a word: ${before}…`).toBe('')
}

describe('whatever a brief says', () => {
  test('on Discord it keeps every limit, pings nobody, hides nothing and links honestly', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief, language) => {
      const payload = forDiscord(brief, styleIn(language)) as unknown as Json
      expect(messageProblems(payload, [])).toEqual([])
      expect(payload.allowed_mentions).toEqual({ parse: [] })
      const message = payload as unknown as Message
      for (const text of markdownOf(message)) {
        expect(pingsOf(text, undefined, undefined, true, false)).toEqual({ everyone: false, users: [], roles: [] })
        expect(text).not.toMatch(/^\s*(#{1,3}|-#|>{1,3}|[-*+]|\d+\.)\s/m)
        expect(withoutOurBreaks(text)).not.toMatch(UNSEEN)
      }
      expect(withoutOurBreaks(wordsOf(message))).not.toMatch(UNSEEN)
      expectHonest(linksOf(message))
    })
  })

  test('in Slack it keeps every limit, pings nobody, hides nothing and links honestly', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief, language) => {
      for (const rendered of [renderPost(post(brief, language), blocs), renderPlainly(post(brief, language))]) {
        expect(checkBlocks(rendered.blocks, () => false)).toBeNull()
        expect(rendered.text.length).toBeLessThan(4_000)
        const { text, pings, links } = readMessage({ text: rendered.text, blocks: [...rendered.blocks] as unknown as Json[] })
        expect(pings).toEqual([])
        expect(text).not.toMatch(UNSEEN)
        expect(rendered.text).not.toMatch(UNSEEN)
        expectHonest(links)
      }
    })
  })

  test('on the local page it runs nothing, fetches nothing, hides nothing and links honestly', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief) => {
      const page = String(briefCard(brief, needs))
      const elements = elementsOf(page)
      for (const { name, attributes } of elements) {
        expect([
          'article',
          'p',
          'time',
          'span',
          'div',
          'ul',
          'li',
          'svg',
          'circle',
          'h3',
          'a',
          'bdi',
          'b',
          'abbr',
          'details',
          'summary',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
        ]).toContain(name)
        expect(Object.keys(attributes).filter((key) => key.startsWith('on') || key === 'style' || key === 'src')).toEqual([])
      }
      for (const { text } of elements) expect(text).not.toMatch(UNSEEN)
      const links = elements.filter(({ name }) => name === 'a').map(({ text, attributes }) => ({ label: text, url: attributes.href ?? '' }))
      expectHonest(links.filter(({ url }) => !url.startsWith('/')))
      for (const { url } of links) expect(url).toMatch(/^(?:https?:\/\/|\/story\/|\/ask\?)/)
    })
  })

  test.each([40, 80, 200])(
    'in a terminal of %i columns no line is wider, and nothing moves the cursor or turns text',
    { timeout: PATIENCE_MS },
    (width) => {
      holds(hostileBrief, (brief, language) => {
        const look = { width, times: createTimes('Asia/Seoul', language), words: wordsIn(language) }
        const plain = forTerminal(brief, { ...look, colour: false })
        for (const line of plain) {
          expect(columns(line)).toBeLessThanOrEqual(Math.min(96, width))
          expect(line).not.toMatch(UNSEEN)
          expect(line).not.toMatch(/[\r\n]/)
        }
        const painted = forTerminal(brief, { ...look, colour: true })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that we write ourselves
        expect(painted.map((line) => line.replace(/\u001b\[[\d;]*m/g, ''))).toEqual(plain)
      })
    },
  )

  test('as a document it is JSON, without hidden characters and with addresses that may be opened', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief, language) => {
      const document = documentOf(post(brief, language))
      expect(JSON.parse(JSON.stringify(document))).toEqual(document)
      for (const text of textsIn(document)) expect(text).not.toMatch(UNSEEN)
      const { story } = document as { story: Brief }
      for (const url of [story.url, ...story.sources.map((source) => source.url)]) expect(url === '' || /^https?:\/\//.test(url)).toBe(true)
      for (const text of textsIn(
        fillTemplate('{"text":"{{headline}} {{url}} {{summary}} {{change}} {{standing}}"}', post(brief, language)),
      ))
        expect(text).not.toMatch(UNSEEN)
    })
  })

  test('through a Discord webhook it keeps every limit, pings nobody and links honestly', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief, language) => {
      const payload = discordMessage(post(brief, language)) as Json
      expect(messageProblems(payload, [])).toEqual([])
      expect(payload.allowed_mentions).toEqual({ parse: [] })
      const message = { content: '', components: [], ...payload } as unknown as Message
      for (const text of markdownOf(message)) {
        expect(pingsOf(text, undefined, undefined, true, false)).toEqual({ everyone: false, users: [], roles: [] })
        expect(withoutOurBreaks(text)).not.toMatch(UNSEEN)
      }
      expectHonest(linksOf(message))
    })
  })

  test('through a Slack webhook it keeps every limit, pings nobody and links honestly', { timeout: PATIENCE_MS }, () => {
    holds(hostileBrief, (brief, language) => {
      const payload = slackMessage(post(brief, language)) as { readonly text: string; readonly blocks: Json[] }
      expect(checkBlocks(payload.blocks, () => false)).toBeNull()
      const { text, pings, links } = readMessage(payload)
      expect([pings, text.match(UNSEEN)]).toEqual([[], null])
      expectHonest(links)
    })
  })
})

describe('a text that is too long', () => {
  test('is cut after a whole word, on every platform', { timeout: PATIENCE_MS }, () => {
    holds(longBrief, (brief) => {
      const message = forDiscord(brief, style) as unknown as Message
      expectCutAtWords([wordsOf(message)])
      expectCutAtWords(textsIn(renderPost(post(brief), blocs)))
      expectCutAtWords(textsIn(renderPlainly(post(brief))))
      expectCutAtWords(textsIn(discordMessage(post(brief))))
      expectCutAtWords(textsIn(slackMessage(post(brief))))
      expectCutAtWords(forTerminal(brief, { width: 80, colour: false, times: needs.times }))
      expect(wordsOf(message)).toContain('…')
    })
  })
})
