import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Archive } from '#src/domain/archive.ts'
import type { Store } from '#src/store/store.ts'
import {
  CALL_AT,
  callInJapanese,
  callInKorean,
  makeAssessment,
  makeDropped,
  makeFeedState,
  makeItem,
  makeMention,
  makeOutcome,
  makeVisitAssessment,
  makeVisitBrief,
  VISIT_AT,
  visitInChinese,
  visitInRussian,
} from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY_MS = 86_400_000

const ACT = { mode: null, subtype: null, actors: ['KOR'], recipients: ['JPN'], standing: 'confirmed', text: 'South Korea → Japan' } as const

/** Two stories: the call (three reports, three languages) and the visit (two), as the pipeline would store them. */
async function fill(store: Store): Promise<{ readonly call: string; readonly visit: string }> {
  const first = makeOutcome()
  const call = first.story?.story.id ?? ''
  await store.stories.record(first)
  for (const [index, item] of [callInKorean(), callInJapanese()].entries()) {
    const story = { id: call, revision: index + 2, updatedAt: item.publishedAt }
    await store.stories.record(makeOutcome({ item, assessment: makeAssessment({ language: item.language, mentions: [] }), story }))
  }
  const visitBrief = makeVisitBrief()
  const opened = makeOutcome({
    item: visitInRussian(),
    assessment: makeVisitAssessment(),
    story: { openedAt: VISIT_AT, updatedAt: VISIT_AT },
    brief: visitBrief,
  })
  const visit = opened.story?.story.id ?? ''
  await store.stories.record(opened)
  const chinese = makeAssessment({ language: 'zh', mentions: [makeMention(visitInChinese(), 'sergey-lavrov', '拉夫罗夫', 'RUS')] })
  const second = { id: visit, revision: 2, openedAt: VISIT_AT, updatedAt: VISIT_AT + 1 }
  await store.stories.record(
    makeOutcome({
      item: visitInChinese(),
      assessment: chinese,
      story: second,
      brief: makeVisitBrief({ revision: 2, updatedAt: VISIT_AT + 1 }),
    }),
  )
  return { call, visit }
}

