import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWeb, type Web } from '#src/web/server.ts'
import { HOSTILE } from '../contract/channel.ts'
import { CALL_AT, makeBrief, makeFeed, makeOutcome, makeSource, makeVisitBrief } from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'

const CHROMIUM = '/usr/bin/chromium'
const absent = !existsSync(CHROMIUM)
if (absent) process.stderr.write(`browser tests skipped: there is no ${CHROMIUM}\n`)

describe.skipIf(absent)('the page in a browser', () => {
  let browser: Browser
  let desk: Desk
  let web: Web
  let now = CALL_AT
  const problems: string[] = []

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    problems.length = 0
    desk = await openDesk({
      feeds: Array.from({ length: 79 }, (_, index) => makeFeed({ id: `f${index}`, title: `Feed ${index}` })),
      now: () => now++,
    })
    web = await startWeb({ ...desk.needs, host: '127.0.0.1', port: 0 })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await web.close()
    await desk.close()
  })

  /** Opens a page and collects what the browser complains of: refused scripts and styles, errors, requests to elsewhere. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage(options)
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('dialog', (dialog) => problems.push(`a dialog opened: ${dialog.message()}`))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(web.url) && !request.url().startsWith('data:')) problems.push(`asked ${request.url()}`)
    })
    await page.goto(`${web.url}${path}`)
    return page
  }
  const live = (page: Page) => page.waitForSelector('#live.on')
  const headlines = (page: Page) => page.locator('#posts .headline').allTextContents()

  test('a new post appears, and an edit replaces it, without loading the page again', async () => {
    const page = await open('/')
    await live(page)
    expect(await page.locator('#empty').isVisible()).toBe(true)
    await desk.post(makeBrief())
    await page.waitForSelector('.brief.fresh')
    expect(await page.locator('#empty').count()).toBe(0)
    await desk.post(makeVisitBrief())
    await expect.poll(() => page.locator('#posts .brief').count()).toBe(2)
    expect((await headlines(page))[0]).toContain('Lavrov')
    await page.locator('.sources summary').last().click()
    await desk.post(makeBrief({ revision: 2, headline: 'Han and Ishiba agree to keep in touch' }))
    await page.waitForSelector('[data-revision="2"]')
    expect(await headlines(page)).toEqual([expect.stringContaining('Lavrov'), 'Han and Ishiba agree to keep in touch'])
    expect(await page.locator('[data-revision="2"] .sources').getAttribute('open')).not.toBeNull()
    expect(await page.locator('#announce').textContent()).toBe('Updated: Han and Ishiba agree to keep in touch')
    expect(problems).toEqual([])
  })

  test('a filtered page takes only its own alignment’s posts', async () => {
    const page = await open('/?alignment=dprk-russia')
    await live(page)
    await desk.post(makeBrief())
    await desk.post(makeVisitBrief())
    await page.waitForSelector('.brief')
    expect(await headlines(page)).toHaveLength(1)
  })

  test('a page that lost the bot says so, and catches up when it is back', async () => {
    const page = await open('/')
    await live(page)
    const port = Number(new URL(web.url).port)
    await web.close()
    await page.waitForSelector('#live:not(.on)')
    expect(await page.locator('#live').textContent()).toContain('Connection lost')
    await desk.post(makeBrief())
    web = await startWeb({ ...desk.needs, host: '127.0.0.1', port })
    await page.waitForSelector('.brief')
    await live(page)
  })

  test('the command box completes by keyboard and answers in place, with its picture', async () => {
    const page = await open('/')
    await page.keyboard.press('/')
    await page.waitForSelector('#choices li')
    expect(await page.locator('#line').getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.type('actor lav')
    await expect.poll(() => page.locator('#choices').textContent()).toBe('Sergey Lavrov, person')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('#line').getAttribute('aria-activedescendant')).toBe('choice-0')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.answer h2')
    expect(await page.locator('.answer h2').textContent()).toBe('Card of Sergey Lavrov')
    const picture = page.locator('.answer img')
    expect(await picture.getAttribute('alt')).toBe('Mentions by week: most in July')
    await expect.poll(() => page.evaluate("document.querySelector('.answer img').naturalWidth")).toBeGreaterThan(0)
    expect(new URL(page.url()).pathname).toBe('/')
    await page.getByRole('link', { name: 'Choe Son Hui' }).click()
    await expect.poll(() => page.locator('.answer h2').count()).toBe(2)
    await page.getByRole('button', { name: 'Close this answer' }).first().click()
    expect(await page.locator('.answer').count()).toBe(1)
    expect(problems).toEqual([])
  })

  test('Why under a post says why, under that post, and takes it away when pressed again', async () => {
    await desk.post(makeBrief())
    await desk.post(makeVisitBrief())
    const page = await open('/')
    const why = page.locator(`[data-story="${makeBrief().storyId}"]`).getByRole('link', { name: 'Why' })
    await why.click()
    const answer = page.locator(`[data-story="${makeBrief().storyId}"] + .answer`)
    await expect.poll(() => answer.textContent()).toContain(`Because of ${makeBrief().storyId}`)
    await why.click()
    expect(await answer.count()).toBe(0)
    expect(problems).toEqual([])
  })

  test('a hostile headline stays text, on the page and when it comes live', async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>${HOSTILE}`
    const brief = makeBrief({
      headline: evil,
      summary: [evil],
      change: evil,
      sources: [{ ...makeSource(), outlet: evil, title: evil, url: 'javascript:alert(3)' }],
      url: 'javascript:alert(4)',
    })
    await desk.post(brief)
    const page = await open('/')
    await live(page)
    await desk.post({ ...brief, revision: 2 })
    await page.waitForSelector('[data-revision="2"]')
    await page.fill('#line', `/actor ${evil}`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.answer h2')
    expect((await headlines(page))[0]).toContain('<script>alert(1)</script>')
    expect(await page.locator('#posts img, #posts script, .answer script').count()).toBe(0)
    expect(problems).toEqual([])
  })

  test('everything but the live channel works with scripts off', async () => {
    await desk.post(makeBrief())
    const page = await open('/', { javaScriptEnabled: false })
    expect(await page.locator('.brief').count()).toBe(1)
    await page.locator('.sources summary').click()
    expect(await page.locator('.sources-table').isVisible()).toBe(true)
    await page.fill('#line', '/actor lavrov')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/ask?q=*')
    expect(await page.locator('.answer h2').textContent()).toBe('Card of lavrov')
    await page.getByRole('link', { name: 'Feeds', exact: true }).click()
    expect(await page.locator('table.feeds tbody tr').count()).toBe(79)
  })

  test('no page is wider than a phone, in light or dark, even with words without end', async () => {
    const long = 'x'.repeat(400)
    await desk.post(
      makeBrief({ headline: long, summary: [long], place: long, change: long, sources: [{ ...makeSource(), title: long, outlet: long }] }),
    )
    await desk.post(makeVisitBrief())
    await desk.store.stories.record(
      makeOutcome({ brief: { headline: long, summary: [long], sources: [{ ...makeSource(), title: long, outlet: long }] } }),
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('/', { viewport: { width: 390, height: 844 }, colorScheme })
      for (const path of [
        '/',
        '/stories',
        `/stories?q=${long.slice(0, 250)}`,
        '/feeds',
        `/ask?q=${encodeURIComponent('/actor lavrov')}`,
        '/nowhere',
        `/story/${makeBrief().storyId}`,
      ]) {
        await page.goto(`${web.url}${path}`)
        for (const summary of await page.locator('.sources summary').all()) await summary.click()
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390])
      }
    }
  })
})
