import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWeb, type Web } from '#src/web/server.ts'
import { TOKEN } from './desk.ts'
import { fillChannel, type Newsroom, openNewsroom } from './newsroom.ts'

const CHROMIUM = '/usr/bin/chromium'
const absent = !existsSync(CHROMIUM)
if (absent) process.stderr.write(`browser tests skipped: there is no ${CHROMIUM}\n`)

// Longer than they take here by far: the machine may be busy with much else.
describe.skipIf(absent)('a reader', { timeout: 120_000 }, () => {
  let browser: Browser
  let room: Newsroom
  let web: Web

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    room = await openNewsroom({ days: 25 })
    await fillChannel(room)
    web = await startWeb({ ...room.needs, host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await browser?.close()
    await web?.close()
    await room?.close()
  })

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    await page.goto(`${web.url}${path}`)
    return page
  }
  const focused = (page: Page) => page.evaluate('document.activeElement.id || document.activeElement.textContent.trim().slice(0, 40)')

  test('without scripts finds a story, goes to whom it names, to the trend, and to what went where', async () => {
    const page = await open('/', { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Stories', exact: true }).click()
    await page.getByLabel('Words').fill('Wonsan')
    await page.getByLabel('Alignment', { exact: true }).selectOption('dprk-russia')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: 'Lavrov arrives in Wonsan' }).click()
    expect(await page.getByRole('heading', { name: 'How it grew' }).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Choe Son Hui' }).click()
    expect(await page.locator('h1').textContent()).toContain('Choe Son Hui')
    expect(await page.locator('a[aria-current]').textContent()).toBe('Actors')
    await page.getByRole('link', { name: 'Trend', exact: true }).click()
    expect(await page.locator('h2').first().textContent()).toContain('Choe Son Hui')
    await page.getByText('The figures').click()
    expect(await page.locator('table.figures tbody tr').first().isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Deliveries' }).click()
    await page.getByLabel('Token').fill(TOKEN)
    await page.getByRole('button', { name: 'Enter' }).click()
    expect(await page.locator('table.deliveries').isVisible()).toBe(true)
    await page.context().close()
  })

  test('with the keyboard alone skips to the content, finds, turns the page, and scrolls a table', async () => {
    const page = await open('/stories')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('main')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('field-q')
    await page.keyboard.type('call')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/stories?q=call*')
    const next = page.getByRole('link', { name: 'Earlier stories' })
    await next.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**page=2')
    await page.goto(`${web.url}/about`)
    await page.locator('.scroll').first().focus()
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.context().close()
  })

  test('who listens to the page is told its parts by their names', async () => {
    const page = await open('/actor/sergey-lavrov')
    for (const role of ['banner', 'main', 'complementary', 'contentinfo'] as const) expect(await page.getByRole(role).count()).toBe(1)
    expect(await page.getByRole('navigation', { name: 'Pages' }).count()).toBe(1)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    const levels = (await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((each) => Number(each.tagName[1]))")) as number[]
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThan(2)
    await page.context().close()
  })

  test('is answered every command that is typed into the box, in place', async () => {
    const page = await open('/about')
    const asked: Readonly<Record<string, string>> = {
      actor: 'lavrov',
      search: 'Wonsan',
      story: room.visit,
      why: room.visit,
      timeline: 'russia, north korea',
      trend: 'dprk-russia',
      network: 'russia days:365',
    }
    const readers = room.needs.commands.filter(({ admin }) => admin !== true)
    expect(readers.length).toBeGreaterThan(8)
    for (const { name } of readers) {
      const line = `/${name} ${asked[name] ?? ''}`.trim()
      await page.fill('#line', line)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      const answer = page.locator('.answer:not(.busy)').first()
      await expect.poll(() => answer.getAttribute('data-line')).toBe(line)
      expect([line, ((await answer.textContent()) ?? '').length > 60]).toEqual([line, true])
      expect([line, await answer.textContent()]).not.toEqual([line, expect.stringContaining('failed')])
    }
    expect(new URL(page.url()).pathname).toBe('/about')
    await page.context().close()
  })

  test('on paper has what is told and its sources, the figures of pictures, and nothing to press, on white', async () => {
    const page = await open(`/story/${room.visit}`, { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const hidden of ['.places', '.ask', '.actions'])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false])
    expect(await page.locator('.headline').first().isVisible()).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(255, 255, 255)')
    await page.goto(`${web.url}/actor/sergey-lavrov`)
    const box = await page.locator('table.figures').boundingBox()
    expect(box?.height ?? 0).toBeGreaterThan(100)
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
    await page.context().close()
  })

  test('who wants less movement and more contrast still sees where the focus is', async () => {
    const page = await open('/stories', { forcedColors: 'active', reducedMotion: 'reduce' })
    for (const field of ['#field-q', '#line']) {
      await page.locator(field).focus()
      expect([field, await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')]).not.toEqual([field, 'none'])
    }
    await page.context().close()
  })
})
