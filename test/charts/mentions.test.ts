import { describe, expect, test } from 'vitest'
import { createChartMaker } from '#src/charts/maker.ts'
import { drawMentions } from '#src/charts/mentions.ts'
import { findingOf, type MentionsInput, seriesOf, tableOf } from '#src/charts/mentions-words.ts'
import type { Actor } from '#src/domain/actor.ts'
import type { Alignment } from '#src/domain/alignment.ts'
import { wordsIn } from '#src/words/words.ts'

const MONDAY = Date.UTC(2025, 4, 5)
const WEEK_MS = 604_800_000

const alignment = (id: string, label: string, colour: string): Alignment => ({
  id,
  label,
  colour,
  states: [],
  collectives: [],
  instruments: [],
  rules: [],
  threshold: 0.5,
})
const alignments = [alignment('abc', 'A–B–C', '#0072b2'), alignment('xy', 'X–Y', '#d55e00')]

const actor: Actor = {
  id: 'lavrov',
  kind: 'person',
  name: 'Sergey Lavrov',
  country: 'RUS',
  alignment: 'xy',
  wikidata: null,
  roles: [],
  aliases: { en: [], ko: [], ja: [], ru: [], zh: [] },
  ruStems: [],
  guards: [],
  aliasRisks: [],
  verification: 'known',
  note: '',
}

/** Weeks with so many reports on xy, and on nothing. */
const weeks = (counts: readonly number[], others: readonly number[] = []): MentionsInput => ({
  actor,
  alignments,
  weeks: counts.map((count, index) => ({
    startAt: MONDAY + index * WEEK_MS,
    byAlignment: count === 0 ? {} : { xy: count },
    other: others[index] ?? 0,
  })),
})

describe('the title of the picture tells its finding', () => {
  test.each([
    ['a week that stands out', [1, 0, 2, 9, 1, 0], 'most reports in the week of 26 May 2025'],
    ['a rise', [1, 1, 0, 1, 2, 3, 3, 3], 'up to 11 reports on X–Y in four weeks, from 3 in the four before'],
    ['a fall', [3, 3, 3, 2, 1, 1, 0, 1], 'down to 3 reports on X–Y in four weeks, from 11 in the four before'],
    ['an even stream', [2, 2, 3, 2], '9 reports on X–Y in 4 weeks'],
    ['one report', [0, 1, 0], 'one report on X–Y in 3 weeks'],
    ['none', [0, 0], 'no reports in 2 weeks'],
  ])('%s', (_, counts, finding) => {
    expect(findingOf(weeks(counts)).replaceAll('\u00a0', ' ')).toBe(finding)
  })

  test('a week that has not ended is no fall', () => {
    const input = weeks([3, 3, 3, 3, 3, 3, 3, 3, 0])
    expect(findingOf({ ...input, until: MONDAY + 8 * WEEK_MS + 1 })).toBe('24 reports on X–Y in 9 weeks')
  })
})

describe('the picture', () => {
  test('has a row for each alignment that has reports, in its fixed colour, and one for other subjects last', () => {
    expect(seriesOf(weeks([1, 2], [3, 0]), wordsIn('en')).map(({ label, colour, total }) => [label, colour, total])).toEqual([
      ['X–Y', '#d55e00', 3],
      ['Other subjects', '#7d8792', 3],
    ])
  })

  test('draws one report as tall in every row', () => {
    const { svg } = drawMentions(weeks([4, 0], [0, 2]))
    const bars = [...svg.matchAll(/height="([\d.]+)" fill="(#d55e00|#7d8792)"/g)].filter(([, height]) => height !== '13')
    expect(bars.map(([, height]) => Number(height))).toEqual([73.3, 36.7])
  })

  test('says in words what it shows: finding, totals, highest weeks, span', () => {
    const { alt } = drawMentions({ ...weeks([1, 0, 2, 9, 1, 0]), until: MONDAY + 5 * WEEK_MS + 86_400_000 })
    expect(alt.replaceAll('\u00a0', ' ')).toBe(
      'Bar chart of reports a week. Sergey Lavrov: most reports in the week of 26 May 2025. X–Y: 13, at most 9 (week of 26 May 2025). Reports read, 5 May – 10 June 2025, by week from Monday, UTC. The last week has not ended.',
    )
  })

  test('marks events by number, oldest first, apart from each other, and names them under the weeks and in words', () => {
    const at = MONDAY + 3 * 86_400_000
    const events = [
      { at, text: 'Russia → North Korea: CONSULT (visit)' },
      { at: at - 3_600_000, text: 'Russia ↔ China: AGREE' },
    ]
    const { svg, alt } = drawMentions({ ...weeks([1, 2, 3]), events })
    expect(alt.replaceAll('\u00a0', ' ')).toContain(
      'Marked: 8 May 2025, Russia → North Korea: CONSULT (visit); 7 May 2025, Russia ↔ China: AGREE.',
    )
    expect([...svg.matchAll(/>(\d|[^<]*: [A-Z]+[^<]*)</g)].map(([, text]) => text)).toEqual([
      ...['1', '2'],
      '3',
      ...['1', 'Russia – China: AGREE', '2', 'Russia › North Korea: CONSULT (visit)'],
    ])
    const [first = 0, second = 0] = [...svg.matchAll(/cx="([\d.]+)" cy="[\d.]+" r="8"/g)].map(([, x]) => Number(x))
    expect(second - first).toBeGreaterThanOrEqual(16)
  })

  test('its table has every week, newest first', () => {
    expect(tableOf(weeks([1, 2], [3, 0])).columns).toEqual(['Week of', 'X–Y', 'Other subjects'])
    expect(tableOf(weeks([1, 2], [3, 0])).rows.map((row) => row.slice(1))).toEqual([
      ['2', '0'],
      ['1', '3'],
    ])
  })

  test('escapes names, which may hold anything', () => {
    const { svg } = drawMentions({ ...weeks([1]), actor: { ...actor, name: `<script>"&'\u0000` } })
    expect(svg).toContain('&lt;script&gt;&quot;&amp;&#39;: one report')
    expect(svg.includes('<script') || svg.includes('\u0000')).toBe(false)
  })

  test('becomes a PNG of 960 pixels, drawn once', async () => {
    const picture = createChartMaker().mentionsByWeek({ ...weeks([1, 2, 3]), actor, alignments })
    const png = await picture.png()
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
    expect(Buffer.from(png).readUInt32BE(16)).toBe(960)
    expect(await picture.png()).toBe(png)
    expect(picture.name).toBe('mentions-lavrov.png')
  })

  test('draws the letters of names: no font, no ink', async () => {
    const draw = async (name: string) => {
      const named = { ...actor, name }
      return (
        await createChartMaker()
          .mentionsByWeek({ ...weeks([1]), actor: named, alignments })
          .png()
      ).length
    }
    expect(await draw('Александр Мацегора')).toBeGreaterThan((await draw(' ')) + 1000)
  })
})
