import { describe, expect, test } from 'vitest'
import { drawEvents } from '#src/charts/events.ts'
import { findingOf, tableOf } from '#src/charts/events-words.ts'
import { createChartMaker } from '#src/charts/maker.ts'
import type { Trend, TrendWeek } from '#src/domain/trend.ts'

const MONDAY = Date.UTC(2025, 4, 5)
const WEEK_MS = 604_800_000

const week = (together: number, against: number, index: number, coverage: TrendWeek['coverage'] = { feeds: 20, down: 0 }): TrendWeek => ({
  startAt: MONDAY + index * WEEK_MS,
  quads: { 'material-cooperation': 0, 'verbal-cooperation': together, 'verbal-conflict': against, 'material-conflict': 0 },
  score: together + against === 0 ? null : 1.25,
  coverage,
})

const USUAL = { cooperation: { low: 2, high: 4 }, conflict: { low: 0, high: 2 }, weeks: 26, before: true }
const DOWN = { feeds: 20, down: 5 }

const trend = (weeks: readonly TrendWeek[], changes: Partial<Trend> = {}): Trend => ({
  subject: 'A – B',
  weeks,
  usual: USUAL,
  until: MONDAY + weeks.length * WEEK_MS,
  ...changes,
})
const calm = (count: number): readonly TrendWeek[] => Array.from({ length: count }, (_, index) => week(2, 1, index))

describe('the finding of events by week', () => {
  test.each<[string, Trend]>([
    ['9 cooperative events (usually 2 to 4) in the week of 19 May 2025', trend([...calm(2), week(9, 1, 2)])],
    ['5 conflictual events (usually 0 to 2) in the week of 19 May 2025', trend([...calm(2), week(2, 5, 2)])],
    ['no cooperative events (usually 2 to 4) in the week of 19 May 2025', trend([...calm(2), week(0, 1, 2)])],
    ['6 cooperative events, 3 conflictual ones in 3 weeks, the last week as usual', trend(calm(3))],
    ['6 cooperative events, 3 conflictual ones in 3 weeks', trend(calm(3), { usual: null })],
    ['1 cooperative event, no conflictual ones in one week', trend([week(1, 0, 0)], { usual: null })],
    ['no events', trend([week(0, 0, 0), week(0, 0, 1)])],
    ['no events known, and feeds were down', trend([week(0, 0, 0), week(0, 0, 1, DOWN)])],
    ['9 cooperative events (usually 2 to 4) in the week of 19 May 2025', trend([...calm(2), week(9, 0, 2, DOWN)])],
    ['6 cooperative events, 3 conflictual ones in 3 weeks, the last week as usual', trend([week(3, 0, 0), week(2, 3, 1), week(1, 0, 2)])],
    ['feeds were down last week; its one event may not be all', trend([...calm(2), week(1, 0, 2, DOWN)])],
  ])('%s', (finding, input) => {
    expect(findingOf(input).replaceAll('\u00a0', ' ')).toBe(finding)
  })

  test('a week that has not ended is no finding', () => {
    const weeks = [...calm(3), week(9, 9, 3)]
    expect(findingOf(trend(weeks, { until: MONDAY + 3.5 * WEEK_MS }))).toContain('the last week as usual')
  })
})

describe('the picture of events by week', () => {
  test('shades weeks in which feeds were down, and says how many', () => {
    const { svg, alt } = drawEvents(trend([...calm(4), week(0, 0, 4, DOWN), week(2, 1, 5)]))
    expect(svg).toContain('5 of 20 feeds down')
    expect(svg.match(/url\(#dark\)/g)).toHaveLength(1)
    expect(alt).toContain('In 1 of 6 weeks feeds were down or not yet read.')
    expect(drawEvents(trend(calm(4))).svg).not.toContain('url(#dark)')
  })

  test('where nothing is known of the feeds it says so', () => {
    expect(drawEvents(trend([week(1, 1, 0, null)])).alt).toContain('Nothing is known of feeds being down.')
  })

  test('a hostile name stays text', () => {
    const { svg } = drawEvents(trend(calm(2), { subject: '<script>alert(1)</script>&"' }))
    expect(svg).not.toContain('<script')
  })

  test('its table has every week, newest first, with the mean score and the feeds that were down', () => {
    expect(tableOf(trend([week(2, 1, 0), week(0, 0, 1, DOWN)]))).toEqual({
      columns: [
        'Week of',
        'Cooperative deeds',
        'Cooperative words',
        'Conflictual words',
        'Conflictual deeds',
        'Mean PLOVER score',
        'Feeds down',
      ],
      rows: [
        ['12 May 2025', '0', '0', '0', '0', '–', '5 of 20'],
        ['5 May 2025', '0', '2', '1', '0', '+1.3', '0 of 20'],
      ].map((row) => row.map((cell, index) => (index === 0 ? cell.replace(' ', '\u00a0').replace(' ', '\u00a0') : cell))),
    })
  })

  test('becomes a PNG of twice its size, once', async () => {
    const picture = createChartMaker().eventsByWeek(trend(calm(12)))
    const png = await picture.png()
    expect(new TextDecoder('latin1').decode(png.slice(1, 4))).toBe('PNG')
    expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(960)
    expect(await picture.png()).toBe(png)
    expect(picture.name).toBe('events-a-b.png')
  })
})
