import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDesk, reportBy } from './desk.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.store.close())

const only = () => {
  const [message, ...more] = desk.shown()
  if (message === undefined || more.length > 0) throw new Error(`expected one message, got ${desk.shown().length}`)
  return message
}

const TROOPS = 'North Korea sends 1,500 soldiers to Russia, Seoul says'
const troops = reportBy('Reuters', TROOPS)

describe('an item that its publisher changes', () => {
  test('stays one post, and says the same where only words change', async () => {
    await desk.receive(troops)
    const before = only()
    expect(await desk.receive({ ...troops, title: 'Seoul says North Korea sends 1,500 soldiers to Russia' })).toEqual([])
    expect(only()).toEqual(before)
    expect((await desk.store.archive.item(troops.id))?.item.title).toBe('Seoul says North Korea sends 1,500 soldiers to Russia')
  })

  test('is corrected in place where the sense changes', async () => {
    await desk.receive(troops)
    await desk.receive({ ...troops, title: 'North Korea sends 3,000 soldiers to Russia, Seoul says' })
    const { brief, edits } = only()
    expect(edits).toBe(1)
    expect(brief).toMatchObject({ kind: 'correction', revision: 2 })
    expect(brief.change).toMatch(/^Reuters changed its report/)
    expect(brief.sources.map(({ title }) => title)).toEqual(['North Korea sends 3,000 soldiers to Russia, Seoul says'])
  })

  test('ten times makes one post', async () => {
    await desk.receive(troops)
    for (let n = 1; n <= 10; n++) await desk.receive({ ...troops, title: `North Korea sends ${1_500 + n} soldiers to Russia, Seoul says` })
    expect(only().edits).toBe(10)
    expect(only().brief.sources).toHaveLength(1)
  })

  test('ten times between two polls of the judge is corrected once, to the last', async () => {
    await desk.receive(troops)
    const state = (await desk.store.feeds.find('yonhap-en')) ?? undefined
    if (state === undefined) throw new Error('the feed is not known')
    for (let n = 1; n <= 10; n++)
      await desk.store.feeds.settle(state, [{ ...troops, title: `North Korea sends ${2_000 + n} soldiers to Russia, Seoul says` }])
    await desk.receive()
    expect(only().edits).toBe(1)
    expect(only().brief.sources[0]?.title).toContain('2010')
  })

  test('more often than a dozen times is not followed any further', async () => {
    await desk.receive(troops)
    for (let n = 1; n <= 30; n++) await desk.receive({ ...troops, title: `North Korea sends ${1_500 + n} soldiers to Russia, Seoul says` })
    expect(only().edits).toBeLessThanOrEqual(13)
  })

  test('to and fro between two wordings is one change', async () => {
    await desk.receive(troops)
    const other = { ...troops, title: 'North Korea sends 3,000 soldiers to Russia, Seoul says' }
    for (let n = 0; n < 6; n++) await desk.receive(n % 2 === 0 ? other : troops)
    expect(only().edits).toBe(1)
  })

  test('into something else leaves a post that says it is withdrawn, and comes back as a story of its own', async () => {
    await desk.receive(troops)
    const other = { ...troops, title: 'Bakers in Lyon hold their yearly contest' }
    await desk.receive(other)
    const { brief, edits } = only()
    expect(edits).toBe(1)
    expect(brief).toMatchObject({ kind: 'correction', withdrawn: true, summary: [], acts: [] })
    expect(brief.headline).toMatch(/^Withdrawn: /)
    expect((await desk.store.archive.item(troops.id))?.storyId).toBeNull()
    desk.wait(48 * 3_600_000)
    await desk.receive(troops)
    expect(desk.shown()).toHaveLength(2)
    expect(desk.shown()[1]?.brief.withdrawn).toBeUndefined()
  })

  test('into something else leaves a story that others still report', async () => {
    await desk.receive(troops, reportBy('AP', 'North Korea sends 1,500 soldiers to Russia, South Korea says'))
    await desk.receive({ ...troops, title: 'Bakers in Lyon hold their yearly contest' })
    const { brief } = only()
    expect(brief.sources.map(({ outlet }) => outlet)).toEqual(['AP'])
    expect(brief).toMatchObject({ kind: 'correction' })
    expect(brief.change).toContain('Reuters changed its report')
  })

  test('into another event moves to that story, and both posts are corrected', async () => {
    const drill = [
      'Third Freedom Edge exercise of US, Japan and South Korea starts',
      'US, Japan, South Korea start third Freedom Edge drill',
    ] as const
    await desk.receive(reportBy('AP', drill[0]), reportBy('BBC', drill[1]))
    await desk.receive(troops, reportBy('AFP', 'North Korea sends 1,500 soldiers to Russia, South Korea says'))
    expect(desk.shown()).toHaveLength(2)
    await desk.receive({ ...troops, title: 'US, Japan and South Korea start third Freedom Edge exercise' })
    const [exercise, soldiers] = desk.shown().map(({ brief }) => brief)
    expect(exercise?.sources.map(({ outlet }) => outlet).toSorted()).toEqual(['AP', 'BBC', 'Reuters'])
    expect(soldiers?.sources.map(({ outlet }) => outlet)).toEqual(['AFP'])
    expect(soldiers?.kind).toBe('correction')
  })

  test('is followed after a restart as before', async () => {
    await desk.receive(troops)
    desk.restart()
    await desk.receive({ ...troops, title: 'North Korea sends 3,000 soldiers to Russia, Seoul says' })
    desk.restart()
    await desk.receive(reportBy('AP', 'North Korea sends 3,000 soldiers to Russia, South Korea says'))
    expect(only().brief.sources.map(({ outlet }) => outlet)).toEqual(['Reuters', 'AP'])
    expect(only().edits).toBe(2)
  })

  test('that was dropped before is told when it becomes news of an alignment', async () => {
    const dull = reportBy('Reuters', 'Bakers in Lyon hold their yearly contest')
    await desk.receive(dull)
    expect(desk.shown()).toEqual([])
    await desk.receive({ ...dull, title: TROOPS })
    expect(only().brief.sources).toHaveLength(1)
  })
})

