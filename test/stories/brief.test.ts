import { describe, expect, test } from 'vitest'
import type { Brief } from '#src/domain/brief.ts'
import type { Report } from '#src/domain/story.ts'
import { actText } from '#src/stories/acts.ts'
import { headlineFor } from '#src/stories/headline.ts'
import { personAt } from '#src/stories/names.ts'
import { createNewsroom } from '#src/stories/newsroom.ts'
import { isPlausible } from '#src/stories/plausible.ts'
import { threadFor } from '#src/stories/thread.ts'
import { facts, reportOf, reportsOf, type Told, told } from './told.ts'

const { alignments } = facts
const tellAll = (reports: readonly Report[]) => {
  const newsroom = createNewsroom({ facts, alignments })
  return reports.map((report) => newsroom.tell(report, report.item.publishedAt))
}
const lastBrief = (reports: readonly Report[]): Brief => {
  const last = tellAll(reports).at(-1)
  if (last === undefined) throw new Error('no report was told')
  return last.brief
}
const inTime = () => told.toSorted((a, b) => a.published.localeCompare(b.published)).map(reportOf)

describe('a story as it grows', () => {
  test('is one story with a revision for each new outlet', () => {
    const tellings = tellAll(reportsOf('bridge-2026'))
    expect(new Set(tellings.map(({ story }) => story.id)).size).toBe(1)
    expect(tellings.map(({ story }) => story.revision)).toEqual([1, 2, 3, 4])
    expect(tellings.map(({ brief }) => brief.kind)).toEqual(['new', 'update', 'update', 'update'])
    expect(tellings[1]?.brief.change).toContain('also reported by BBC')
  })

  test('is not posted again for a second text of an outlet that is listed', () => {
    const [first] = reportsOf('bridge-2026')
    if (first === undefined) throw new Error('the gold set lost its bridge')
    const again = { ...first, item: { ...first.item, id: 'again', publishedAt: first.item.publishedAt + 600_000 } }
    const [one, two] = tellAll([first, again])
    expect(two?.worthPosting).toBe(false)
    expect(two?.story.revision).toBe(one?.story.revision)
    expect(two?.brief.sources).toHaveLength(2)
  })

  test('is the same, byte for byte, told twice', () => {
    expect(JSON.stringify(tellAll(inTime()))).toBe(JSON.stringify(tellAll(inTime())))
  })

  test('goes on after a restart as if there had been none', () => {
    const reports = inTime()
    const whole = createNewsroom({ facts, alignments })
    const before = reports.slice(0, 55).map((report) => ({ report, told: whole.tell(report, report.item.publishedAt) }))
    const again = createNewsroom({ facts, alignments })
    again.restore(before.map(({ report, told: { story } }) => ({ storyId: story.id, report })))
    for (const report of reports.slice(55))
      expect(again.tell(report, report.item.publishedAt)).toEqual(whole.tell(report, report.item.publishedAt))
  })

  test('keeps its revision after a restart when only the last brief is known', () => {
    const reports = reportsOf('bridge-2026')
    const briefs = tellAll(reports.slice(0, 3))
    const last = briefs.at(-1)?.brief
    const again = createNewsroom({ facts, alignments })
    again.restore(
      reports.slice(2, 3).map((report) => ({ storyId: last?.storyId ?? '', report })),
      last === undefined ? [] : [last],
    )
    const next = again.tell(reports[3] as Report, 0)
    expect(next.story.revision).toBe(4)
  })
})

