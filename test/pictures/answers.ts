import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import { renderDigest } from '#src/channels/discord/digest.ts'
import { illustrated, pictureFor } from '#src/channels/discord/illustrated.ts'
import type { Payload } from '#src/channels/discord/payload.ts'
import { renderReply } from '#src/channels/discord/reply.ts'
import { createChartMaker } from '#src/charts/maker.ts'
import { toPng } from '#src/charts/png.ts'
import { themed } from '#src/charts/theme.ts'
import { replayItems } from '#src/cli/replay.ts'
import { commands } from '#src/commands/index.ts'
import { loadConfig } from '#src/config.ts'
import { isDigest } from '#src/domain/digest.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { silentLog } from '#src/domain/log.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { openStore } from '#src/store/store.ts'
import { namesIn } from '#src/words/names.ts'
import { wordsIn } from '#src/words/words.ts'
import { SAMPLES, UNUSUAL } from '../charts/samples.ts'
import { makeAlert } from '../fixtures/alert.ts'
import { makePost, makeRoute } from '../fixtures/make.ts'
import { IMPORTS } from './components.ts'
import { messageHtml } from './discord.ts'
import { goldItems } from './gold.ts'

// Makes docs/pictures/answer-*.png and chart-*.png: what commands and alerts answer on Discord, as a phone shows it, over our own gold set
// put through the real pipeline; and every kind of chart, with counts that are made up. Run it with `node test/pictures/answers.ts`. Needs
// Chromium; asks nothing of any network but its own loopback.

const ROOT = new URL('../..', import.meta.url).pathname
const OUT = join(ROOT, 'docs/pictures')
/** When most of the gold set has happened. */
const NOW = Date.UTC(2025, 8, 26, 3)

/** Parts of the names of the answers to picture; all where none is given. */
const ONLY = process.argv.slice(2)

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.svg': 'image/svg+xml' }

const page = (message: string, language: Locale = 'en'): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module" src="/node_modules/@skyra/discord-components-core/dist/index.js"></script><style>body { margin: 0; width: 430px; background: #313338 }</style></head><body>${message}</body></html>`

/** The message with its picture in the place of the file that it names. */
const withImage = (payload: Payload, png: Uint8Array | null, language: Locale = 'en'): string => {
  const html = messageHtml(payload, false, language)
  if (png === null) return html
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  return html.replace('<discord-embed slot="embeds"', `<discord-embed slot="embeds" image="${source}"`)
}

const config = await loadConfig({ dir: join(ROOT, 'config'), env: {} })
const store = await openStore({ path: ':memory:', now: () => NOW })
await replayItems(goldItems(NOW), config, store, async () => {}, new AbortController().signal)
const alignments = config.facts.alignments
const charts = createChartMaker()
const context = {
  directory: createDirectory(config.facts, config.wording),
  archive: store.archive,
  charts,
  alignments,
  now: () => NOW,
  timeZone: 'Asia/Seoul',
  scoring: config.scoring,
  categories: config.facts.lexicon.categories,
}
const blocs = namesIn(context)

const ASKED: readonly (readonly [name: string, command: string, args: Readonly<Record<string, string>>, locale?: Locale])[] = [
  ['actor-person', 'actor', { name: 'lavrov' }],
  ['actor-state', 'actor', { name: 'russia' }],
  ['actor-exercise', 'actor', { name: 'freedom-edge' }],
  ['actor-treaty', 'actor', { name: 'dprk-russia-treaty-2024' }],
  ['actor-place', 'actor', { name: 'wonsan-kalma' }],
  ['actor-system', 'actor', { name: 'KN-23' }],
  ['actor-organisation', 'actor', { name: 'trilateral-us-jp-kr' }],
  ['trend-alignment', 'trend', { of: 'dprk-russia' }],
  ['trend-pair', 'trend', { of: 'Russia, North Korea', days: '365' }],
  ['network', 'network', { days: '182' }],
  ['network-person', 'network', { actor: 'kim-jong-un', days: '365' }],
  ['timeline', 'timeline', { a: 'russia', b: 'north-korea', days: '182' }],
  ...LOCALES.slice(1).map((locale) => [`${locale.toLowerCase()}-actor-person`, 'actor', { name: 'lavrov' }, locale] as const),
]

const pages = new Map<string, string>()
for (const [name, command, args, locale = 'en'] of ASKED) {
  const reply = await commands.find((one) => one.name === command)?.run(args, { ...context, locale })
  if (reply === undefined) throw new Error(`no command ${command}`)
  const { payload, files } = renderReply(reply, namesIn(context, locale), wordsIn(locale))
  pages.set(`/answer-${name}`, page(withImage(payload, (await files[0]?.bytes()) ?? null, locale), locale))
}

/** An alert with the counts of the sample chart, which are made up, and stories of the gold set. */
const toAt = UNUSUAL.until
const behind = (await store.archive.latest({ alignment: 'dprk-russia', limit: 60 })).filter(({ openedAt }) => openedAt <= toAt).slice(0, 8)
const alert = { ...makeAlert(behind, toAt), alignments: [] }
const sent = makePost({ brief: { ...alert, digest: { ...alert.digest, unusual: UNUSUAL } }, route: makeRoute({ platform: 'discord' }) })
if (!isDigest(sent.brief)) throw new Error('an alert is a digest')
const { payload, files } = await illustrated(
  renderDigest(sent.brief, { mention: null, key: sent.key, blocs }),
  pictureFor(sent, charts, blocs),
  silentLog,
)
pages.set('/answer-alert', page(withImage(payload, files[0]?.data ?? null)))

await mkdir(OUT, { recursive: true })
for (const [name, { svg }] of ONLY.length === 0 ? Object.entries(SAMPLES) : [])
  for (const theme of ['light', 'dark'] as const) await writeFile(join(OUT, `chart-${name}-${theme}.png`), await toPng(themed(svg, theme)))

const server = createServer(async ({ url = '/' }, response) => {
  const path = normalize(new URL(url, 'http://loopback').pathname)
  try {
    const made = pages.get(path)
    const known = path === '/icon.svg' ? join(ROOT, 'src/web/assets/icon.svg') : path.startsWith('/node_modules/') ? join(ROOT, path) : ''
    const body = made ?? (await readFile(known))
    response.writeHead(200, { 'content-type': made === undefined ? (TYPES[extname(path)] ?? 'text/plain') : 'text/html; charset=utf-8' })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  const view = await browser.newPage({
    viewport: { width: 430, height: 1400 },
    deviceScaleFactor: 2,
    timezoneId: 'Asia/Seoul',
    locale: 'en-GB',
  })
  for (const path of [...pages.keys()].filter((one) => ONLY.length === 0 || ONLY.some((part) => one.includes(part)))) {
    await view.goto(`${base}${path}`)
    await view.waitForLoadState('networkidle')
    await view.evaluate('document.fonts.ready')
    await view
      .locator('discord-messages')
      .first()
      .screenshot({ path: join(OUT, `${path.slice(1)}.png`) })
    process.stdout.write(`docs/pictures/${path.slice(1)}.png\n`)
  }
} finally {
  await browser.close()
  await store.close()
  server.close()
}