/** What every archive answers. */
export function testArchive(name: string, open: OpenStore): void {
  describe(`${name} as an archive`, () => {
    let harness: StoreHarness
    let archive: Archive
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
      archive = harness.store.archive
    })
    afterEach(() => harness.close())
    const found = async (query: string): Promise<readonly string[]> => (await archive.search(query, 10)).map((brief) => brief.storyId)

    test.each([
      ['Ishiba', 'a name'],
      ['ISHIBA telephone', 'two words in any case'],
      ['통화', 'a Korean word of two syllables'],
      ['한덕수', 'a Korean name before an ending'],
      ['총리와 통화', 'two Korean words'],
      ['石破', 'a Japanese name of two letters'],
      ['会談', 'a Japanese word inside a longer run'],
      ['ハン・ドクス', 'a name in katakana, with its dot'],
      ['텔 시게루', 'nothing, where one word is missing'],
      ['"Duck-soo and Ishiba"', 'words that stand side by side'],
      ['"Ishiba and Duck-soo"', 'nothing, where the words stand the other way round'],
      ['Ishib', 'the beginning of a word'],
      ['"Ishib"', 'nothing, for half a word in quotation marks'],
      ['19 2024', 'numbers'],
      ['202', 'nothing, for half a number'],
    ])('search for %s finds the call by %s', async (query, why) => {
      const { call } = await fill(harness.store)
      expect(await found(query)).toEqual(why.startsWith('nothing') ? [] : [call])
    })

    test.each([['Лавров'], ['лавров вонсан'], ['拉夫罗夫'], ['元山'], ['Wonsan'], ['цой сон хи']])(
      'search for %s finds the visit',
      async (query) => {
        const { visit } = await fill(harness.store)
        expect(await found(query)).toEqual([visit])
      },
    )

    test('a story is found by the words of all its revisions together, newest stories first', async () => {
      const { call, visit } = await fill(harness.store)
      expect(await found('통화 石破 telephone')).toEqual([call])
      expect(await found('CONSULT')).toEqual([visit, call])
      expect(await archive.search('CONSULT', 1)).toHaveLength(1)
    })

    test.each([[''], ['   '], ['"'], ['""'], ['***'], ["' OR 1=1 --"], ['AND OR NOT'], ['NEAR(a b)'], ['words:x'], ['\u0000'], ['😀']])(
      'the query %j is answered, not an error',
      async (query) => {
        await fill(harness.store)
        expect(await found(query)).toEqual([])
      },
    )

    test('a very long query is answered', async () => {
      expect(await found('한미일 '.repeat(2_000))).toEqual([])
    })

    test('latest gives the newest revision of each story, last updated first, and can be narrowed', async () => {
      const { call, visit } = await fill(harness.store)
      const ids = async (filter: Omit<Parameters<Archive['latest']>[0], 'limit'>, limit = 9) =>
        (await archive.latest({ ...filter, limit })).map((brief) => `${brief.storyId} ${brief.revision}`)
      expect(await ids({})).toEqual([`${visit} 2`, `${call} 3`])
      expect(await ids({}, 1)).toEqual([`${visit} 2`])
      expect(await ids({ alignment: 'us-jp-kr' })).toEqual([`${call} 3`])
      expect(await ids({ actorId: 'sergey-lavrov' })).toEqual([`${visit} 2`])
      expect(await ids({ actorId: 'sergey-lavrov', alignment: 'us-jp-kr' })).toEqual([])
      expect(await ids({ since: VISIT_AT })).toEqual([`${visit} 2`])
      expect(await ids({ alignment: 'no-such' })).toEqual([])
    })

    test('a story is found by its id or the unique beginning of it, with its reports', async () => {
      const { call } = await fill(harness.store)
      const whole = await archive.story(call)
      expect(whole?.brief.revision).toBe(3)
      expect(whole?.reports.map((report) => report.item.language)).toEqual(['en', 'ko', 'ja'])
      expect((await archive.story(call.slice(0, 6)))?.brief.storyId).toBe(call)
      expect(await archive.story('')).toBeNull()
      expect(await archive.story('zzz')).toBeNull()
    })

    test('a beginning that two stories share finds neither; a whole id finds its own', async () => {
      await harness.store.stories.record(makeOutcome({ story: { id: 'ab' } }))
      await harness.store.stories.record(makeOutcome({ item: callInKorean(), story: { id: 'abc' } }))
      expect(await archive.story('a')).toBeNull()
      expect((await archive.story('ab'))?.brief.storyId).toBe('ab')
    })

    test('an item is found by id or address, kept or not', async () => {
      const { call } = await fill(harness.store)
      expect(await archive.item(makeItem().url)).toMatchObject({ item: makeItem(), storyId: call })
      expect(await archive.item(callInKorean().id)).toMatchObject({ item: callInKorean(), storyId: call })
      expect(await archive.item('')).toBeNull()
      expect(await archive.item('https://news.example/never')).toBeNull()
    })

    test('near misses are the dropped items with the best scores, newest first', async () => {
      const scores = [0.1, 0.45, 0.3, 0.44]
      for (const [index, score] of scores.entries()) {
        const item = makeItem({ guid: String(index), title: `Item ${index}`, publishedAt: CALL_AT + index })
        await harness.store.stories.record({ report: { item, assessment: makeDropped(score) }, story: null })
      }
      await harness.store.stories.record(makeOutcome())
      expect((await archive.near(2)).map(({ item }) => item.title)).toEqual(['Item 3', 'Item 1'])
    })

    test('dropped items come newest first, page by page, each once, also those of one moment', async () => {
      for (const [index, minute] of [3, 1, 3, 2, 3].entries()) {
        const item = makeItem({ guid: `d${index}`, title: `Item ${index}`, publishedAt: CALL_AT + minute })
        await harness.store.stories.record({ report: { item, assessment: makeDropped(0.2) }, story: null })
      }
      await harness.store.stories.record(makeOutcome())
      const all = await archive.dropped({ limit: 9 })
      expect(all.map(({ item }) => item.publishedAt - CALL_AT)).toEqual([3, 3, 3, 2, 1])
      const paged: (typeof all)[number][] = []
      for (;;) {
        const before = paged.at(-1)?.item
        const page = await archive.dropped({ limit: 2, ...(before === undefined ? {} : { before }) })
        if (page.length === 0) break
        paged.push(...page)
      }
      expect(paged.map(({ item }) => item.id)).toEqual(all.map(({ item }) => item.id))
      expect(all[0]?.assessment).toEqual(makeDropped(0.2))
    })

    test('mentions are counted by week from Monday, by alignment, weeks without any included', async () => {
      await fill(harness.store)
      const lavrov = makeItem({ guid: 'aside', title: 'Lavrov speaks of trade', publishedAt: VISIT_AT + 3 * DAY_MS })
      const aside = { ...makeDropped(), mentions: [makeMention(lavrov, 'sergey-lavrov', 'Lavrov', 'RUS')] }
      await harness.store.stories.record({ report: { item: lavrov, assessment: aside }, story: null })
      const weeks = await archive.mentionsByWeek('sergey-lavrov', VISIT_AT - 7 * DAY_MS, VISIT_AT + 4 * DAY_MS)
      expect(weeks.map((week) => new Date(week.startAt).toISOString())).toEqual([
        '2025-06-30T00:00:00.000Z',
        '2025-07-07T00:00:00.000Z',
        '2025-07-14T00:00:00.000Z',
      ])
      expect(weeks.map((week) => week.other)).toEqual([0, 0, 1])
      // The Chinese report is kept for us-jp-kr by the fixture's verdicts, the Russian one for dprk-russia.
      expect(weeks.map((week) => week.byAlignment)).toEqual([{}, { 'us-jp-kr': 1, 'dprk-russia': 1 }, {}])
    })

    test('of an item that is judged anew in another wording, only whom that one names is counted, in whole weeks and in cut ones', async () => {
      const item = makeItem()
      await harness.store.stories.record(makeOutcome({ item }))
      await harness.store.feeds.settle(makeFeedState({ feedId: item.feedId }), [{ ...item, title: 'Cho Tae-yul speaks', text: '' }])
      const [again] = await harness.store.stories.unassessed(9)
      if (again === undefined) throw new Error('the new wording is not to be judged')
      const mentions = [makeMention(again, 'cho-tae-yul', 'Cho Tae-yul', 'KOR')]
      await harness.store.stories.record({ report: { item: again, assessment: { ...makeDropped(), mentions } }, story: null })
      const monday = CALL_AT - 3 * DAY_MS - DAY_MS / 2
      for (const [since, until] of [
        [monday, monday + 7 * DAY_MS],
        [CALL_AT - 1, CALL_AT + 1],
      ] as const) {
        expect(await archive.mentionsByWeek('han-duck-soo', since, until)).toEqual([{ startAt: monday, byAlignment: {}, other: 0 }])
        expect(await archive.mentionsByWeek('cho-tae-yul', since, until)).toEqual([{ startAt: monday, byAlignment: {}, other: 1 }])
      }
    })

    test('an actor named many times in one item counts once', async () => {
      const item = makeItem({ title: 'Han, Han and Han' })
      const mentions = [0, 5, 13].map((start) => ({ actorId: 'han-duck-soo', text: 'Han', country: 'KOR', start, end: start + 3 }))
      await harness.store.stories.record(makeOutcome({ item, assessment: makeAssessment({ mentions }) }))
      const [week] = await archive.mentionsByWeek('han-duck-soo', CALL_AT, CALL_AT + 1)
      expect(week?.byAlignment).toEqual({ 'us-jp-kr': 1 })
    })

    test('no span gives no week', async () => {
      expect(await archive.mentionsByWeek('han-duck-soo', CALL_AT, CALL_AT)).toEqual([])
    })

    test('counterparts share stories, most often first, with the categories of the acts', async () => {
      await fill(harness.store)
      const acts = (['CONSULT', 'COOPERATE'] as const).map((category) => ({ ...ACT, category }))
      const item = makeItem({ guid: 'third', title: 'Han and Ishiba meet', publishedAt: VISIT_AT })
      const brief = { actors: ['han-duck-soo', 'shigeru-ishiba'], acts }
      await harness.store.stories.record(makeOutcome({ item, story: { updatedAt: VISIT_AT }, brief }))
      expect(await archive.counterparts('han-duck-soo', 0, 5)).toEqual([
        { actorId: 'shigeru-ishiba', count: 2, categories: ['CONSULT', 'COOPERATE'] },
        { actorId: 'united-states', count: 1, categories: ['CONSULT'] },
      ])
      expect((await archive.counterparts('han-duck-soo', 0, 1)).map(({ actorId }) => actorId)).toEqual(['shigeru-ishiba'])
      expect(await archive.counterparts('han-duck-soo', VISIT_AT, 5)).toEqual([
        { actorId: 'shigeru-ishiba', count: 1, categories: ['CONSULT', 'COOPERATE'] },
      ])
      expect(await archive.counterparts('nobody', 0, 5)).toEqual([])
    })

    test('counts tell items, kept ones and stories', async () => {
      await fill(harness.store)
      await harness.store.stories.record({ report: { item: makeItem({ guid: 'd', title: 'd' }), assessment: makeDropped() }, story: null })
      expect(await archive.counts()).toEqual({ items: 6, kept: 5, stories: 2 })
    })
  })
}
