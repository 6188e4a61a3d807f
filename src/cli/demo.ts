import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type App, startApp } from '../app.ts'
import { type Config, loadConfig } from '../config.ts'
import { type CapturedFeeds, serveCapture } from './captured-feeds.ts'
import { withDryRoutes } from './dry-routes.ts'
import { openLog } from './log.ts'
import { type SampleFeeds, serveSampleFeeds } from './sample-feeds.ts'
import type { Io, Verb } from './verb.ts'

/** The address in demo/feeds.yaml that stands for the little server. */
const SAMPLE_ORIGIN = 'http://sample.invalid'
/** Sample items are years old: all of them count as news here. */
const BACKFILL = '100000d'

/** `demo`: the whole bot on sample feeds over loopback HTTP, without token, server or network. */
export const demo: Verb = (program, io) => {
  program
    .command('demo')
    .description('show the bot at work on sample feeds: no token, no network, nothing kept')
    .option('--exit', 'end when done, instead of leaving the local channel open')
    .option('--feeds <folder>', 'a folder that feeds capture filled, in place of the sample feeds')
    .action(async (options: { readonly exit?: boolean; readonly feeds?: string }) => {
      await using parts = new AsyncDisposableStack()
      const served =
        options.feeds === undefined ? serveSampleFeeds(join(io.cwd, 'demo/feeds')) : serveCapture(resolve(io.cwd, options.feeds))
      const samples = parts.adopt(await served, (part) => part.close())
      const config = await demoConfig(io, samples, options.exit === true)
      const results: string[] = []
      const app = parts.use(await openApp(io, config, results))
      await showRound(io, config, samples, app, results)
      if (options.exit === true) return
      io.stderr.write(`\nOpen ${app.url} to read the channel and to ask it: /actor lavrov, /latest, /why … (Ctrl-C ends)\n`)
      app.startTicking()
      await new Promise<void>((resolve) => io.signal.addEventListener('abort', () => resolve(), { once: true }))
    })
}

/** The bot's own configuration, with the sample feeds in place of the real ones and nothing from the environment. */
async function demoConfig(io: Io, samples: SampleFeeds | CapturedFeeds, exit: boolean): Promise<Config> {
  const dir = join(io.cwd, 'config')
  const readRest = withDryRoutes(dir)
  const config = await loadConfig({
    dir,
    env: {
      STORE_PATH: ':memory:',
      POLL_BACKFILL: BACKFILL,
      POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
      WEB_PORT: exit ? '0' : (io.env.WEB_PORT ?? '8787'),
      WEB_TOKEN: io.env.WEB_TOKEN,
      LOG_LEVEL: 'silent',
    },
    async readFile(path) {
      if (path !== join(dir, 'feeds.yaml') || 'addresses' in samples) return readRest(path)
      return (await readFile(join(io.cwd, 'demo/feeds.yaml'), 'utf8')).replaceAll(SAMPLE_ORIGIN, samples.origin)
    },
  })
  return 'addresses' in samples ? withCapture(config, samples) : config
}

/** The configured feeds that were captured, each at the address where its capture is served. */
const withCapture = (config: Config, { addresses }: CapturedFeeds): Config => ({
  ...config,
  feeds: config.feeds.flatMap((feed) => {
    const url = addresses.get(feed.id)
    return url === undefined ? [] : [{ ...feed, url, enabled: true }]
  }),
})

const openApp = (io: Io, config: Config, results: string[]): Promise<App> =>
  startApp({
    config,
    log: openLog('silent', io),
    terminal: io.stdout,
    interactive: io.interactive,
    spreadMs: 0,
    onPolled: (feed, { outcome }, newItems) =>
      void results.push(outcome.kind === 'ok' ? `  ${feed.title}: ${newItems.length} items` : `  ${outcome.message}`),
  })

/** One whole round, told step by step: the posts themselves come from the terminal channel. */
async function showRound(io: Io, config: Config, samples: SampleFeeds | CapturedFeeds, app: App, results: string[]): Promise<void> {
  const startedAt = performance.now()
  io.stderr.write(`Polling ${config.feeds.length} ${'addresses' in samples ? 'captured' : 'sample'} feeds at ${samples.origin}\n`)
  await app.poll()
  io.stderr.write(`${results.toSorted().join('\n')}\n`)
  await app.judge()
  const { items, kept, stories } = await app.context.archive.counts()
  io.stderr.write(`Judged ${items} items: ${kept} are about an alignment and make ${stories} stories; ${items - kept} are dropped.\n\n`)
  await app.deliver()
  io.stderr.write(`Done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`)
}
