import { describe, expect, test } from 'vitest'
import { createChartMaker } from '#src/charts/maker.ts'
import { drawUnusual, tableOf } from '#src/charts/unusual.ts'
import type { Unusual } from '#src/domain/alert.ts'

const WEEK_MS = 604_800_000
const FROM = Date.UTC(2025, 6, 6)

const unusual = (changes: Partial<Unusual> = {}): Unusual => ({
  subject: { id: 'pair:PRK-RUS', label: 'North Korea and Russia', colour: '#d55e00' },
  count: 19,
  usual: { low: 3, high: 8 },
  weeks: 26,
  chance: 0.001,
  windows: Array.from({ length: 28 }, (_, index) => ({
    startAt: FROM - (27 - index) * WEEK_MS,
    count: index === 27 ? 19 : 3 + (index % 6),
    share: 1,
  })),
  until: FROM + 6.4 * 86_400_000,
  ...changes,
})
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the picture of a week far above the usual', () => {
  test('tells its finding, what was usual, and the most there was before', () => {
    expect(plain(drawUnusual(unusual()).alt)).toBe(
      'Bar chart of stories in seven days. North Korea and Russia: 19 stories in seven days; 3 to 8 a week are usual. ' +
        'The most in seven days before: 8, to 8 February 2025. ' +
        'Kept stories that tell of an act, 29 December 2024 – 12 July 2025, by seven days up to today, UTC. Usual: the middle 80 % of 26 of the weeks before.',
    )
  })

  test('shows the week in the colour of its subject, and every other in grey', () => {
    const { svg } = drawUnusual(unusual())
    expect(svg.match(/fill="#d55e00"/g)).toHaveLength(1)
    expect(svg.match(/fill="#7d8792"/g)).toHaveLength(27)
    expect(svg).toContain('>19</text>')
    expect(drawUnusual(unusual({ subject: { id: 'pair:RUS-USA', label: 'Russia and United States', colour: null } })).svg).not.toContain(
      '#d55e00',
    )
  })

  test('hatches weeks of which feeds were not read, so that few stories never read as calm', () => {
    const { windows } = unusual()
    const dark = windows.map((one, index) => (index === 9 ? { ...one, share: 0.4 } : one))
    const { svg, alt } = drawUnusual(unusual({ windows: dark }))
    expect(svg.match(/url\(#dark\)/g)).toHaveLength(1)
    expect(alt).toContain('Hatched: feeds were down, or not yet read.')
    expect(drawUnusual(unusual()).svg).not.toContain('url(#dark)')
  })

  test('has its figures in a table, newest first, and is drawn for bright and dark', async () => {
    expect(tableOf(unusual()).rows[0]?.map(plain)).toEqual(['6 July 2025', '19', '100 %'])
    const picture = createChartMaker().unusual(unusual())
    expect(picture.name).toBe('unusual-pair-prk-rus.png')
    const [light, dark] = await Promise.all([picture.png(), picture.png('dark')])
    expect(Buffer.from(light).equals(Buffer.from(dark))).toBe(false)
    expect(await picture.png('light')).toBe(light)
  })
})
