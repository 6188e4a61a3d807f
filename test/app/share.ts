// One process' share of the work, opened inside the test or, by share-child.ts, in a process of its own.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { type Base, openBase } from '#src/app/base.ts'
import { openChannels } from '#src/app/channels.ts'
import { openSharedJobs, type SharedJobs } from '#src/app/shared-jobs.ts'
import { type Config, loadConfig } from '#src/config.ts'
import type { Log } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'

export type ShareOptions = {
  readonly url: string
  readonly feedsYaml: string
  readonly routesYaml?: string
  readonly concurrency?: number
  /** A clock that stands still. Left out: that of the machine. */
  readonly at?: number
  /** Notices as soon as may be that another is gone. Not where a busy machine must not be taken for one. */
  readonly quick?: boolean
}

export type Share = AsyncDisposable & { readonly base: Base; readonly jobs: SharedJobs; readonly lines: readonly string[] }

/** The project's own configuration, but for feeds and routes. */
export async function configOf({ url, feedsYaml, routesYaml, concurrency = 8 }: ShareOptions): Promise<Config> {
  const dir = path.resolve(import.meta.dirname, '../../config')
  const replaced = new Map([
    ['feeds.yaml', feedsYaml],
    ['routes.yaml', routesYaml ?? ROUTES],
  ])
  const config = await loadConfig({
    dir,
    env: { DATABASE_URL: url, WEB_PORT: '0', POLL_ALLOW_ADDRESSES: '127.0.0.1/32' },
    readFile: async (file) => replaced.get(path.relative(dir, file)) ?? readFile(file, 'utf8'),
  })
  const { settings } = config
  return { ...config, settings: { ...settings, poll: { ...settings.poll, concurrency }, store: { ...settings.store, connections: 6 } } }
}

const ROUTES = `
routes:
  - { id: page, platform: local, channel: page, alignments: [us-jp-kr, dprk-russia], threshold: 0.5 }
`

const QUICK = { leaseS: 10, watchS: 1, cronS: 1 }

export async function openShare(options: ShareOptions): Promise<Share> {
  const config = await configOf(options)
  const lines: string[] = []
  const keeping =
    (level: string) =>
    (fields: object, message: string): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const log: Log = { debug: () => {}, info: keeping('info'), warn: keeping('warn'), error: keeping('error') }
  const { at: stands } = options
  const clock = stands === undefined ? {} : { clock: () => stands }
  const terminal = new PassThrough()
  terminal.resume()
  await using parts = new AsyncDisposableStack()
  const base = await openBase({ config, log, terminal, interactive: false, spreadMs: 0, role: 'worker', ...clock }, parts)
  await openChannels(base, 'none')
  const { observer, judgement } = base
  const databaseUrl = new Secret(options.url)
  const jobs = await openSharedJobs({
    ...base,
    onForgotten: observer.onForgotten,
    judging: judgement,
    databaseUrl,
    pace: options.quick === true ? QUICK : {},
  })
  const opened = parts.move()
  return { base, jobs, lines, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
