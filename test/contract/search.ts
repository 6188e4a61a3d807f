import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Archive } from '#src/domain/archive.ts'
import type { Brief } from '#src/domain/brief.ts'
import type { StorySearch } from '#src/domain/search.ts'
import { CALL_AT, makeBrief, makeItem, makeOutcome, makeSource, NHK, TASS, VISIT_AT, YONHAP } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY_MS = 86_400_000

type Story = {
  readonly title: string
  readonly at: number
  readonly about?: string
  readonly actors?: readonly string[]
  readonly by?: readonly (readonly [typeof YONHAP, string])[]
}

const words = (...texts: readonly string[]) => texts.map((text) => ({ text: text.replaceAll('"', ''), quoted: text.startsWith('"') }))

/** How every store finds stories by words and by what they are about. */
export function testSearch(name: string, open: OpenStore): void {
  describe(`${name} as a place to search`, () => {
    let harness: StoreHarness
    let archive: Archive
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
      archive = harness.store.archive
    })
    afterEach(() => harness.close())

    async function tell(
      id: string,
      { title, at, about = 'us-jp-kr', actors = [], by = [[YONHAP, 'en']] }: Story,
      changes: Partial<Brief> = {},
    ) {
      const revision = changes.revision ?? 1
      const item = makeItem({ guid: `${id}-${revision}`, title, text: '', publishedAt: at })
      const sources = by.map(([source, language], group) => ({ ...makeSource({ ...item, source, language }), group }))
      const story = { id, revision, openedAt: at, updatedAt: at + revision }
      const brief = { headline: title, summary: [], original: null, actors, sources, openedAt: at, updatedAt: at + revision, ...changes }
      await harness.store.stories.record(
        makeOutcome({ item, story, brief: { ...brief, alignments: [{ ...(makeBrief().alignments[0] ?? never()), id: about }] } }),
      )
    }
    const never = (): never => {
      throw new Error('a brief has an alignment')
    }
    const found = async (search: StorySearch, limit = 9, offset = 0) =>
      (await archive.find(search, { limit, offset })).briefs.map(({ storyId }) => storyId)

    /** Three stories, told in this order of time. */
    async function three(): Promise<void> {
      await tell('drill', {
        title: 'Missile drill off Busan',
        at: CALL_AT,
        actors: ['japan'],
        by: [
          [YONHAP, 'ko'],
          [NHK, 'ja'],
        ],
      })
      await tell('visit', {
        title: 'Missile talks in Wonsan',
        at: VISIT_AT,
        about: 'dprk-russia',
        actors: ['russia', 'sergey-lavrov'],
        by: [[TASS, 'ru']],
      })
      await tell('launch', {
        title: 'Missile launch, 미사일 발사',
        at: VISIT_AT + DAY_MS,
        about: 'dprk-russia',
        actors: ['russia'],
        by: [[YONHAP, 'ko']],
      })
    }

    test.each<[string, StorySearch, readonly string[]]>([
      ['nothing asked', {}, ['launch', 'visit', 'drill']],
      ['a word', { words: words('missile') }, ['launch', 'visit', 'drill']],
      ['an alignment', { words: words('missile'), alignment: 'dprk-russia' }, ['launch', 'visit']],
      ['an actor', { actorIds: ['russia'] }, ['launch', 'visit']],
      ['two actors', { actorIds: ['russia', 'sergey-lavrov'] }, ['visit']],
      ['a language', { language: 'ko' }, ['launch', 'drill']],
      ['an outlet', { outlets: ['TASS'] }, ['visit']],
      ['one of two outlets', { outlets: ['TASS', 'NHK'] }, ['visit', 'drill']],
      ['an outlet that there is not', { outlets: ['Nobody'] }, []],
      ['a word left out', { words: words('missile'), without: words('wonsan') }, ['launch', 'drill']],
      ['two words left out', { without: words('wonsan', 'busan') }, ['launch']],
      ['a phrase left out', { words: words('missile'), without: words('"missile talks"') }, ['launch', 'drill']],
      ['a Korean word left out', { words: words('missile'), without: words('발사') }, ['visit', 'drill']],
      ['since', { since: VISIT_AT }, ['launch', 'visit']],
      ['until', { until: VISIT_AT }, ['drill']],
      ['a span', { since: VISIT_AT, until: VISIT_AT + DAY_MS }, ['visit']],
      [
        'all of it',
        { words: words('missile'), alignment: 'dprk-russia', actorIds: ['russia'], language: 'ko', outlets: ['Yonhap'], since: VISIT_AT },
        ['launch'],
      ],
      ['signs alone', { words: words('***') }, []],
      ['a mark of the index as a word', { words: words('zqall') }, []],
    ])('%s narrows, first told last coming first', async (_, search, expected) => {
      await three()
      expect(await found(search)).toEqual(expected)
    })

    test('pages follow each other without a gap, and tell how many there are in all', async () => {
      for (let n = 0; n < 7; n += 1) await tell(`s${n}`, { title: `Missile ${n}`, at: VISIT_AT })
      const all = await found({ words: words('missile') }, 50)
      expect([
        ...(await found({ words: words('missile') }, 3)),
        ...(await found({ words: words('missile') }, 3, 3)),
        ...(await found({}, 3, 6)),
      ]).toEqual(all)
      expect(new Set(all).size).toBe(7)
      const { total, more } = await archive.find({}, { limit: 3 })
      expect({ total, more }).toEqual({ total: 7, more: false })
      expect((await archive.find({}, { limit: 3, offset: 9 })).briefs).toEqual([])
    })

    test('a newer revision is found by what it says and in its place of time, no longer by what the one before said', async () => {
      await three()
      await tell(
        'drill',
        { title: 'Naval drill off Jeju', at: CALL_AT - DAY_MS, actors: ['south-korea'], by: [[NHK, 'ja']] },
        { revision: 2 },
      )
      expect(await found({ actorIds: ['japan'] })).toEqual([])
      expect(await found({ actorIds: ['south-korea'] })).toEqual(['drill'])
      expect(await found({ since: CALL_AT })).toEqual(['launch', 'visit'])
      expect(await archive.outlets(9)).toEqual(expect.arrayContaining(['Yonhap', 'NHK', 'TASS']))
    })

    test('a withdrawn story is not found', async () => {
      await three()
      await tell('visit', { title: 'Missile talks in Wonsan', at: VISIT_AT }, { revision: 2, kind: 'correction', withdrawn: true })
      expect(await found({})).toEqual(['launch', 'drill'])
    })

    test('a store that holds a withdrawn story is sound', async () => {
      await three()
      await tell('visit', { title: 'Missile talks in Wonsan', at: VISIT_AT }, { revision: 2, kind: 'correction', withdrawn: true })
      expect(await harness.store.upkeep.check()).toEqual([])
    })

    test('what reports say is given by story, for quoting from it', async () => {
      await three()
      expect(await archive.texts(['visit', 'drill', 'nowhere'])).toEqual([
        { storyId: 'drill', outlet: 'Yonhap', title: 'Missile drill off Busan', text: '' },
        { storyId: 'visit', outlet: 'Yonhap', title: 'Missile talks in Wonsan', text: '' },
      ])
      expect(await archive.texts([])).toEqual([])
    })

    test('the latest are narrowed by language, and given page by page', async () => {
      await three()
      const latest = async (filter: Partial<Parameters<Archive['latest']>[0]>) =>
        (await archive.latest({ limit: 9, ...filter })).map(({ storyId }) => storyId)
      expect(await latest({ language: 'ko' })).toEqual(['launch', 'drill'])
      expect(await latest({ language: 'ko', alignment: 'us-jp-kr' })).toEqual(['drill'])
      expect(await latest({ language: 'ru', actorId: 'russia', alignment: 'dprk-russia' })).toEqual(['visit'])
      expect(await latest({ limit: 1, offset: 1 })).toEqual(['visit'])
      expect(await latest({ limit: 9, offset: 3 })).toEqual([])
    })
  })
}
