import { describe, expect, test } from 'vitest'
import type { Assessment } from '#src/domain/assessment.ts'
import { startOf } from '#src/domain/decision.ts'
import { createAssessor } from '#src/judgement/assess.ts'
import { ask, assessment, briefs, config, contextOver, item, NOW, said } from './sample.ts'

const TITLE = 'Lavrov visits Wonsan to meet Kim Jong Un'
const kept = assessment(
  TITLE,
  [
    { text: 'North Korea and Russia are named together', weight: 6, quote: 'Lavrov visits Wonsan' },
    { text: 'they deal with each other', weight: 1.5, quote: 'meet' },
  ],
  ['sergey-lavrov'],
)
const dropped = assessment(
  'Russian and North Korean wrestlers win medals',
  [
    { text: 'North Korea and Russia are named together', weight: 6 },
    { text: 'it is about sport', weight: -6, quote: 'wrestlers' },
  ],
  [],
)
const far = assessment('Typhoon nears the peninsula', [], [])

const remembered = [
  { item: item('i1', TITLE, NOW), assessment: kept, storyId: 'a1b2c3d4' },
  { item: item('i2', 'Russian and North Korean wrestlers win medals', NOW), assessment: dropped, storyId: null },
  { item: item('i3', 'Typhoon nears the peninsula', NOW), assessment: far, storyId: null },
]
const over = contextOver(briefs, remembered)

describe('/why explains a story', () => {
  test('found by id, or by a beginning of it that is its own', async () => {
    for (const story of ['a1b2c3d4', 'a1b', '<a1b2c3d4>']) {
      expect((await ask('why', { story }, over)).title).toBe('Why: Lavrov visits Wonsan and meets the North Korean leader')
    }
    expect((await ask('why', { story: 'a1' }, over)).title).toBe('')
  })

  test('by rule, score, threshold, and the words that each reason rests on', async () => {
    const text = said(await ask('why', { story: 'a1b2c3d4' }, over))
    expect(text).toContain('Kept: score 0.90, threshold 0.50, rule B1')
    expect(text).toContain('North Korea and Russia act together or on each other.')
    expect(text).toContain('• +6 North Korea and Russia are named together: “Lavrov visits Wonsan”')
    expect(text).toContain('Not kept: score 0.08')
    expect(text).toContain('Nothing in it spoke for US–Japan–South Korea.')
    expect(text).toContain('Actors: Sergey Lavrov (“Lavrov”).')
    expect(text).toContain('Act: Russia ↔ North Korea: CONSULT (visit), confirmed.')
    expect(text).toContain('Example Daily, 20 July 2025, 12:00 KST · us-jp-kr 0.08, dprk-russia 0.90')
  })

  test('and says what would have changed it', async () => {
    expect(said(await ask('why', { story: 'a1b2c3d4' }, over))).toContain(
      'It would have been dropped without: North Korea and Russia are named together: “Lavrov visits Wonsan” (score 0.17 without it).',
    )
  })
})

describe('/why explains an item that was not kept', () => {
  test('found by its address or its id', async () => {
    const byAddress = said(await ask('why', { story: 'https://news.example/i2' }, over))
    expect(byAddress).toBe(said(await ask('why', { story: 'i2' }, over)))
    expect(byAddress).toContain('Not posted.')
    expect(byAddress).toContain('It would have been kept without: it is about sport: “wrestlers” (score 0.78 without it).')
  })

  test('that nothing spoke for', async () => {
    const text = said(await ask('why', { story: 'i3' }, over))
    expect(text).toContain(
      'Nothing in it spoke for North Korea–Russia. It would count if: North Korea and Russia act together or on each other (B1);',
    )
  })

  test('that is not judged yet', async () => {
    const archive = { ...over.archive, item: async () => ({ item: item('i9', 'New', NOW), assessment: null, storyId: null }) }
    expect(said(await ask('why', { story: 'i9' }, { ...over, archive }))).toContain('not judged yet')
  })

  test('and leads to the story where it is part of one', async () => {
    const reply = await ask('why', { story: 'i1' }, over)
    expect(reply.suggestions).toEqual([{ label: 'The whole story', command: 'why', args: { story: 'a1b2c3d4' } }])
  })
})

test('/why shows what was nearly kept where it knows nothing, and not what nothing spoke for', async () => {
  const reply = await ask('why', { story: 'https://elsewhere.example/' }, over)
  expect(said(reply)).toContain('No story or item “https://elsewhere.example/” is known here.')
  expect(said(reply)).toContain('Russian and North Korean wrestlers win medals — Example Daily')
  expect(reply.suggestions.map(({ args }) => args.story)).toEqual(['i2'])
})

test('hidden characters of a feed do not reach the answer', async () => {
  const evil = item('i4', 'Talks \u202eevil\u0000 @everyone', NOW)
  const shown = said(await ask('why', { story: 'i4' }, contextOver([], [{ item: evil, assessment: far, storyId: null }])))
  expect(shown).not.toMatch(/[\u202e]/)
  expect(shown.includes('\u0000')).toBe(false)
})

test('the score that /why reckons with is the one that judging gives', () => {
  const assessor = createAssessor(config)
  const texts = [
    'Lavrov arrives in Wonsan for talks with Choe Son Hui',
    'North Korean and Russian athletes meet at a wrestling tournament',
    TITLE,
  ]
  const judged: readonly Assessment[] = texts.map((title) => assessor.assess(item('x', title, NOW)))
  for (const { verdicts, reasons } of judged) {
    for (const alignment of config.facts.alignments) {
      const own = reasons.filter((reason) => reason.alignment === alignment.id)
      const sum = own.reduce((total, { weight }) => total + weight, startOf(config.scoring, alignment.id, own.length))
      expect(verdicts[alignment.id]?.score).toBeCloseTo(1 / (1 + Math.exp(-sum / config.scoring.scale)), 6)
    }
  }
  expect(judged.some(({ verdicts }) => verdicts['dprk-russia']?.kept)).toBe(true)
})

test('/why of what took more than one find to drop names the weightiest', async () => {
  const title = 'Russian and North Korean wrestlers and dancers'
  const both = assessment(
    title,
    [
      { text: 'named together', weight: 2 },
      { text: 'it is about sport', weight: -6, quote: 'wrestlers' },
      { text: 'it is about dance', weight: -5, quote: 'dancers' },
    ],
    [],
  )
  const one = { item: item('i5', title, NOW), assessment: both, storyId: null }
  expect(said(await ask('why', { story: 'i5' }, contextOver([], [one])))).toContain(
    'short of the threshold, by more than one find; most of all: it is about sport: “wrestlers”.',
  )
})
