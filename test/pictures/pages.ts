import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Browser, chromium } from 'playwright-core'
import { type App, startApp } from '#src/app.ts'
import { serveSampleFeeds } from '#src/cli/sample-feeds.ts'
import { loadConfig } from '#src/config.ts'
import { silentLog } from '#src/domain/log.ts'

// Makes docs/pages/: every page of the bot at work on the demo's sample feeds, as of a day on which they are news. Run it with
// `node test/pictures/pages.ts`. Needs Chromium; asks nothing of any network but its own loopback.

const ROOT = new URL('../..', import.meta.url).pathname
const OUT = join(ROOT, 'docs/pages')
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const NOW = Date.parse('2026-10-01T03:00:00Z')
const DAY_MS = 86_400_000
const TOKEN = 'the-token-of-the-pictures'
const MAX_BYTES = 250_000

/** The bot over the sample feeds, which it is taken to have read for two years. */
async function openBot(parts: AsyncDisposableStack): Promise<App> {
  const samples = parts.adopt(await serveSampleFeeds(join(ROOT, 'demo/feeds')), (part) => part.close())
  const dir = join(ROOT, 'config')
  const config = await loadConfig({
    dir,
    env: { STORE_PATH: ':memory:', POLL_BACKFILL: '100000d', POLL_ALLOW_ADDRESSES: '127.0.0.1/32', WEB_PORT: '0', WEB_TOKEN: TOKEN },
    async readFile(path) {
      if (path !== join(dir, 'feeds.yaml')) return readFile(path, 'utf8')
      return (await readFile(join(ROOT, 'demo/feeds.yaml'), 'utf8')).replaceAll('http://sample.invalid', samples.origin)
    },
  })
  const app = parts.use(
    await startApp({ config, log: silentLog, terminal: new PassThrough().resume(), interactive: false, spreadMs: 0, clock: () => NOW }),
  )
  await app.poll()
  await app.judge()
  await app.deliver()
  for (const state of await app.store.feeds.all()) {
    if (state.firstOkAt !== null) await app.store.feeds.settle({ ...state, firstOkAt: NOW - 730 * DAY_MS }, [])
  }
  return app
}

/** Name, path, window: every page in a wide window, the ones that readers carry about on a phone, dark, and one in each other language. */
const pagesOf = (storyId: string): readonly (readonly [string, string, 'wide' | 'dark' | 'phone'])[] => [
  ['channel', '/', 'wide'],
  ['stories', '/stories?q=Russia&alignment=dprk-russia', 'wide'],
  ['story', `/story/${storyId}`, 'wide'],
  ['actors', '/actors?kind=person&alignment=dprk-russia', 'wide'],
  ['actor', '/actor/sergey-lavrov', 'wide'],
  ['trends', '/trends?days=730', 'wide'],
  ['network', '/network?days=730', 'wide'],
  ['feeds', '/feeds', 'wide'],
  ['deliveries', '/deliveries', 'wide'],
  ['token', '/deliveries', 'wide'],
  ['about', '/about', 'wide'],
  ['mistake', '/stories?q=Russia&actor=kim&since=2026-13-01', 'wide'],
  ['channel-dark', '/', 'dark'],
  ['actor-dark', '/actor/freedom-edge', 'dark'],
  ['network-dark', '/network?of=Russia&days=730', 'dark'],
  ['story-phone', `/story/${storyId}`, 'phone'],
  ['actor-phone', '/actor/kim-jong-un', 'phone'],
  ['stories-phone', '/stories', 'phone'],
  ['story-ko', `/story/${storyId}?lang=ko`, 'wide'],
  ['trends-ja', '/trends?days=730&lang=ja', 'wide'],
  ['channel-ru', '/?lang=ru', 'wide'],
  ['actor-zh-hans', '/actor/sergey-lavrov?lang=zh-Hans', 'dark'],
  ['feeds-zh-hant', '/feeds?lang=zh-Hant', 'wide'],
]

const WINDOWS = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
} as const

/** How much of a long page is shown, in windows' heights. */
const SHOWN = { wide: 1.1, dark: 1.1, phone: 1.2 } as const

async function draw(browser: Browser, base: string, [name, path, kind]: ReturnType<typeof pagesOf>[number]): Promise<void> {
  const window = WINDOWS[kind]
  const signedIn = name === 'token' ? {} : { extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` } }
  const context = await browser.newContext({ ...window, ...signedIn, locale: 'en-GB', timezoneId: 'Asia/Seoul' })
  const page = await context.newPage()
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) throw new Error(`asked ${request.url()}`)
  })
  await page.goto(`${base}${path}`)
  if (path === '/') await page.waitForSelector('#live.on')
  await page.evaluate('document.fonts.ready')
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'))
  const height = Math.min(whole, Math.round(window.viewport.height * SHOWN[kind]))
  const file = join(OUT, `${name}.png`)
  await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: window.viewport.width, height } })
  const { size } = await stat(file)
  if (size > MAX_BYTES) throw new Error(`${name}.png has ${size} bytes`)
  process.stdout.write(`docs/pages/${name}.png ${size}\n`)
  await context.close()
}

await mkdir(OUT, { recursive: true })
await using parts = new AsyncDisposableStack()
const app = await openBot(parts)
const [story] = await app.store.archive.latest({ actorId: 'sergey-lavrov', limit: 1 })
const browser = parts.adopt(
  await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] }),
  (part) => part.close(),
)
for (const each of pagesOf(story?.storyId ?? '')) await draw(browser, app.url, each)
