import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSite } from '#src/web/site.ts'
import { HOSTILE } from '../contract/channel.ts'
import {
  makeBrief,
  makeFeed,
  makeFeedState,
  makeOutcome,
  makeSource,
  makeVisitBrief,
  visitInChinese,
  visitInRussian,
} from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'
import { classed, elementsOf, named } from './elements.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const links = (page: string) => named(page, 'a').map(({ text, attributes }) => [text, attributes.href])

describe('the channel’s page', () => {
  test('a post of a later revision that its readers see for the first time is no update', async () => {
    await desk.post(makeVisitBrief({ revision: 3, kind: 'new' }))
    expect(classed(await desk.page('/'), 'update')).toEqual([])
  })

  test('says once how many report it', async () => {
    const sources = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    await desk.post(makeVisitBrief({ sources, independentSources: 2, standingText: 'Reported by 2 independent outlets' }))
    expect(named(await desk.page('/'), 'summary')[0]?.text).toBe(
      'Reported by 2 independent outlets: first TASS (state media, RUS) | Xinhua',
    )
  })

  test('shows a brief as a post: alignments in words, headline and original, acts, summary, standing, sources, thread, buttons', async () => {
    const thread = {
      label: 'Russia–North Korea visits',
      earlier: [{ storyId: 'abc', headline: 'Shoigu in Pyongyang', at: Date.UTC(2025, 5, 4) }],
    }
    const sources = [makeSource(visitInRussian(), 1), makeSource(visitInChinese(), 2)]
    await desk.post(
      makeVisitBrief({ revision: 3, change: 'Xinhua reports it too', sources, independentSources: 2, thread, silentBlocs: ['us-jp-kr'] }),
    )
    const page = await desk.page('/')
    const card = classed(page, 'brief')[0]?.text ?? ''
    for (const words of [
      '18:00 KST 09:00 UTC 12 Jul 2025',
      'update 2',
      'North Korea–Russia',
      'Lavrov arrives in Wonsan',
      'Russian Лавров прибыл в Вонсан',
      'Changed: Xinhua reports it too',
      'Russia ↔ North Korea: CONSULT (visit)',
      'Wonsan',
      'Confirmed by both sides · first: TASS (state media, RUS) · 2 independent outlets: TASS | Xinhua',
      'Not reported so far by outlets of US–Japan–South Korea.',
      'Thread: Russia–North Korea visits · earlier: Shoigu in Pyongyang, 4 June 2025',
      `Story ${makeVisitBrief().storyId}`,
    ]) {
      expect(card).toContain(words)
    }
    expect(links(page)).toEqual(
      expect.arrayContaining([
        ['Read', visitInRussian().url],
        ['Why', `/ask?q=${encodeURIComponent(`/why item:${makeVisitBrief().storyId}`)}`],
        ['Story', `/story/${makeVisitBrief().storyId}`],
        ['俄罗斯外长拉夫罗夫抵达朝鲜元山', visitInChinese().url],
      ]),
    )
    expect(named(page, 'bdi').find((each) => each.text.startsWith('俄罗斯'))?.attributes.lang).toBe('zh')
    expect(classed(page, 'brief')).toHaveLength(1)
  })

  test('filters by alignment without a script, and ignores an alignment there is not', async () => {
    await desk.post(makeBrief())
    await desk.post(makeVisitBrief())
    const shown = async (path: string) => classed(await desk.page(path), 'brief').map((each) => each.attributes['data-alignments'])
    expect(await shown('/')).toHaveLength(2)
    expect(await shown('/?alignment=dprk-russia')).toEqual(['dprk-russia'])
    expect(await shown('/?alignment=%3Cscript%3E')).toHaveLength(2)
  })

  test('shows a story once, in its newest revision, though several routes of the channel hold it', async () => {
    await desk.store.posts.put('one', makeBrief(), 1)
    await desk.store.posts.put('two', makeBrief({ revision: 2, headline: 'The newer words' }), 2)
    expect(classed(await desk.page('/'), 'headline').map((each) => each.text)).toEqual(['The newer words'])
  })

  test('turns to earlier posts page by page, keeps the filter, and is live on the first page only', async () => {
    for (let index = 0; index < 61; index++) await desk.post(makeBrief({ storyId: `story${index}`, updatedAt: index }))
    const stories = async (path: string) => classed(await desk.page(path), 'brief').map((each) => each.attributes['data-story'])
    expect(await stories('/')).toEqual(Array.from({ length: 20 }, (_, index) => `story${60 - index}`))
    expect(await stories('/?page=4')).toEqual(['story0'])
    const second = await desk.page('/?alignment=us-jp-kr&page=2')
    expect(links(second)).toEqual(
      expect.arrayContaining([
        ['Newer posts', '/?alignment=us-jp-kr'],
        ['Earlier posts', '/?alignment=us-jp-kr&page=3'],
      ]),
    )
    expect([await desk.page('/'), second].map((page) => page.includes('data-since'))).toEqual([true, false])
    for (const [path, status, words] of [
      ['/?page=99', 404, 'The last page is <a href="/?page=4">page 4</a>'],
      ['/?page=-1', 400, 'page must be a number from 1'],
    ] as const) {
      const response = await desk.get(path)
      expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(words)])
    }
  })

  test('an empty channel says what will happen and when', async () => {
    await desk.store.feeds.settle(
      makeFeedState({ lastPolledAt: 1, lastKind: 'timeout', lastMessage: 'No answer within 30 s.', nextAt: desk.needs.clock() + 240_000 }),
      [],
    )
    const page = await desk.page('/')
    expect(classed(page, 'empty')[0]?.text).toMatch(
      /Nothing posted yet.*US–Japan–South Korea or North Korea–Russia.*None of 1 feed could be reached\. Next poll in 4 min, at 21:04 KST\./,
    )
    expect(classed(page, 'panel')[0]?.text).toContain('No answer in time Yonhap: No answer within 30 s.')
  })

  test('feed text is only ever text, and leads nowhere by itself', async () => {
    const evil = `"><script>alert(1)</script>${HOSTILE}`
    const source = { ...makeSource(), outlet: evil, title: evil, url: 'javascript:alert(1)', language: '"onload=x' }
    await desk.post(
      makeBrief({
        headline: evil,
        url: 'https://user@evil.example/',
        original: { text: evil, language: '"><b>' },
        summary: [evil],
        summaryLanguage: '"><i>',
        place: evil,
        date: evil,
        change: evil,
        standingText: evil,
        alignments: [{ id: '"><b>', label: evil, colour: '"/><script>', rule: null, score: 1 }],
        acts: [{ category: 'AID', mode: null, subtype: null, actors: [], recipients: [], standing: 'alleged', text: evil }],
        sources: [source],
        thread: { label: evil, earlier: [{ storyId: '"><img>', headline: evil, at: 0 }] },
      }),
    )
    const page = await desk.page('/')
    const elements = elementsOf(page)
    expect(named(page, 'script').map((each) => each.attributes.src)).toEqual(['/app.js'])
    expect(elements.filter((each) => ['img', 'b', 'i', 'iframe'].includes(each.name) && each.text === '')).toEqual([])
    expect(elements.flatMap((each) => Object.keys(each.attributes)).filter((name) => name.startsWith('on') || name === 'style')).toEqual([])
    expect(named(page, 'a').filter(({ attributes }) => !/^(\/|#|https?:\/\/news\.example\/)/.test(attributes.href ?? ''))).toEqual([])
    expect(page).not.toMatch(/[\u202a-\u202e]/)
    expect(classed(page, 'headline')[0]?.text).toContain('<script>alert(1)</script>')
  })
})

describe('other pages', () => {
  test('a story’s page shows its post, its sources and why each report was kept', async () => {
    const outcome = makeOutcome()
    await desk.store.stories.record(outcome)
    const page = await desk.page(`/story/${outcome.story?.story.id}`)
    expect(classed(page, 'headline')[0]?.text).toContain('Acting President Han')
    expect(classed(page, 'reasons')[0]?.text).toMatch(/US–Japan–South Korea: A1, score 0\.90.*South Korea and Japan act together/)
    expect(named(page, 'h2').map((each) => each.text)).toContain('Why it was kept')
  })

  test('what is not there is said to be not there', async () => {
    for (const path of ['/story/nothing', '/nowhere']) {
      const response = await desk.get(path)
      expect(response.status).toBe(404)
      expect(await response.text()).toMatch(/No such (story|page)/)
    }
  })

  test('the feeds’ page tells each feed’s state in words', async () => {
    const open = await openDesk({
      feeds: [makeFeed(), makeFeed({ id: 'off', title: 'Rodong', enabled: false, disabledReason: 'Gone since March.' })],
    })
    await open.store.feeds.settle(
      makeFeedState({ lastPolledAt: 1, lastKind: 'http-status', lastMessage: 'The server answered 503.', failures: 2 }),
      [],
    )
    const rows = named(await open.page('/feeds'), 'tr').map((each) => each.text)
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Yonhap.*The server answered 503\. 2 failures in a row\./),
        expect.stringMatching(/^Rodong.*Gone since March\./),
      ]),
    )
    await open.close()
  })

  test('a page that fails says so without saying why, and the log says why', async () => {
    const told: object[] = []
    const open = await openDesk({ log: { debug() {}, info() {}, warn() {}, error: (fields) => told.push(fields) } })
    await open.store.close()
    const response = await open.get('/')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('This page failed')
    expect(told).toHaveLength(1)
  })

  test('health is one small answer', async () => {
    expect(await (await desk.get('/healthz')).json()).toMatchObject({ ok: true })
  })

  test('a bot whose work has stopped is not well, and says what stopped', async () => {
    const { app, live } = createSite({ ...desk.needs, troubles: () => ['Judging has stopped: the disk is full.'] }, '127.0.0.1')
    const response = await app.request('/healthz', { headers: { host: '127.0.0.1:8787' } })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ ok: false, trouble: ['Judging has stopped: the disk is full.'] })
    live.close()
  })

  test('no page asks for anything from elsewhere, and none is heavy', async () => {
    for (let index = 0; index < 40; index++) await desk.post(makeBrief({ storyId: `story${index}` }))
    for (const path of ['/', '/feeds', '/ask?q=/latest', '/style.css', '/app.js', '/ask.js', '/channel.js', '/icon.svg']) {
      const text = await desk.page(path)
      expect(text.length).toBeLessThan(150_000)
      for (const { attributes } of elementsOf(text)) expect(attributes.src ?? '/').toMatch(/^(\/|data:image\/svg)/)
      expect(text).not.toMatch(/url\(|@import|https?:\/\/(?!news\.example|www\.w3\.org)/)
    }
  })
})
