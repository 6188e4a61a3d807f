import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSite } from '#src/web/site.ts'
import { classed, elementsOf, named } from './elements.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom({ days: 20 })
})
afterAll(() => room.close())

const links = (page: string) => named(page, 'a').map(({ text, attributes }) => [text, attributes.href])
const main = (page: string): string => elementsOf(page).find(({ name }) => name === 'main')?.text ?? ''

describe('the actors', () => {
  test('stand by name, sixty on a page, each a way to its own page', async () => {
    const page = await room.page('/actors')
    expect(named(page, 'tr')).toHaveLength(61)
    expect(main(page)).toMatch(/4\d\d known\./)
    expect(links(page)).toEqual(expect.arrayContaining([['Next', '/actors?page=2']]))
  })

  test.each([
    ['a misspelling', 'name=Lavrof', 'Sergey Lavrov'],
    ['a name in Korean', 'name=라브로프', 'Sergey Lavrov'],
    ['an office', 'name=Japanese foreign minister', undefined],
    ['kind and side', 'kind=exercise&alignment=us-jp-kr', undefined],
  ])('are found by %s', async (_, query, first) => {
    const response = await room.get(`/actors?${encodeURI(query)}`)
    const heads = named(await response.text(), 'th').filter(({ attributes }) => attributes.scope === 'row')
    expect(response.status).toBe(200)
    expect(heads.length).toBeGreaterThan(0)
    if (first !== undefined) expect(heads[0]?.text).toMatch(new RegExp(`^${first}`))
  })

  test.each([
    ['name=zzyzxqq', 200, /Nobody and nothing of that name is known/],
    ['page=99', 404, /There is no page 99: the last one is page 8/],
    ['page=x', 400, /page must be a number/],
    ['kind=planet', 400, /kind must be one of person/],
    ['alignment=europe', 400, /alignment must be one of us-jp-kr/],
    [`name=${'x'.repeat(4_000)}`, 400, /at most 200 characters; this one has 4000/],
  ])('%.20s is answered with %i and what to do', async (query, status, words) => {
    const response = await room.get(`/actors?${query}`)
    expect([response.status, main(await response.text())]).toEqual([status, expect.stringMatching(words)])
  })
})

describe('an actor', () => {
  test('has its names, offices and picture, whom it is named with, its stories and its feeds', async () => {
    const page = await room.page('/actor/sergey-lavrov')
    expect(named(page, 'h1')[0]?.text).toBe('Sergey Lavrov')
    expect(classed(page, 'card')[0]?.text).toMatch(/Сергей Лавров.*라브로프.*Minister of Foreign Affairs/)
    expect(named(page, 'img')[0]?.attributes.alt).toMatch(/Lavrov/)
    expect(classed(page, 'counterparts')[0]?.text).toMatch(/Choe Son Hui 1 story: consult/)
    expect(links(page)).toEqual(
      expect.arrayContaining([
        ['Choe Son Hui', '/actor/choe-son-hui'],
        ['Lavrov arrives in Wonsan for talks with North Korea’s foreign minister', `/story/${room.visit}`],
        ['Atom', '/feed.atom?actor=sergey-lavrov'],
      ]),
    )
  })

  test('has its picture’s figures as a table beside it', async () => {
    const page = await room.page('/actor/sergey-lavrov')
    const table = elementsOf(page).find(({ name, attributes }) => name === 'table' && attributes.class === 'figures')
    expect(table?.text).toMatch(/Week of/)
  })

  test('is shown as of a day', async () => {
    expect(classed(await room.page('/actor/sergey-lavrov?on=2003-05-01'), 'card')[0]?.text).toMatch(/On 1 May 2003/)
    expect(main(await room.page('/actor/sergey-lavrov?on=someday'))).toMatch(/“someday” is no day/)
  })

  test('turns its stories page by page', async () => {
    const page = await room.page('/actor/japan')
    expect(classed(page, 'headline')).toHaveLength(10)
    expect(links(page)).toEqual(expect.arrayContaining([['Earlier stories', '/actor/japan?page=2']]))
    expect(classed(await room.page('/actor/japan?page=2'), 'headline')).toHaveLength(10)
    expect((await room.get('/actor/japan?page=9')).status).toBe(404)
    expect((await room.get('/actor/japan?page=-1')).status).toBe(400)
  })

  test('is reached by a name too; a name of several offers them; nobody is said to be nobody', async () => {
    const named = await room.get('/actor/Lavrov')
    expect([named.status, named.headers.get('location')]).toEqual([302, '/actor/sergey-lavrov'])
    const several = await room.get('/actor/kim')
    expect([several.status, await several.text()]).toEqual([404, expect.stringContaining('<a href="/actor/kim-jong-un">')])
    for (const id of ['zzyzxqq', 'x'.repeat(5_000), '%00', '%3Cscript%3E']) expect((await room.get(`/actor/${id}`)).status).toBe(404)
  })

  test('a command that fails is told without its reason, and the rest of the page is there', async () => {
    const broken = { name: 'actor', description: '', options: [], run: () => Promise.reject(new Error('the secret reason')) }
    const { app, live } = createSite({ ...room.needs, commands: [broken] }, '127.0.0.1')
    const page = await (await app.request('/actor/sergey-lavrov', { headers: { host: '127.0.0.1:8787' } })).text()
    live.close()
    expect(page).toContain('The log says why')
    expect(page).not.toContain('secret reason')
    expect(classed(page, 'headline')).toHaveLength(1)
  })
})

