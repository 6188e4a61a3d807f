import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderBrief } from '#src/channels/discord/render.ts'
import { renderReply } from '#src/channels/discord/reply.ts'
import { textReply } from '#src/domain/command.ts'
import { makeBrief, makeSource, makeVisitBrief, visitInChinese, visitInRussian } from '../../fixtures/make.ts'
import { messageProblems } from '../../stand-ins/discord/limits.ts'
import { pingsOf } from '../../stand-ins/discord/messages.ts'
import type { Json, Message } from '../../stand-ins/discord/world.ts'
import { linksOf, markdownOf, wordsOf } from './reading.ts'

const blocs = new Map([
  ['us-jp-kr', 'US–Japan–South Korea'],
  ['dprk-russia', 'North Korea–Russia'],
])
const style = { mention: null, key: 'k'.repeat(25), blocs }
const asMessage = (payload: unknown): Message => payload as Message

const TRICKS = [
  '@everyone',
  '@here',
  '<@123456789>',
  '<@&99>',
  '<#5>',
  '[a](https://evil.example)',
  '](',
  '**',
  '||',
  '```',
  '\n# ',
  '\\',
  '\u202e',
  '\u200b',
  '<',
  ':',
  '//',
  'https://evil.example',
  'http',
  '@',
  '&',
  '가나다',
  '日米韓',
  '😀',
  '\ud800',
  ' ',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: 'binary' }), fc.string({ maxLength: 40 })), { maxLength: 60 })
  .map((parts) => parts.join(''))
const long = fc.tuple(hostile, fc.integer({ min: 1, max: 300 })).map(([text, times]) => text.repeat(times).slice(0, 20_000))
const anyText = fc.oneof(hostile, long)
const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  hostile,
  fc.constantFrom('', 'javascript:alert(1)', `https://x.example/${'a'.repeat(3_000)}`),
)

const anyBrief = fc
  .record({
    headline: anyText,
    url: anyUrl,
    label: anyText,
    act: anyText,
    summary: fc.array(anyText, { maxLength: 4 }),
    place: anyText,
    standing: anyText,
    outlet: anyText,
    sources: fc.integer({ min: 0, max: 60 }),
    colour: fc.oneof(fc.constant('#2a6fdb'), hostile),
    silent: fc.array(hostile, { maxLength: 5 }),
    thread: anyText,
    revision: fc.integer({ min: 1, max: 99 }),
  })
  .map((of) => {
    const brief = makeBrief()
    const source = {
      ...makeSource(),
      outlet: of.outlet,
      url: of.url,
      country: of.place.slice(0, 50),
      bloc: of.outlet,
      language: of.act.slice(0, 8),
    }
    return makeBrief({
      revision: of.revision,
      headline: of.headline,
      url: of.url,
      alignments: [{ id: 'a', label: of.label, colour: of.colour, rule: of.standing, score: 1 }],
      acts: brief.acts.flatMap((act) => [
        { ...act, text: of.act },
        { ...act, text: of.place },
        { ...act, text: of.standing },
      ]),
      summary: of.summary,
      place: of.place,
      date: of.standing,
      change: of.thread,
      original: { text: of.headline, language: of.act.slice(0, 8) },
      standingText: of.standing,
      sources: Array.from({ length: of.sources }, () => source),
      silentBlocs: of.silent,
      thread: { label: of.thread, earlier: Array.from({ length: 12 }, () => ({ storyId: 'x', headline: of.headline, at: 0 })) },
    })
  })

