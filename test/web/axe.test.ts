import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '#src/domain/locale.ts'
import { startWeb, type Web } from '#src/web/server.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeVisitBrief } from '../fixtures/make.ts'
import { TOKEN } from './desk.ts'
import { everyPage } from './every-page.ts'
import { fillChannel, type Newsroom, openNewsroom } from './newsroom.ts'

const CHROMIUM = '/usr/bin/chromium'
const absent = !existsSync(CHROMIUM)
if (absent) process.stderr.write(`axe tests skipped: there is no ${CHROMIUM}\n`)

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }

describe.skipIf(absent)('every page in a browser', () => {
  let browser: Browser
  let room: Newsroom
  let web: Web
  let axe: string
  let pages: readonly string[]

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    room = await openNewsroom({ days: 25 })
    await fillChannel(room)
    web = await startWeb({ ...room.needs, host: '127.0.0.1', port: 0 })
    pages = everyPage(room.visit)
  })
  afterAll(async () => {
    await browser?.close()
    await web?.close()
    await room?.close()
  })

  /** What axe finds that is serious or critical, as lines that say where. */
  async function violations(page: Page): Promise<readonly string[]> {
    // By the browser's own tool, since the page's policy lets no script of ours in.
    const found = (await page.evaluate(
      `${axe}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    )) as readonly Violation[]
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }

  /** Opens a page, and collects what the browser complains of: refused scripts and styles, errors, requests to anybody else. */
  function watch(page: Page): string[] {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      // A page that says that something is not there is not there.
      if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4')) problems.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(web.url) && !request.url().startsWith('data:')) problems.push(`asked ${request.url()}`)
    })
    return problems
  }

  const REFUSED = `
    window.refused = []
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective + ' ' + event.blockedURI))
  `

  async function signedIn(context: BrowserContext): Promise<BrowserContext> {
    const page = await context.newPage()
    await page.goto(`${web.url}/deliveries`)
    await page.fill('#field-token', TOKEN)
    await page.keyboard.press('Enter')
    await page.waitForSelector('table.deliveries')
    await page.close()
    return context
  }

  // Contrast hangs on the colours and not on the width, layout on the width and not on the colours.
  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'has no serious or critical violation, in %s, %i wide, all opened; is no wider than the window; and the policy refuses nothing',
    async (colorScheme, width) => {
      const context = await signedIn(await browser.newContext({ colorScheme, viewport: { width, height: 844 } }))
      const page = await context.newPage()
      await page.addInitScript(REFUSED)
      const problems = watch(page)
      for (const path of pages) {
        await page.goto(`${web.url}${path}`)
        await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        expect([path, await violations(page)]).toEqual([path, []])
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width])
        expect([path, await page.evaluate('window.refused')]).toEqual([path, []])
      }
      expect(problems).toEqual([])
      await page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><p style=\"color:#999\">pale</p>')",
      )
      expect((await violations(page)).map((line) => line.split(':')[0])).toContain('button-name')
      expect(await page.evaluate('window.refused')).toEqual(['style-src-attr inline'])
      await context.close()
    },
    240_000,
  )

  test.each(LOCALES.filter((locale) => locale !== 'en'))(
    'has none in %s, is no wider than a phone, and its scripts speak it',
    async (locale) => {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
      const problems = watch(page)
      for (const path of ['/', `/story/${room.visit}`, '/trends', '/about', '/feeds']) {
        await page.goto(`${web.url}${path}?lang=${locale}`)
        expect([path, await violations(page)]).toEqual([path, []])
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390])
      }
      await page.goto(`${web.url}/?lang=${locale}`)
      await page.waitForSelector('#live.on')
      const { script } = wordsIn(locale).page
      expect(await page.locator('#live').textContent()).toBe(script.live)
      await room.post(makeVisitBrief({ storyId: `live-${locale}`, headline: `Told live in ${locale}` }))
      const told = page.locator(`[data-story="live-${locale}"]`)
      await told.waitFor()
      expect(await told.textContent()).toContain(wordsIn(locale).posts.why)
      expect(await page.locator('#announce').textContent()).toBe(script.fresh.replace('{headline}', `Told live in ${locale}`))
      await page.fill('#line', '/actor lavrov')
      await page.keyboard.press('Enter')
      await page.getByLabel(script.close).waitFor()
      expect(problems).toEqual([])
      await page.close()
    },
    120_000,
  )

  test('answers commands with scripts off: a story’s page, its picture’s figures as a table', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${web.url}/`)
    await page.fill('#line', '/trend dprk-russia')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/ask?q=*')
    expect(await page.locator('.answer h2').textContent()).toBe('Trend: North Korea–Russia')
    expect(await page.locator('.answer img').getAttribute('alt')).toContain('Bar chart of events a week')
    await page.getByText('The figures').click()
    expect(await page.locator('table.figures tbody tr').count()).toBe(27)
    await page.goto(`${web.url}/ask?q=${encodeURIComponent(`/story ${room.visit}`)}`)
    await page.getByRole('link', { name: 'The story’s page', exact: true }).last().click()
    await page.waitForURL(`**/story/${room.visit}`)
    expect(await page.locator('.headline').textContent()).toContain('Lavrov')
  })

  test('on a phone the state of the channel stands beside the name, on its line', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.goto(`${web.url}/`)
    await page.waitForSelector('#live.on')
    const middle = async (selector: string): Promise<number> => {
      const box = await page.locator(selector).boundingBox()
      return box === null ? Number.NaN : box.y + box.height / 2
    }
    expect(Math.abs((await middle('.masthead .name')) - (await middle('#live')))).toBeLessThan(8)
    expect(await middle('.places')).toBeGreaterThan((await middle('#live')) + 10)
  })
})
