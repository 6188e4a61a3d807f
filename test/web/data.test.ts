import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS } from '#src/web/data-index.ts'
import { visitInRussian } from '../fixtures/make.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom({ days: 7 })
})
afterAll(() => room.close())

const data = async (path: string) => JSON.parse(await room.page(path))

describe('stories as data', () => {
  test('come a page at a time, each page with the address of the next', async () => {
    const seen: string[] = []
    let next: string | null = '/api/stories?limit=4'
    while (next !== null) {
      const page: { stories: { storyId: string }[]; total: number; next: string | null } = await data(next)
      expect(page.total).toBe(9)
      seen.push(...page.stories.map(({ storyId }) => storyId))
      next = page.next
    }
    expect(new Set(seen).size).toBe(9)
    expect(seen[0]).toBe(room.visit)
  })

  test('one story has its reports with who wrote them and what they are filed under', async () => {
    const { brief, reports } = await data(`/api/stories/${room.visit}`)
    expect(brief.storyId).toBe(room.visit)
    expect(reports[0].item).toMatchObject({ url: visitInRussian().url, authors: ['Correspondent in Wonsan'], categories: ['Политика'] })
  })
})

describe('actors as data', () => {
  test('are listed a page at a time, and found by name, kind and side', async () => {
    const all = await data('/api/actors?limit=200')
    expect(all.actors).toHaveLength(200)
    expect(all.total).toBeGreaterThan(400)
    expect((await data(all.next)).actors[0].id).not.toBe(all.actors[0].id)
    expect((await data('/api/actors?name=Lavrof')).actors[0]).toMatchObject({
      id: 'sergey-lavrov',
      aliases: { ru: expect.arrayContaining(['Сергей Лавров']) },
    })
    const states = await data('/api/actors?kind=state&alignment=us-jp-kr')
    expect(states.actors.map(({ id }: { id: string }) => id).toSorted()).toEqual(['japan', 'south-korea', 'usa'])
  })

  test('one actor has its offices on a day, its mentions by week and whom it is named with', async () => {
    const lavrov = await data('/api/actors/sergey-lavrov?on=2003-01-01&days=28')
    expect(lavrov.on).toBe('2003-01-01')
    expect(lavrov.rolesOn).toEqual([])
    expect(lavrov.actor.roles[0].title).toBe('Minister of Foreign Affairs')
    expect(lavrov.weeks.at(-1)).toMatchObject({ from: '2025-07-14' })
    expect(lavrov.weeks.at(-2).byAlignment).toEqual({ 'dprk-russia': 1 })
    expect(lavrov.counterparts.map(({ actorId }: { actorId: string }) => actorId)).toContain('choe-son-hui')
    expect((await data('/api/actors/sergey-lavrov')).rolesOn[0].title).toBe('Minister of Foreign Affairs')
  })
})

describe('trends as data', () => {
  test.each([
    ['', 'All alignments'],
    ['of=dprk-russia', 'North Korea–Russia'],
    ['of=Russia&with=North Korea', 'Russia'],
  ])('%s: acts by week with what is usual and how many feeds were read', async (query) => {
    const trend = await data(`/api/trend?days=28&${encodeURI(query)}`)
    expect(trend.weeks).toHaveLength(5)
    const week = trend.weeks.find(({ from }: { from: string }) => from === '2025-07-07')
    expect(week.acts['verbal-cooperation']).toBeGreaterThan(0)
    expect(Object.keys(week)).toEqual(['from', 'acts', 'score', 'feeds', 'dark'])
    expect(trend).toHaveProperty('usual')
  })
})

describe('the feeds as data', () => {
  test('say how each does, and never its whole address', async () => {
    const { feeds } = await data('/api/feeds')
    expect(feeds.length).toBeGreaterThan(50)
    expect(feeds[0]).toMatchObject({ condition: 'waiting', words: 'Not polled yet.' })
    expect(JSON.stringify(feeds)).not.toContain('http')
  })
})

describe('every answer', () => {
  const PATHS = ['/api', '/api/stories', `/api/stories/`, '/api/actors', '/api/actors/kim-jong-un', '/api/trend', '/api/feeds']

  test.each(PATHS)('%s has an ETag, and costs nothing where it is the same', async (path) => {
    const address = path === '/api/stories/' ? `${path}${room.visit}` : path
    const first = await room.get(address)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/json'])
    const again = await room.get(address, { 'if-none-match': first.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const zipped = await room.get(address, { 'accept-encoding': 'gzip' })
    expect((await room.get(address, { 'accept-encoding': 'gzip', 'if-none-match': zipped.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test.each([
    ['/api/stories?alignment=europe', 400, /There are us-jp-kr, dprk-russia/],
    ['/api/stories?limit=0', 400, /limit must be 1 to 200/],
    ['/api/stories?page=99', 404, /the last one is page=1/],
    ['/api/stories?page=x', 400, /page must be a number/],
    ['/api/stories?since=2025-07-12&until=2025-01-01', 400, /exchange the two/],
    ['/api/stories/nothing', 404, /GET \/api\/stories lists/],
    ['/api/actors?page=99', 404, /the last one is page=9/],
    ['/api/actors?kind=planet', 400, /kind must be one of person, office/],
    ['/api/actors?alignment=europe', 400, /alignment must be one of us-jp-kr/],
    [`/api/actors?name=${'x'.repeat(3_000)}`, 400, /at most 200 characters/],
    ['/api/actors/nobody', 404, /GET \/api\/actors\?name=… finds ids/],
    ['/api/actors/kim-jong-un?on=someday', 400, /on must be a day/],
    ['/api/actors/kim-jong-un?days=3', 400, /days must be a whole number from 7 to 730/],
    ['/api/trend?of=kim', 400, /may mean several: write kim-jong-un/],
    ['/api/trend?of=Russia&with=zzyzx', 400, /“zzyzx” is known/],
    ['/api/trend?days=1e9', 400, /days must be a whole number from 14 to 730/],
    ['/api/nothing', 404, /GET \/api lists/],
    [`/api/stories?q=${'x'.repeat(9_000)}`, 414, /8192 are read/],
  ])('%.50s is refused as data, with what to do', async (path, status, words) => {
    const response = await room.get(path)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json'])
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(words) })
  })

  test.each(ENDPOINTS.flatMap(({ path }) => path.split(', ')))('%s, as GET /api names it, is there', async (path) => {
    const id = path.includes('stories') ? room.visit : 'kim-jong-un'
    expect((await room.get(path.replace('{id}', id))).status).toBe(200)
  })

  test('nothing is taken but questions', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      for (const path of ['/api/stories', '/api/actors/kim-jong-un', '/stories', '/deliveries', '/feed.atom']) {
        const { app } = (await import('#src/web/site.ts')).createSite(room.needs, '127.0.0.1')
        const response = await app.request(path, { method, headers: { host: '127.0.0.1:8787' } })
        expect([path, method, response.status, response.headers.get('allow')]).toEqual([path, method, 405, 'GET, HEAD'])
      }
    }
  })
})
