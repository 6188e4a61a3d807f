import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPlainly, renderPost } from '#src/channels/slack/render.ts'
import { renderReply } from '#src/channels/slack/reply.ts'
import { signOf } from '#src/channels/slack/sign.ts'
import type { Brief } from '#src/domain/brief.ts'
import { type Reply, textReply } from '#src/domain/command.ts'
import { HOSTILE } from '../../contract/channel.ts'
import { makeBrief, makePost, makeRoute, makeSource, makeVisitBrief, visitInChinese, visitInRussian } from '../../fixtures/make.ts'
import { checkBlocks } from '../../stand-ins/slack/block-kit.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'

const NAMES = new Map([
  ['us-jp-kr', 'US–Japan–South Korea'],
  ['dprk-russia', 'North Korea–Russia'],
])
const seen = (rendered: { readonly text: string; readonly blocks: readonly object[] }) =>
  readMessage({ text: rendered.text, blocks: rendered.blocks as Record<string, unknown>[] })
const shown = (brief: Brief) => seen(renderPost(makePost({ brief, route: makeRoute({ platform: 'slack' }) }), NAMES))

describe('a brief in Slack', () => {
  test('says in words what colour and signs say', () => {
    const { text } = shown(makeVisitBrief())
    for (const said of [
      '🟠 North Korea–Russia',
      '✅ Confirmed by both sides',
      'Russia ↔ North Korea: CONSULT (visit) · Wonsan, 12 July 2025',
    ]) {
      expect(text).toContain(said)
    }
  })

  test('names each source with its bloc, joins reprints by commas and parts independent reports by bars', () => {
    const [russian, chinese] = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    const reprint = { ...russian, itemId: 'r', outlet: 'KCNA', country: 'PRK' }
    const other = { ...russian, itemId: 'o', outlet: 'Interfax', kind: 'wire' as const, group: 3 }
    const brief = makeVisitBrief({ sources: [russian, reprint, other, chinese], independentSources: 3, silentBlocs: ['us-jp-kr'] })
    expect(shown(brief).text).toContain(
      'first: TASS (state media, RUS) · 4 outlets, 3 independent · North Korea–Russia: TASS, KCNA | Interfax · neither side: Xinhua',
    )
    expect(shown(brief).text).toContain('Not reported so far by outlets of US–Japan–South Korea')
    expect(shown(brief).links).toContainEqual({ label: 'Xinhua', url: chinese.url })
  })

  test('tells an update by what changed, and a correction as one', () => {
    expect(shown(makeBrief({ revision: 2, change: 'NHK reports it too' })).text).toContain('update 1: NHK reports it too')
    expect(shown(makeBrief({ revision: 3, kind: 'correction', change: 'the place was wrong' })).text).toContain('*Correction*: the place')
  })

  test('a channel that was sent nothing of the story before is told no update', () => {
    expect(shown(makeBrief({ revision: 3, kind: 'new', change: '' })).text).not.toContain('update')
  })

  test('says once who reports it where one outlet does, or where the standing is the count', () => {
    expect(shown(makeBrief({ standing: 'claimed', standingText: 'Claimed by Yonhap only' })).text).toContain(
      '💬 Claimed by Yonhap only\nUS–Japan–South Korea: Yonhap (wire, KOR)\n',
    )
    const sources = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    expect(
      shown(makeVisitBrief({ sources, independentSources: 2, standing: 'reported', standingText: 'Reported by 2 independent outlets' }))
        .text,
    ).toContain('📰 Reported by 2 independent outlets\nfirst: TASS (state media, RUS) · North Korea–Russia: TASS · neither side: Xinhua\n')
  })

  test('shows the original headline beside a made one, and the thread it belongs to', () => {
    const thread = {
      label: 'Russia–North Korea visits',
      earlier: [{ storyId: 'e1', headline: 'Shoigu in Pyongyang', at: Date.UTC(2025, 5, 4) }],
    }
    const { text } = shown(makeVisitBrief({ thread }))
    expect(text).toContain('Russian: Лавров прибыл в Вонсан')
    expect(text).toContain('Thread: Russia–North Korea visits · earlier: Shoigu in Pyongyang, 2025-06-04 00:00 UTC')
  })

  test('is the same for the same post', () => {
    expect(renderPost(makePost())).toEqual(renderPost(makePost()))
  })

  test('colours find their nearest sign', () => {
    expect([signOf('#2a6fdb'), signOf('#c2410c'), signOf('#0a7d33'), signOf('nonsense')]).toEqual(['🔵', '🟠', '🟢', '⚫'])
  })
})

/** Text as an attacker would write it: pieces of every markup among any characters, sometimes very long. */
const hostile = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'valueOf', 'toString') },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(...HOSTILE.split(' '), '<', '>', '|', '&', '<!subteam^S1>', '@channel', '`', '\u202E', '\n', 'слово', '단어'),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('&', '<', '가 ', 'x', '\u0301', '😀'), fc.integer({ min: 1_000, max: 9_000 }))
      .map(([unit, times]) => unit.repeat(times)),
  },
)
const address = fc.oneof(
  hostile,
  fc.webUrl(),
  hostile.map((text) => `https://news.example/${text}`),
)

