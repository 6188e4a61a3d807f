import { describe, expect, test } from 'vitest'
import { drawEvents } from '#src/charts/events.ts'
import { drawBars } from '#src/charts/svg.ts'
import type { Trend } from '#src/domain/trend.ts'
import { wordsIn } from '#src/words/words.ts'

const WEEK_MS = 604_800_000
const FIRST_AT = Date.UTC(2015, 0, 5)

const trendOver = (weeks: number): Trend => ({
  subject: 'Russia – North Korea',
  weeks: Array.from({ length: weeks }, (_, at) => ({
    startAt: FIRST_AT + at * WEEK_MS,
    quads: {
      'verbal-cooperation': 1 + (at % 5),
      'material-cooperation': 1 + (at % 3),
      'verbal-conflict': 1,
      'material-conflict': 1 + (at % 2),
    },
    score: 1,
    coverage: null,
  })),
  usual: null,
  until: FIRST_AT + weeks * WEEK_MS,
})

const shapes = (svg: string): number => svg.match(/<(?:rect|path)/g)?.length ?? 0

/** Where the bars of the first colour begin and end, from left to right. */
const spans = (svg: string): readonly (readonly [number, number])[] => {
  const [, path = ''] = /<path fill="#0f6f6c" d="([^"]+)"/.exec(svg) ?? []
  return [...path.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, x, width]) => [Number(x), Number(x) + Number(width)])
}

describe('many bars', () => {
  test('of one colour are one shape, and nothing where there are none', () => {
    const bar = { x: 1.04, y: 2, width: 3, height: 4, fill: '#000000' }
    expect(drawBars([])).toBe('')
    expect(drawBars([bar, { ...bar, x: 9 }, { ...bar, fill: '#ffffff' }])).toBe(
      '<path fill="#000000" d="M1 2h3v4h-3zM9 2h3v4h-3z"/><path fill="#ffffff" d="M1 2h3v4h-3z"/>',
    )
  })

  test('a picture of ten years has no more shapes than one of a quarter, and a bar more costs under thirty characters', () => {
    const [quarter, years] = [13, 520].map((weeks) => drawEvents(trendOver(weeks), wordsIn('en')).svg)
    expect(shapes(years ?? '')).toBeLessThanOrEqual(shapes(quarter ?? ''))
    expect((years ?? '').length).toBeLessThan((quarter ?? '').length + (520 - 13) * 4 * 30)
  })

  test('stand apart where there is room, and side by side without gap or overlap where there is none', () => {
    const apart = spans(drawEvents(trendOver(26), wordsIn('en')).svg)
    const close = spans(drawEvents(trendOver(520), wordsIn('en')).svg)
    expect([apart.length, close.length]).toEqual([26, 520])
    for (const [at, [from]] of apart.entries()) if (at > 0) expect(from).toBeGreaterThan((apart[at - 1]?.[1] ?? 0) + 1)
    for (const [at, [from]] of close.entries()) if (at > 0) expect(from).toBeCloseTo(close[at - 1]?.[1] ?? 0, 5)
  })
})