describe('a brief', () => {
  test('has an English report’s own headline where there is one', () => {
    const brief = lastBrief(reportsOf('lavrov-wonsan-2025'))
    expect(brief.headline).toBe('Lavrov meets Kim in Wonsan and warns US, South Korea and Japan')
    expect(brief.original).toBeNull()
    expect(brief.summaryLanguage).toBe('en')
  })

  test('has a headline in English over the original where there is none', () => {
    const brief = lastBrief(reportsOf('freedom-edge-3').filter(({ item }) => item.language !== 'en'))
    expect(brief.headline).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\s]+$/u)
    expect(brief.headline).toContain('Freedom Edge')
    expect(brief.original?.language).toBe('ko')
  })

  test('counts a reprint as no independent source, and names the blocs that are silent', () => {
    const brief = lastBrief(reportsOf('han-ishiba-2024'))
    expect(brief.sources).toHaveLength(5)
    expect(brief.independentSources).toBe(4)
    expect(brief.silentBlocs).toEqual(['dprk-russia'])
  })

  test('says that one state’s own agency alone says so', () => {
    const brief = lastBrief(reportsOf('lavrov-wonsan-2025').filter(({ item }) => item.source.outlet === 'KCNA'))
    expect(brief.standingText).toBe('Claimed by KCNA only')
  })

  test('ties the editions of an exercise into one thread, each a story of its own', () => {
    const newsroom = createNewsroom({ facts, alignments })
    const [announced] = reportsOf('freedom-edge-3')
    if (announced === undefined) throw new Error('the gold set lost its exercise')
    newsroom.tell(announced, announced.item.publishedAt)
    const next = reportOf({
      ...(told.find(({ story }) => story === 'freedom-edge-4') as (typeof told)[number]),
      published: '2025-10-01T02:00:00Z',
    })
    const { brief } = newsroom.tell(next, next.item.publishedAt)
    expect(brief.thread?.label).toContain('Freedom Edge')
    expect(brief.thread?.earlier.map(({ headline }) => headline)).toEqual(['Third Freedom Edge exercise starts off Jeju'])
  })

  test('never carries an address that is not http or https', () => {
    const [first] = reportsOf('bridge-2026')
    if (first === undefined) throw new Error('the gold set lost its bridge')
    const brief = lastBrief([{ ...first, item: { ...first.item, url: 'javascript:alert(1)' } }])
    expect([brief.url, brief.sources[0]?.url]).toEqual(['', ''])
  })

  test('of every story of the gold set is within its limits', () => {
    for (const { brief } of tellAll(inTime())) {
      expect(brief.headline).not.toBe('')
      expect(brief.summary.join(' ').length).toBeLessThanOrEqual(400)
      expect(brief.importance).toBeGreaterThanOrEqual(0)
      expect(brief.importance).toBeLessThanOrEqual(1)
      expect(brief.updatedAt).toBeGreaterThanOrEqual(brief.openedAt)
    }
  })
})

describe('acts in words', () => {
  const lavrov = facts.actors.find(({ id }) => id === 'sergey-lavrov')
  const han = facts.actors.find(({ id }) => id === 'han-duck-soo')

  test('who does what to whom, with an arrow both ways for talks', () => {
    expect(actText({ category: 'THREATEN', mode: null, actors: ['RUS'], recipients: ['USA', 'JPN', 'KOR'] })).toBe(
      'Russia → United States, Japan, South Korea: THREATEN',
    )
    expect(actText({ category: 'CONSULT', mode: 'visit', actors: ['RUS'], recipients: ['PRK'] })).toBe(
      'Russia ↔ North Korea: CONSULT (visit)',
    )
    expect(actText({ category: 'COOPERATE', mode: null, actors: ['USA', 'JPN', 'KOR'], recipients: [] })).toBe(
      'United States, Japan, South Korea: COOPERATE',
    )
  })

  test('a person bears the office held on that day', () => {
    expect(han && personAt(han, Date.UTC(2024, 11, 19))).toBe('South Korean Acting President Han Duck-soo')
    expect(han && personAt(han, Date.UTC(2024, 10, 1))).toBe('South Korean Prime Minister Han Duck-soo')
    expect(han && personAt(han, Date.UTC(2026, 0, 1))).toBe('Han Duck-soo')
  })

  test('a headline tells who, whom, where, when and how sure', () => {
    const act = {
      category: 'CONSULT',
      mode: 'visit',
      subtype: null,
      actors: ['RUS'],
      recipients: ['PRK'],
      standing: 'confirmed',
      text: '',
    } as const
    const said = {
      people: lavrov === undefined ? [] : [lavrov],
      named: [],
      place: 'Wonsan',
      date: '2025-07-12',
      at: Date.UTC(2025, 6, 12),
      concepts: [],
      affairs: facts.affairs,
      accuser: null,
    }
    expect(headlineFor({ act, ...said })).toBe('Russian Foreign Minister Sergey Lavrov visits Wonsan, North Korea, 12 July 2025')
    expect(headlineFor({ act: { ...act, standing: 'planned' }, ...said, place: null, date: null })).toBe(
      'Russian Foreign Minister Sergey Lavrov to visit North Korea',
    )
    const troops = {
      ...act,
      category: 'AID',
      mode: null,
      subtype: 'troop-deployment',
      actors: ['PRK'],
      recipients: ['RUS'],
      standing: 'alleged',
    } as const
    expect(headlineFor({ act: troops, ...said, place: null, date: null, accuser: 'Ukraine' })).toBe(
      'North Korea sends troops or builders to Russia, Ukraine alleges',
    )
  })

  test('a coding that nobody would believe is not shown', () => {
    const aid = { category: 'AID', actors: ['UKR'], recipients: ['PRK', 'RUS'] } as const
    const accuse = { category: 'ACCUSE', actors: ['RUS'], recipients: ['PRK'] } as const
    const warn = { category: 'THREATEN', actors: ['RUS'], recipients: ['USA', 'JPN', 'KOR'] } as const
    expect([aid, accuse, warn].map((event) => isPlausible(event, alignments))).toEqual([false, false, true])
  })
})

