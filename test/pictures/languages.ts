import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import { renderBrief } from '#src/channels/discord/render.ts'
import { loadConfig } from '#src/config.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { namesIn } from '#src/words/names.ts'
import { wordsIn } from '#src/words/words.ts'
import { PICTURED } from './briefs.ts'
import { IMPORTS } from './components.ts'
import { messageHtml } from './discord.ts'

// Makes docs/pictures/discord-LANGUAGE-*.png: the same briefs as routes in other languages post them. What outlets wrote stays as they
// wrote it. Run it with `node test/pictures/languages.ts`. Needs Chromium; asks nothing of any network but its own loopback.

const ROOT = new URL('../..', import.meta.url).pathname
const OUT = join(ROOT, 'docs/pictures')
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.svg': 'image/svg+xml' }

const page = (language: string, message: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><link rel="icon" href="/icon.svg"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module" src="/node_modules/@skyra/discord-components-core/dist/index.js"></script><style>body { margin: 0; width: 680px; }</style></head><body>${message}</body></html>`

const { facts } = await loadConfig({ dir: join(ROOT, 'config'), env: {} })
const directory = createDirectory(facts)
const pages = new Map<string, readonly [string, string]>()
for (const locale of LOCALES.filter((one) => one !== 'en'))
  for (const [name, brief] of PICTURED.filter(([one]) => ['both-alignments', 'correction'].includes(one))) {
    const style = {
      mention: null,
      key: '0'.repeat(25),
      blocs: namesIn({ alignments: facts.alignments, directory }, locale),
      words: wordsIn(locale),
    }
    pages.set(`/discord-${locale.toLowerCase()}-${name}`, [locale, messageHtml(renderBrief(brief, style), false, locale)])
  }

const server = createServer(async ({ url = '/' }, response) => {
  const path = normalize(new URL(url, 'http://loopback').pathname)
  const made = pages.get(path)
  try {
    const file = path === '/icon.svg' ? 'src/web/assets/icon.svg' : path
    const served = path === '/icon.svg' || path.startsWith('/node_modules/')
    const body = made === undefined ? (served ? await readFile(join(ROOT, file)) : null) : page(...made)
    const type = made === undefined ? (TYPES[extname(path)] ?? 'text/plain') : 'text/html; charset=utf-8'
    response.writeHead(body === null ? 404 : 200, { 'content-type': type }).end(body ?? '')
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
await mkdir(OUT, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const view = await browser.newPage({ viewport: { width: 1000, height: 1400 }, deviceScaleFactor: 1.5 })
  view.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) throw new Error(`asked ${request.url()}`)
  })
  for (const path of pages.keys()) {
    await view.goto(`${base}${path}`)
    await view.waitForLoadState('networkidle')
    await view.locator('discord-messages').screenshot({ path: join(OUT, `${path.slice(1)}.png`) })
    process.stdout.write(`docs/pictures${path}.png\n`)
  }
} finally {
  await browser.close()
  server.close()
}
