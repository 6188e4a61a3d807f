import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '#src/commands/index.ts'
import { startWeb, type Web } from '#src/web/server.ts'
import { context as realContext } from '../commands/sample.ts'
import { makeBrief, makeFeed, makeItem, makeOutcome, makeVisitBrief, VISIT_AT, visitInRussian } from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'

const CHROMIUM = '/usr/bin/chromium'
const absent = !existsSync(CHROMIUM)
if (absent) process.stderr.write(`axe tests skipped: there is no ${CHROMIUM}\n`)

const DAY_MS = 86_400_000
const MAX_BYTES = 100_000

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }

/** Pages with something on them: every command that answers, the lists, a story, and what is not there. */
const pagesOf = (storyId: string): readonly string[] => [
  '/',
  '/?alignment=dprk-russia',
  `/story/${storyId}`,
  '/feeds',
  '/deliveries',
  '/nowhere',
  ...['/help', '/latest', '/digest 7', '/search Lavrov', '/actor lavrov', '/actor kim', `/story ${storyId}`, `/why ${storyId}`]
    .concat(['/timeline russia, north korea', '/trend dprk-russia', '/trend zzyzx'])
    .map((line) => `/ask?q=${encodeURIComponent(line)}`),
]

describe.skipIf(absent)('every page, looked over by axe', () => {
  let browser: Browser
  let desk: Desk
  let web: Web
  let axe: string
  const storyId = makeVisitBrief().storyId

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    desk = await openDesk({
      feeds: Array.from({ length: 20 }, (_, index) => makeFeed({ id: `f${index}`, title: `Feed ${index}` })),
      now: () => VISIT_AT + 3 * DAY_MS,
    })
    await desk.store.stories.record(makeOutcome({ item: makeItem(), brief: makeBrief() }))
    await desk.store.stories.record(
      makeOutcome({ item: visitInRussian(), story: { id: storyId, openedAt: VISIT_AT, updatedAt: VISIT_AT }, brief: makeVisitBrief() }),
    )
    await desk.post(makeBrief())
    await desk.post(makeVisitBrief())
    const context = { ...realContext, archive: desk.store.archive, now: () => VISIT_AT + 3 * DAY_MS }
    web = await startWeb({ ...desk.needs, commands, context, host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await browser?.close()
    await web?.close()
    await desk?.close()
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

  // Contrast hangs on the colours and not on the width, layout on the width and not on the colours.
  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'has no serious or critical violation, in %s, %i wide',
    async (colorScheme, width) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } })
      const page = await context.newPage()
      for (const path of pagesOf(storyId)) {
        await page.goto(`${web.url}${path}`)
        for (const summary of await page.locator('main summary').all()) await summary.click()
        expect([path, await violations(page)]).toEqual([path, []])
      }
      await page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><p style=\"color:#999\">pale</p>')",
      )
      expect((await violations(page)).map((line) => line.split(':')[0])).toContain('button-name')
      await context.close()
    },
    120_000,
  )

  test('takes less than 100 KB each, all its parts and pictures together, and asks nothing of anybody else', async () => {
    for (const path of pagesOf(storyId)) {
      const page = await browser.newPage()
      const parts: string[] = []
      const elsewhere: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(web.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
      })
      page.on('response', async (response) => {
        if (response.url().startsWith('data:') || response.url().includes('/events')) return
        parts.push(await response.text().catch(() => ''))
      })
      await page.goto(`${web.url}${path}`, { waitUntil: 'load' })
      await expect.poll(() => parts.length).toBeGreaterThan(2)
      await page.close()
      const bytes = parts.reduce((sum, part) => sum + gzipSync(part).length, 0)
      expect([path, elsewhere, bytes < MAX_BYTES ? 'small' : bytes]).toEqual([path, [], 'small'])
    }
  }, 60_000)

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
    await page.goto(`${web.url}/ask?q=${encodeURIComponent(`/story ${storyId}`)}`)
    await page.getByRole('link', { name: 'The story’s page', exact: true }).last().click()
    await page.waitForURL(`**/story/${storyId}`)
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