/** Whatever the text: within every limit, no ping even if everything were parsed, no link but to an address of the brief. */
function expectHarmless(payload: Json, files: readonly string[]): void {
  expect(messageProblems(payload, files)).toEqual([])
  const message = asMessage(payload)
  expect(payload.allowed_mentions).toEqual({ parse: [] })
  for (const text of markdownOf(message)) {
    expect(pingsOf(text, undefined, undefined, true, false)).toEqual({ everyone: false, users: [], roles: [] })
    expect(text).not.toMatch(/^\s*(#{1,3}|-#|>{1,3}|[-*+]|\d+\.)\s/m)
  }
  for (const { label, url } of linksOf(message)) {
    expect(url).toMatch(/^https?:\/\//)
    if (url.includes('evil.example')) expect(label).not.toBe('a')
  }
}

describe('a brief on Discord', () => {
  test('is within every limit, pings nobody and spoofs no link, whatever its text', () => {
    fc.assert(
      fc.property(anyBrief, (brief) => expectHarmless(renderBrief(brief, style) as unknown as Json, [])),
      { numRuns: 60 },
    )
  })

  test('is the same for the same brief', () => {
    expect(renderBrief(makeVisitBrief(), style)).toEqual(renderBrief(makeVisitBrief(), style))
  })

  test('says its alignment in words and in colour, and links the headline', () => {
    const [embed] = renderBrief(makeVisitBrief(), style).embeds
    expect(embed).toMatchObject({
      author: { name: 'North Korea–Russia' },
      title: 'Lavrov arrives in Wonsan for talks with North Korea’s foreign minister',
      color: 0xc2410c,
      timestamp: '2025-07-12T09:00:00.000Z',
    })
    expect(embed?.footer?.text).toMatch(/^story [0-9a-f]{12} · rule B1$/)
  })

  test('gives the original headline with its language, the place and the day', () => {
    const words = wordsOf(asMessage(renderBrief(makeVisitBrief(), style)))
    expect(words).toContain('Russian: Лавров прибыл в Вонсан на переговоры с главой МИД КНДР')
    expect(words).toContain('Wonsan, 12 July 2025')
    expect(words).toContain('TASS · RUS · state media · North Korea–Russia · Russian')
  })

  test('of a later revision says so, and what changed', () => {
    const words = wordsOf(asMessage(renderBrief(makeBrief({ revision: 3, change: 'NHK reports it too' }), style)))
    expect(words).toContain('US–Japan–South Korea · update 2')
    expect(words).toContain('NHK reports it too')
  })

  test('that its readers see for the first time is no update, whatever its revision', () => {
    expect(wordsOf(asMessage(renderBrief(makeBrief({ revision: 3, kind: 'new' }), style)))).not.toContain('update')
  })

  test('says once how many report it', () => {
    const sources = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    const counted = (standingText: string) =>
      renderBrief(makeVisitBrief({ sources, independentSources: 2, standingText }), style).embeds[0]?.fields?.find(
        ({ name }) => name === 'Reported by',
      )?.value
    expect(counted('Confirmed by both sides')).toBe('2 independent outlets')
    expect(counted('Reported by 2 independent outlets')).toBeUndefined()
  })

  test('that corrects says so', () => {
    expect(wordsOf(asMessage(renderBrief(makeBrief({ revision: 2, kind: 'correction' }), style)))).toContain(
      'US–Japan–South Korea · correction',
    )
  })

  test('names the blocs that are silent about it', () => {
    expect(wordsOf(asMessage(renderBrief(makeBrief({ silentBlocs: ['dprk-russia'] }), style)))).toContain(
      'Not reported so far by outlets of North Korea–Russia',
    )
  })

  test('of little weight is muted in colour, and names no role', () => {
    const { content, embeds, allowed_mentions } = renderBrief(makeBrief({ importance: 0.2 }), { ...style, mention: '555' })
    expect([content.includes('555'), embeds[0]?.color, allowed_mentions]).toEqual([false, 0x5577ad, { parse: [] }])
  })

  test('of great weight says so', () => {
    expect(renderBrief(makeBrief({ importance: 0.7, revision: 2 }), style).embeds[0]?.author?.name).toBe(
      'US–Japan–South Korea · major · update 1',
    )
  })

  test('pings the route’s role and nobody else; what is no id is no role', () => {
    expect(renderBrief(makeBrief({ importance: 0.7 }), { ...style, mention: '555' })).toMatchObject({
      content: expect.stringMatching(/^<@&555> /),
      allowed_mentions: { parse: [], roles: ['555'] },
    })
    expect(renderBrief(makeBrief(), { ...style, mention: '@everyone' }).allowed_mentions).toEqual({ parse: [] })
  })

  test('whose address is too long for a button has no Read button, and its title still links', () => {
    const rendered = renderBrief(makeBrief({ url: `https://news.example/${'a'.repeat(600)}` }), style)
    expect(JSON.stringify(rendered.components)).not.toContain('Read')
    expect(rendered.embeds[0]?.url).toContain('news.example')
  })
})

describe('an answer on Discord', () => {
  const anyReply = fc.record({
    title: anyText,
    body: fc.array(anyText, { maxLength: 8 }),
    fields: fc.array(fc.tuple(anyText, anyText), { maxLength: 30 }),
    url: anyUrl,
    briefs: fc.array(anyBrief, { maxLength: 4 }),
    footer: anyText,
    suggestions: fc.array(fc.tuple(anyText, anyText), { maxLength: 30 }),
  })

  test('is within every limit, pings nobody and spoofs no link, whatever its text', () => {
    fc.assert(
      fc.property(anyReply, (of) => {
        const { payload } = renderReply(
          {
            ...textReply(''),
            title: of.title,
            url: of.url,
            body: of.body.map((text) => [{ text, bold: true }, { text, url: of.url }, { text }]),
            fields: of.fields.map(([name, value]) => ({ name, value: [[{ text: value }]], inline: true })),
            briefs: of.briefs,
            footer: of.footer,
            suggestions: of.suggestions.map(([label, value]) => ({ label, command: 'actor', args: { name: value } })),
          },
          blocs,
        )
        expectHarmless(payload as unknown as Json, [])
      }),
      { numRuns: 40 },
    )
  })

  test('of one line is a line, not a box', () => {
    const { payload } = renderReply(textReply('Nothing is known under that name.'), blocs)
    expect(payload).toMatchObject({ content: 'Nothing is known under that name.', embeds: [], components: [] })
  })

  test('keeps its lines', () => {
    const reply = {
      ...textReply(''),
      title: 'Help',
      body: [[{ text: '/actor', bold: true }, { text: ' who is it' }], [{ text: '/latest' }]],
    }
    expect(renderReply(reply, blocs).payload.embeds[0]?.description).toBe('**/actor** who is it\n/latest')
  })
})
