import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classed, elementsOf, named } from './elements.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom({ days: 45 })
})
afterAll(() => room.close())

const headlines = async (path: string): Promise<readonly string[]> => classed(await room.page(path), 'headline').map(({ text }) => text)
const links = (page: string) => named(page, 'a').map(({ text, attributes }) => [text, attributes.href])
const VISIT = 'Lavrov arrives in Wonsan for talks with North Korea’s foreign minister'
const CALL = 'Acting President Han and Prime Minister Ishiba speak by telephone'

describe('the stories', () => {
  test('stand newest first, twenty on a page, each a way to its own page, and can be turned', async () => {
    const first = await room.page('/stories')
    expect(classed(first, 'headline')).toHaveLength(20)
    expect(links(first)).toEqual(
      expect.arrayContaining([
        [VISIT, `/story/${room.visit}`],
        ['Earlier stories', '/stories?page=2'],
      ]),
    )
    expect(classed(first, 'count')[0]?.text).toBe('1–20 of 47, newest first. Days are those of UTC.')
    const last = await room.page('/stories?page=3')
    expect(classed(last, 'headline').at(-1)?.text).toBe(CALL)
    expect(links(last)).toEqual(expect.arrayContaining([['Newer stories', '/stories?page=2']]))
    expect(links(last).map(([text]) => text)).not.toContain('Earlier stories')
  })

  test.each([
    ['words', 'q=Wonsan', [VISIT]],
    ['words in another language', 'q=Лавров', [VISIT]],
    ['words that must stand side by side', 'q="Ishiba speak"', [CALL]],
    ['words that do not stand side by side', 'q="speak Ishiba"', []],
    ['words that must not be there', 'q=telephone -call', [CALL]],
    ['alignment', 'alignment=dprk-russia', [VISIT]],
    ['actor by id', 'actor=sergey-lavrov', [VISIT]],
    ['actor by a name in Korean', 'actor=라브로프', [VISIT]],
    ['language of a report', 'language=zh', [VISIT]],
    ['a part of an outlet’s name', 'outlet=yonh', [CALL]],
    ['days, the last one whole', 'since=2024-12-01&until=2024-12-19', [CALL]],
    [
      'several at once',
      'q=Wonsan&alignment=dprk-russia&actor=choe-son-hui&language=ru&outlet=TASS&since=2025-07-12&until=2025-07-12',
      [VISIT],
    ],
    ['blank fields of a form, which ask for nothing', 'q=Wonsan&alignment=&actor=+&language=&outlet=&since=&until=', [VISIT]],
  ])('are found by %s', async (_, query, wanted) => {
    expect(await headlines(`/stories?${encodeURI(query)}`)).toEqual(wanted)
  })

  test('keep the question while pages are turned, and in the form', async () => {
    const page = await room.page('/stories?q=call&alignment=us-jp-kr&page=2')
    expect(links(page)).toEqual(expect.arrayContaining([['Newer stories', '/stories?q=call&alignment=us-jp-kr']]))
    const fields = elementsOf(page).filter(({ attributes }) => attributes.name === 'q' && attributes.id === 'field-q')
    expect(fields[0]?.attributes.value).toBe('call')
    expect(
      elementsOf(page)
        .filter(({ name, attributes }) => name === 'option' && 'selected' in attributes)
        .map(({ text }) => text),
    ).toEqual(['US–Japan–South Korea', 'Any'])
  })

  test('where nothing fits all of it, what may be left out is said, and leads there', async () => {
    const page = await room.page('/stories?q=Wonsan&language=ko')
    expect(classed(page, 'lede')[0]?.text).toBe('No story fits all of it. Leave out the words or the language, or begin anew.')
    expect(links(page)).toEqual(
      expect.arrayContaining([
        ['the language', '/stories?q=Wonsan'],
        ['the words', '/stories?language=ko'],
      ]),
    )
  })

  test.each([
    ['page=99', 404, /There is no page 99: the last one is page 3\./],
    ['page=0', 400, /page must be a number from 1/],
    ['page=-1', 400, /page must be a number from 1/],
    ['page=1e9', 400, /page must be a number from 1/],
    ['page=999999', 400, /page must be a number from 1/],
    ['since=yesterday', 400, /since must be a date, for example 2026-10-01/],
    ['since=2026-02-30', 400, /since must be a date/],
    ['since=2025-07-12&until=2025-07-01', 400, /until \(2025-07-01\) lies before since \(2025-07-12\): exchange the two/],
    ['alignment=europe', 400, /There are us-jp-kr, dprk-russia/],
    ['language=xx', 400, /No feed is in “xx”\. There are en, /],
    ['actor=zzyzx', 400, /Nobody and nothing called “zzyzx” is known/],
    [`q=${'x'.repeat(4_000)}`, 400, /have 4000 characters; at most 300/],
    [`actor=${'x'.repeat(4_000)}`, 400, /A name has at most 200 characters; this one has 4000/],
    [`outlet=${'x'.repeat(4_000)}`, 400, /at most 200 characters/],
    [`q=${'x'.repeat(10_000)}`, 414, /address has \d{5} characters/],
    ['q=%22-%22+OR+%28', 200, /No story fits all of it/],
    ['q=%00%ff*%22', 200, /No story fits all of it/],
  ])('%.24s is answered with %i and what to do', async (query, status, words) => {
    const response = await room.get(`/stories?${query}`)
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(elementsOf(page).find(({ name }) => name === 'main')?.text).toMatch(words)
    expect(page.length).toBeLessThan(60_000)
  })

  test('a name that means several offers those who may be meant, with the rest of the question kept', async () => {
    const response = await room.get('/stories?q=Russia&actor=kim')
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(classed(page, 'mistakes')[0]?.text).toContain('“kim” may mean several: Kim Jong Un')
    expect(links(page)).toEqual(expect.arrayContaining([['Kim Jong Un', '/stories?q=Russia&actor=kim-jong-un']]))
    expect(elementsOf(page).find(({ attributes }) => attributes.id === 'field-actor')?.attributes).toMatchObject({
      'aria-invalid': 'true',
      'aria-describedby': 'mistakes',
    })
  })

  test('what was typed is only ever text', async () => {
    const evil = '"><script>alert(1)</script>'
    const page = await room.page(
      `/stories?q=${encodeURIComponent(evil)}&actor=${encodeURIComponent(evil)}&outlet=${encodeURIComponent(evil)}`,
    )
    expect(named(page, 'script').map(({ attributes }) => attributes.src)).toEqual(['/app.js'])
  })

  test('an empty store says that nothing has been kept', async () => {
    const { openDesk } = await import('./desk.ts')
    const desk = await openDesk()
    expect(classed(await desk.page('/stories'), 'lede')[0]?.text).toContain('No story has been kept yet')
    await desk.close()
  })
})

describe('a story', () => {
  test('shows how it grew, who is named, and what its publishers say of each report', async () => {
    const page = await room.page(`/story/${room.visit}`)
    const rows = named(page, 'tr').map(({ text }) => text)
    expect(rows).toEqual(
      expect.arrayContaining([expect.stringMatching(/First told.*1$/), expect.stringMatching(/Xinhua reports it too.*2$/)]),
    )
    expect(links(page)).toEqual(
      expect.arrayContaining([
        ['Sergey Lavrov', '/actor/sergey-lavrov'],
        ['As data', `/api/stories/${room.visit}`],
      ]),
    )
    const sides = named(page, 'dt').map(({ text }) => text)
    expect(sides).toEqual(['Sources by side', 'First report of each side'])
    expect(classed(page, 'reasons')[0]?.text).toContain('by Correspondent in Wonsan · filed under Политика')
  })

  test.each(['/story/nothing', `/story/${'x'.repeat(5_000)}`, '/story/%00', '/story/%E0%A4%A'])(
    '%.20s is said to be not there',
    async (path) => {
      const response = await room.get(path)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('No such story')
    },
  )
})
