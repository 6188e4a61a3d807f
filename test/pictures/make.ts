import { mkdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { renderBrief as forDiscord } from '#src/channels/discord/render.ts'
import { renderPost } from '#src/channels/slack/render.ts'
import { renderBrief as forTerminal } from '#src/channels/terminal/render.ts'
import type { Brief } from '#src/domain/brief.ts'
import { createTimes } from '#src/domain/times.ts'
import { startWeb } from '#src/web/server.ts'
import { makePost, makeRoute } from '../fixtures/make.ts'
import { facts } from '../stories/told.ts'
import { openDesk } from '../web/desk.ts'
import { PICTURED } from './briefs.ts'
import { IMPORTS } from './components.ts'
import { messageHtml } from './discord.ts'
import { SLACK_STYLE, slackHtml } from './slack.ts'
import { TERMINAL_STYLE, terminalHtml } from './terminal.ts'

// Makes docs/pictures/: the same five briefs as every platform shows them, from the renderers' own output. Run it with
// `node test/pictures/make.ts`. Needs Chromium; asks nothing of any network but its own loopback.

const ROOT = new URL('../..', import.meta.url).pathname
const OUT = join(ROOT, 'docs/pictures')
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const ZONE = 'Asia/Seoul'
const BLOCS = new Map(facts.alignments.map(({ id, label }) => [id, label]))

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="/icon.svg">${head}</head><body>${body}</body></html>`

const discordPage = (brief: Brief, light: boolean): string =>
  page(
    `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module" src="/node_modules/@skyra/discord-components-core/dist/index.js"></script><style>body { margin: 0; width: 680px; }</style>`,
    messageHtml(forDiscord(brief, { mention: null, key: '0'.repeat(25), blocs: BLOCS }), light),
  )

const slackPage = (brief: Brief): string =>
  page(`<style>${SLACK_STYLE}</style>`, slackHtml(renderPost(makePost({ brief, route: makeRoute({ platform: 'slack' }) }), BLOCS)))

const terminalPage = (brief: Brief): string =>
  page(
    `<style>${TERMINAL_STYLE}</style>`,
    terminalHtml(forTerminal(brief, { width: 90, colour: true, times: createTimes(ZONE), blocs: BLOCS })),
  )

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html', '.svg': 'image/svg+xml' }
const ICON = join(ROOT, 'src/web/assets/icon.svg')

/** Serves the pages made here, and of the disk only what is in node_modules. */
async function serve(pages: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://loopback').pathname)
    const made = pages.get(path)
    try {
      const body =
        made ?? (path === '/icon.svg' ? await readFile(ICON) : path.startsWith('/node_modules/') ? await readFile(join(ROOT, path)) : null)
      response.writeHead(body === null ? 404 : 200, {
        'content-type': made === undefined ? (TYPES[extname(path)] ?? 'text/plain') : 'text/html; charset=utf-8',
      })
      response.end(body ?? '')
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function picture(view: Page, url: string, selector: string, name: string, around = 0): Promise<void> {
  await view.goto(url)
  await view.waitForLoadState('networkidle')
  await view.evaluate('document.fonts.ready')
  const box = await view.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${name}: nothing is shown`)
  const clip = { x: box.x - around, y: box.y, width: box.width + 2 * around, height: box.height }
  await view.screenshot({ path: join(OUT, `${name}.png`), clip, fullPage: true })
  process.stdout.write(`docs/pictures/${name}.png\n`)
}

await mkdir(OUT, { recursive: true })
const pages = new Map<string, string>()
for (const [name, brief] of PICTURED) {
  pages.set(`/discord-${name}`, discordPage(brief, false))
  pages.set(`/discord-light-${name}`, discordPage(brief, true))
  pages.set(`/slack-${name}`, slackPage(brief))
  pages.set(`/terminal-${name}`, terminalPage(brief))
}
const server = await serve(pages)
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const desk = await openDesk()
for (const [, brief] of PICTURED) await desk.post(brief)
const web = await startWeb({ ...desk.needs, host: '127.0.0.1', port: 0 })
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const view = await browser.newPage({ viewport: { width: 1000, height: 1400 }, deviceScaleFactor: 1.5, timezoneId: ZONE, locale: 'en-GB' })
  view.on('request', (request) => {
    if (![base, web.url].some((own) => request.url().startsWith(own)) && !request.url().startsWith('data:'))
      throw new Error(`asked ${request.url()}`)
  })
  view.on('pageerror', (error) => process.stderr.write(`${error.message}\n`))
  const SELECTORS = [
    ['discord-light-', 'discord-messages'],
    ['discord-', 'discord-messages'],
    ['slack-', '.message'],
    ['terminal-', 'pre'],
  ] as const
  for (const path of pages.keys()) {
    const [, selector = 'body'] = SELECTORS.find(([start]) => path.startsWith(`/${start}`)) ?? []
    await picture(view, `${base}${path}`, selector, path.slice(1))
  }
  for (const [name, brief] of PICTURED) await picture(view, web.url, `[data-story="${brief.storyId}"]`, `local-${name}`, 12)
} finally {
  await browser.close()
  await web.close()
  await desk.close()
  server.close()
}
