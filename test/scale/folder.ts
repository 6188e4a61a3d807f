import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { routeName } from './account.ts'
import { TOWNS, townOfRoute } from './plan.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')

/** How often each feed is asked. */
export const INTERVAL_MS = 300_000

export const feedId = (feed: number | ''): string => `feed-${feed}`

const feedYaml = (feed: number, ports: readonly number[]): string =>
  `  - { id: ${feedId(feed)}, title: Feed ${feed}, url: "http://127.0.0.1:${ports[feed % ports.length]}/feed/${feed}", language: en, country: KOR, kind: newspaper, bloc: other, interval: 5m }\n`

const routeYaml = (route: number): string =>
  `  - { id: ${routeName(route)}, platform: webhook, channel: ${routeName(route)}, actors: [${townOfRoute(route).id}] }\n`

const townYaml = ({ id, name }: (typeof TOWNS)[number]): string =>
  `  - { id: ${id}, name: ${name}, kind: place, country: RUS, alignment: dprk-russia, aliases: { en: [], ko: [], ja: [], ru: [], zh: [] }, verification: known }\n`

/** A folder with the project's own configuration, but for the feeds and routes of this run, and towns that it follows. */
export async function writeFolder(feeds: number, ports: readonly number[], routes: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-scale-'))
  const config = path.join(folder, 'config')
  await cp(path.join(PROJECT, 'config'), config, { recursive: true })
  const actors = await readFile(path.join(config, 'actors.yaml'), 'utf8')
  const each = (count: number, line: (n: number) => string): string => Array.from({ length: count }, (_, n) => line(n)).join('')
  await Promise.all([
    writeFile(path.join(config, 'feeds.yaml'), `feeds:\n${each(feeds, (feed) => feedYaml(feed, ports))}`),
    writeFile(path.join(config, 'routes.yaml'), `routes:\n${each(routes, routeYaml)}`),
    writeFile(path.join(config, 'settings.yaml'), 'poll: { interval: 5m, maxInterval: 5m }\n'),
    writeFile(path.join(config, 'actors.yaml'), `${actors.trimEnd()}\n\n${TOWNS.map(townYaml).join('')}`),
  ])
  return folder
}

/** What a process of the bot is told by its environment. */
export const environment = (folder: string, databaseUrl: string, routes: number, receiver: (route: string) => string) => ({
  PATH: process.env.PATH ?? '',
  ENV_FILE: '',
  DATABASE_URL: databaseUrl,
  STORE_PATH: path.join(folder, 'store.db'),
  WEB_PORT: '0',
  LOG_LEVEL: 'warn',
  POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
  ...Object.fromEntries(
    Array.from({ length: routes }, (_, route) => [
      `WEBHOOK_${routeName(route).toUpperCase().replaceAll('-', '_')}_URL`,
      receiver(routeName(route)),
    ]),
  ),
})