describe('nothing is made up', () => {
  const byId = new Map(facts.actors.map((actor) => [actor.id, actor]))
  /** Capitals that no source need hold: offices and the names of states, which are coded, not quoted. */
  const monthOf = (at: number) => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)
  const words = (text: string) => text.match(/\p{Lu}[\p{L}]+/gu) ?? []

  test('every name and figure of a headline in English over a foreign original is an actor, a state or stands in a source', () => {
    const states = new Set([
      'US',
      'UN',
      'North',
      'South',
      'Korea',
      'Korean',
      'Russia',
      'Russian',
      'Japan',
      'Japanese',
      'China',
      'Chinese',
      'Ukraine',
      'Ukrainian',
    ])
    const offices = new Set([
      'President',
      'Acting',
      'Prime',
      'Foreign',
      'Defence',
      'Minister',
      'Secretary',
      'State',
      'Security',
      'Council',
      'National',
      'Adviser',
    ])
    for (const story of new Set(told.map((each) => each.story).filter((each) => each !== ''))) {
      const reports = reportsOf(story).filter(({ item }) => item.language !== 'en')
      const brief = lastBrief(reports)
      if (brief.original === null) continue
      const sources = reports.map(({ item }) => `${item.title} ${item.text}`).join(' ')
      const names = brief.actors.flatMap((id) => words(byId.get(id)?.name ?? ''))
      const known = new Set([...states, ...offices, ...names, ...words(sources), 'New', 'Year', 'Report'])
      const [headline = '', day, month] = /^(.*?)(?:, (\d+) (\p{L}+ \d{4}))?(?:, [^\d]+)?$/u.exec(brief.headline)?.slice(1) ?? [
        brief.headline,
      ]
      expect(words(headline).filter((word) => !known.has(word))).toEqual([])
      for (const figure of headline.match(/\d+/gu) ?? []) expect(sources).toContain(figure)
      if (day === undefined) continue
      // Only the day is always written out; its month is that of a report, give or take a day.
      expect(sources).toContain(day)
      const published = reports.flatMap(({ item }) => [-1, 0, 1].map((days) => item.publishedAt + days * 86_400_000))
      expect(published.map(monthOf)).toContain(month)
    }
  })

  test('every sentence of every summary stands in one of its story’s reports', () => {
    const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
    for (const story of new Set(told.map((each) => each.story).filter((each) => each !== ''))) {
      const reports = reportsOf(story)
      const texts = reports.map(({ item }) => letters(item.text))
      for (const sentence of lastBrief(reports).summary) expect(texts.some((text) => text.includes(letters(sentence)))).toBe(true)
    }
  })
})