describe('what an outlet takes back', () => {
  test('a retraction withdraws the post of a story that it alone reported', async () => {
    await desk.receive(troops)
    await desk.receive(reportBy('Reuters', `RETRACTED: ${TROOPS}`, { publishedAt: desk.now() }))
    expect(only().brief).toMatchObject({ kind: 'correction', withdrawn: true })
    expect(only().brief.change).toBe('Reuters withdraws its report')
  })

  test('a retraction takes one of several reports away', async () => {
    await desk.receive(troops, reportBy('AP', 'North Korea sends 1,500 soldiers to Russia, South Korea says'))
    await desk.receive(reportBy('Reuters', `Retraction: ${TROOPS}`, { publishedAt: desk.now() }))
    expect(only().brief.sources.map(({ outlet }) => outlet)).toEqual(['AP'])
    expect(only().brief.change).toContain('Reuters withdraws its report')
    desk.restart()
    await desk.receive(reportBy('AFP', 'North Korea sends 1,500 soldiers to Russia, says Seoul', { publishedAt: desk.now() }))
    expect(only().brief.sources.map(({ outlet }) => outlet)).toEqual(['AP', 'AFP'])
  })

  test('the same item, headed as withdrawn, withdraws its post', async () => {
    await desk.receive(troops)
    await desk.receive({ ...troops, title: `WITHDRAWN: ${TROOPS}` })
    expect(only().brief).toMatchObject({ kind: 'correction', withdrawn: true })
  })

  test('a correction takes the place of what its outlet wrote before', async () => {
    await desk.receive(troops)
    await desk.receive(reportBy('Reuters', 'CORRECTED: North Korea sends 150 soldiers to Russia, Seoul says', { publishedAt: desk.now() }))
    expect(only().brief.kind).toBe('correction')
    expect(only().brief.change).toContain('Reuters corrects its report')
    expect(only().brief.sources).toHaveLength(1)
    expect(only().brief.sources[0]?.title).toContain('150')
  })

  test.each(['[정정] ', '【訂正】', 'Уточнение: ', '更正：'])('%s heads a correction', async (head) => {
    await desk.receive(troops)
    await desk.receive(reportBy('Reuters', `${head}${TROOPS}`, { publishedAt: desk.now() }))
    expect(only().brief.kind).toBe('correction')
  })

  test('a withdrawal of troops is no retraction', async () => {
    await desk.receive(reportBy('Reuters', 'Withdrawn North Korean soldiers leave Russia for home'))
    expect(only().brief.kind).toBe('new')
  })
})