describe('trends and the network', () => {
  test('trends show every alignment where nothing is asked for, each picture with its figures', async () => {
    const page = await room.page('/trends')
    expect(named(page, 'h2').map(({ text }) => text)).toEqual(['Trend: US–Japan–South Korea', 'Trend: North Korea–Russia'])
    expect(named(page, 'img')).toHaveLength(2)
    expect(elementsOf(page).filter(({ attributes }) => attributes.class === 'figures')).toHaveLength(2)
  })

  test.each([
    ['/trends?of=dprk-russia&days=90', 200, 'Trend: North Korea–Russia'],
    ['/trends?of=Russia&with=North+Korea', 200, 'Trend: Russia – North Korea'],
    ['/trends?of=Russia&days=1', 400, 'days'],
    ['/trends?of=kim', 400, 'Which “kim”?'],
    ['/trends?of=zzyzxqq', 400, 'zzyzxqq'],
    [`/trends?of=${'x'.repeat(4_000)}`, 400, 'xxx'],
  ])('%.40s is answered with %i', async (path, status, words) => {
    const response = await room.get(path)
    const page = await response.text()
    expect([response.status, main(page)]).toEqual([status, expect.stringContaining(words)])
    expect(page.length).toBeLessThan(60_000)
  })

  test('the network shows who acts with whom, with its figures', async () => {
    const page = await room.page('/network?days=365')
    expect(named(page, 'img')[0]?.attributes.alt).toMatch(/\S/)
    expect(elementsOf(page).filter(({ attributes }) => attributes.class === 'figures').length).toBeGreaterThan(0)
    expect(named(await room.page('/network?of=Russia&days=365'), 'h2')[0]?.text).toBe('Network: Russia')
  })

  test.each(['of=zzyzxqq', 'of=kim', 'days=0', `of=${'x'.repeat(4_000)}`])('/network?%.20s is answered with 400', async (query) => {
    expect((await room.get(`/network?${query}`)).status).toBe(400)
  })
})

describe('the page about the bot', () => {
  test('tells the alignments with their members, the rules, what words mean, the sources by side and language, and the limits', async () => {
    const page = await room.page('/about')
    for (const words of [
      'United States, Japan, South Korea',
      'B3 North Korean people or arms figure in the war on Ukraine.',
      'the score is 0.50 or more',
      'Confirmed',
      'cooperation, in deed',
      'neither side',
      'Nothing is verified here',
      'Alignment Watch 0.1.0',
    ]) {
      expect(main(page).toLowerCase()).toContain(words.toLowerCase())
    }
    const rows = named(page, 'tr').map(({ text }) => text)
    const polled = room.needs.feeds().filter(({ enabled }) => enabled)
    const ofSide = polled.filter(({ bloc }) => bloc === 'us-jp-kr').length
    expect(rows).toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^US–Japan–South Korea ?.*${ofSide}$`))]))
    expect(main(page)).toContain(`${polled.length} feeds are polled, of ${room.needs.feeds().length} that are known`)
  })
})