describe('a headline in English over a foreign original says no more than the original', () => {
  const over = (lang: string, title: string, content = '') =>
    lastBrief([reportOf({ id: title, title, content, published: '2025-09-08T00:00:00Z', lang })]).headline

  test.each([
    [
      'ru',
      'США, Южная Корея и Япония проведут учения Freedom Edge в сентябре',
      'US, Japan and South Korea to hold joint exercise Freedom Edge',
    ],
    ['ko', '한미일, 프리덤 에지 훈련 시작', 'US, Japan and South Korea hold joint exercise Freedom Edge'],
    ['zh', '韩国国家情报院：朝鲜已开始向俄罗斯派兵', 'North Korea sends troops to Russia, South Korea alleges'],
  ])('%s: %s', (lang, title, headline) => {
    expect(over(lang, title)).toBe(headline)
  })

  test.each([
    ['a question', 'ko', '한미일, 프리덤 에지 훈련 시작할까'],
    ['what somebody says of it', 'ko', '“한미일 프리덤 에지 훈련 시작”…러시아 반발'],
    ['a body that is no state', 'ja', 'NATO、北朝鮮のロシア派兵を非難'],
    ['those who came home', 'ru', 'В КНДР встретили вернувшихся из России северокорейских сапёров'],
  ])('%s is told as what it is about, or in its own words', (_, lang, title) => {
    expect(over(lang, title)).toMatch(/^Report on |\p{Script=Hangul}|\p{Script=Han}|\p{Script=Cyrillic}/u)
  })
})

describe('what a careful reader would sign', () => {
  const at = '2026-09-28T12:00:00Z'
  type Given = Partial<Told> & Pick<Told, 'title'>
  const report = (given: Given, minutes = 0) =>
    reportOf({ id: given.title, published: new Date(Date.parse(at) + minutes * 60_000).toISOString(), lang: 'en', ...given })

  test('what a president says of his opponents is alleged by his country, and confirmed by nobody', () => {
    const brief = lastBrief([
      report({
        title: 'Zelenskyy says North Korea prepares to send about 10,000 more troops to Russia',
        country: 'UKR',
        kind: 'government',
      }),
      report({ title: '젤렌스키 “북한, 러시아에 병력 1만 명 추가 파병 준비”', lang: 'ko', source: '한강일보', country: 'KOR' }, 5),
    ])
    expect(brief.standing).toBe('alleged')
    expect(brief.standingText).toBe('Alleged by Ukraine')
  })

  test('a visit is confirmed by the states whose own outlets report it, by name', () => {
    const brief = lastBrief(reportsOf('lavrov-wonsan-2025'))
    expect(brief.standingText).toMatch(/^Confirmed by (?:Russia and North Korea|North Korea and Russia)$/)
    const oneSided = lastBrief(reportsOf('lavrov-wonsan-2025').filter(({ item }) => item.source.country !== 'PRK'))
    expect(oneSided.standingText).toBe('Confirmed by Russia')
  })

  test('the headline is a wire’s or a newspaper’s rather than that of an outlet that speaks for a state', () => {
    const state = report({
      title: 'Foreign Minister Lavrov Pays Visit to Wonsan, North Korea',
      source: 'State Agency',
      country: 'RUS',
      kind: 'state-media',
    })
    const wire = report({ title: 'Russian Foreign Minister Lavrov visits Wonsan in North Korea', source: 'A Wire', kind: 'wire' }, 30)
    expect(lastBrief([state, wire]).headline).toBe(wire.item.title)
    expect(lastBrief([state]).headline).toBe(state.item.title)
  })

  test('an affair is named only where something of it went before; an edition by itself', () => {
    const affair = { key: 'affair:treaty-step', label: 'Russia–North Korea treaty' }
    const edition = { key: 'named:freedom-edge', label: 'Freedom Edge, 4th edition' }
    const before = { ...lastBrief(reportsOf('bridge-2026')), openedAt: 1 }
    expect(threadFor(affair, 2, [])).toBeNull()
    expect(threadFor(affair, 2, [{ key: affair, brief: before }])).toMatchObject({
      label: 'Russia–North Korea treaty',
      earlier: [{ storyId: before.storyId }],
    })
    expect(threadFor(edition, 2, [])).toEqual({ label: 'Freedom Edge, 4th edition', earlier: [] })
  })

  test('an act that one report of many reads into it is left out', () => {
    const brief = lastBrief(reportsOf('lavrov-wonsan-2025'))
    expect(brief.acts.length).toBeLessThanOrEqual(3)
    for (const act of brief.acts) expect(act.text).not.toMatch(/Japan.*North Korea.*CONSULT|North Korea.*Japan.*CONSULT/)
  })
})