describe('a feed that repeats itself', () => {
  test('with new guids adds nothing', async () => {
    await desk.receive(troops)
    expect(await desk.receive(reportBy('Reuters', TROOPS, { guid: 'other', id: 'other' }))).toEqual([])
    expect(only().edits).toBe(0)
  })

  test('with new guids and no addresses adds nothing', async () => {
    const bare = { ...troops, url: '' }
    await desk.receive(bare)
    expect(await desk.receive({ ...bare, guid: 'other', id: 'other' })).toEqual([])
    expect(only().edits).toBe(0)
  })

  test('with another date keeps the first', async () => {
    await desk.receive(troops)
    expect(await desk.receive({ ...troops, publishedAt: troops.publishedAt + 3_600_000 })).toEqual([])
    expect((await desk.store.archive.item(troops.id))?.item.publishedAt).toBe(troops.publishedAt)
    expect(only().edits).toBe(0)
  })

  test('within one document, with two dates, is one item', async () => {
    expect(await desk.receive(troops, { ...troops, publishedAt: troops.publishedAt - 3_600_000 })).toHaveLength(1)
    expect(only().brief.sources).toHaveLength(1)
  })

  test('an item dated in the future joins the story of its own time', async () => {
    await desk.receive(troops)
    const ahead = reportBy('AP', 'North Korea sends 1,500 soldiers to Russia, South Korea says', { publishedAt: Date.UTC(2027, 0, 1) })
    await desk.receive(ahead)
    expect(only().brief.sources).toHaveLength(2)
    expect(only().brief.updatedAt).toBeLessThanOrEqual(desk.now())
  })
})

describe('later evidence', () => {
  const third = [
    reportBy('AP', 'Third Freedom Edge exercise of US, Japan and South Korea starts'),
    reportBy('BBC', 'US, Japan, South Korea start third Freedom Edge drill'),
  ]
  const unsure = reportBy('AFP', 'Freedom Edge exercise: six Aegis ships of US, Japan and South Korea put to sea off Jeju', {
    publishedAt: Date.UTC(2025, 8, 15, 5, 1),
  })
  const fourth = (outlet: string) =>
    reportBy(outlet, 'Fourth Freedom Edge exercise: six Aegis ships of US, Japan and South Korea put to sea off Jeju', {
      publishedAt: Date.UTC(2025, 8, 15, 6),
    })

  test('moves a report to where it belongs, corrects both posts, and moves it only once', async () => {
    await desk.receive(...third, unsure)
    expect(only().brief.sources.map(({ outlet }) => outlet)).toContain('AFP')
    await desk.receive(fourth('Reuters'))
    const [one, other] = desk.shown().map(({ brief }) => brief)
    expect(one?.sources.map(({ outlet }) => outlet).toSorted()).toEqual(['AP', 'BBC'])
    expect(one).toMatchObject({ kind: 'correction' })
    expect(one?.change).toContain('AFP')
    expect(other?.sources.map(({ outlet }) => outlet).toSorted()).toEqual(['AFP', 'Reuters'])
    expect((await desk.store.archive.item(unsure.id))?.storyId).toBe(other?.storyId)
    expect((await desk.store.stories.placedSince(0)).filter(({ moved }) => moved)).toHaveLength(1)
    desk.restart()
    await desk.receive(reportBy('DPA', 'Third Freedom Edge exercise: six Aegis ships of US, Japan and South Korea put to sea off Jeju'))
    expect((await desk.store.archive.item(unsure.id))?.storyId).toBe(other?.storyId)
  })
})