const brief: fc.Arbitrary<Brief> = fc
  .record({
    headline: hostile,
    url: address,
    change: hostile,
    place: fc.option(hostile),
    standingText: hostile,
    summary: fc.array(hostile, { maxLength: 5 }),
    original: fc.option(fc.record({ text: hostile, language: hostile })),
    sources: fc.array(fc.record({ outlet: hostile, url: address, country: hostile, bloc: hostile, group: fc.nat(5) }), { maxLength: 30 }),
    thread: fc.option(
      fc.record({
        label: hostile,
        earlier: fc.array(fc.record({ storyId: hostile, headline: hostile, at: fc.integer() }), { maxLength: 4 }),
      }),
    ),
    alignments: fc.array(
      fc.record({ id: hostile, label: hostile, colour: fc.constantFrom('#123456', 'x'), rule: fc.constant(null), score: fc.constant(1) }),
      {
        maxLength: 9,
      },
    ),
    silentBlocs: fc.array(hostile, { maxLength: 12 }),
    kind: fc.constantFrom('new' as const, 'update' as const, 'correction' as const),
  })
  .map(({ sources, ...changes }) => makeBrief({ ...changes, sources: sources.map((source) => ({ ...makeSource(), ...source })) }))

const nothingReady = () => false

describe('whatever a feed says', () => {
  test('a post keeps to every limit of Slack, pings nobody, and links only web addresses that its words do not hide', () => {
    fc.assert(
      fc.property(brief, (one) => {
        const rendered = renderPost(makePost({ brief: one, route: makeRoute({ platform: 'slack' }) }))
        expect(checkBlocks(rendered.blocks, nothingReady)).toBeNull()
        expectHarmless(seen(rendered))
        const plainly = renderPlainly(makePost({ brief: one }))
        expect(plainly.text.length).toBeLessThan(4_000)
        expectHarmless(seen(plainly))
      }),
      { numRuns: 150 },
    )
  })

  test('an answer keeps to every limit too, however much is in it', () => {
    const reply: fc.Arbitrary<Reply> = fc
      .record({
        title: hostile,
        url: fc.option(address),
        body: fc.array(fc.array(fc.record({ text: hostile, url: address, bold: fc.boolean() }), { maxLength: 4 }), { maxLength: 40 }),
        fields: fc.array(
          fc.record({ name: hostile, value: fc.array(fc.array(fc.record({ text: hostile })), { maxLength: 4 }), inline: fc.boolean() }),
          {
            maxLength: 30,
          },
        ),
        briefs: fc.array(brief, { maxLength: 12 }),
        suggestions: fc.array(fc.record({ label: hostile, command: fc.constant('actor'), args: fc.record({ name: hostile }) }), {
          maxLength: 30,
        }),
        footer: hostile,
      })
      .map((changes) => ({ ...textReply(''), ...changes }))
    fc.assert(
      fc.property(reply, (one) => {
        const rendered = renderReply(one)
        expect(checkBlocks(rendered.blocks, nothingReady)).toBeNull()
        expect(rendered.blocks.length).toBeGreaterThan(0)
        expectHarmless(seen(rendered))
      }),
      { numRuns: 40 },
    )
  })
})

function expectHarmless({ pings, links }: ReturnType<typeof readMessage>): void {
  expect(pings).toEqual([])
  for (const { label, url } of links) {
    expect(url).toMatch(/^https?:\/\//)
    expect(label).not.toContain('://')
  }
}

describe('an answer in Slack', () => {
  test('keeps bold, links, fields and suggestions', () => {
    const reply: Reply = {
      ...textReply(''),
      title: 'Sergey Lavrov',
      body: [[{ text: 'Minister', bold: true }, { text: ' of Foreign Affairs, ' }, { text: 'source', url: 'https://mid.example/' }]],
      fields: [
        { name: 'Country', value: [[{ text: 'Russia' }]], inline: true },
        { name: 'Stories', value: [[{ text: 'one' }], [{ text: 'two' }]], inline: false },
      ],
      suggestions: [{ label: 'Latest', command: 'latest', args: { alignment: 'dprk-russia' } }],
      footer: 'as of today',
    }
    const { blocks, response_type } = renderReply(reply)
    expect(response_type).toBe('in_channel')
    expect(blocks.map((block) => block.type)).toEqual(['header', 'section', 'section', 'section', 'actions', 'context'])
    expect(blocks[1]).toMatchObject({ text: { text: '*Minister* of Foreign Affairs, <https://mid.example/|source>', verbatim: true } })
    expect(blocks[3]).toMatchObject({ text: { text: '*Stories*\none\ntwo' } })
  })

  test('tells how much it leaves out when the stories are more than a message holds', () => {
    const briefs = Array.from({ length: 30 }, (_, index) => makeBrief({ storyId: `story-${index}` }))
    const { text } = seen(renderReply({ ...textReply(''), title: 'Latest', briefs }))
    expect(text).toMatch(/\d+ more parts are not shown/)
  })
})
