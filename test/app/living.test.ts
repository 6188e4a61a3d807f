import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { putBy } from '#src/app/changing.ts'
import { openLiving } from '#src/app/living.ts'
import { createReload } from '#src/app/reload.ts'
import { feedEntry, routeEntry } from '#src/config/set-by-command.ts'
import { type Config, loadConfig } from '#src/config.ts'
import type { Entry } from '#src/domain/change.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'

const DIR = path.resolve(import.meta.dirname, '../../config')
const by = { platform: 'page', userId: 'token', place: null }

/** The real configuration, with some of its files as a test wants them. */
const load = (files: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<Config> =>
  loadConfig({ dir: DIR, env, readFile: async (file) => files[path.basename(file)] ?? readFile(file, 'utf8') })

const feedLine = (id: string, url = `https://${id}.example/rss`): string =>
  `  - { id: ${id}, title: ${id}, url: "${url}", language: en, country: KOR, kind: wire, bloc: other }\n`
const routes = (...lines: readonly string[]): string => `routes:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`
const LOCAL = 'id: local, platform: local, channel: local'

let store: Store
beforeEach(async () => {
  store = await openStore({ path: ':memory:' })
})
afterEach(() => store.close())

const start = async (config: Config) => {
  const living = await openLiving(config, store.changes)
  const entry = (kind: 'route' | 'feed', id: string): Entry | null => {
    if (kind === 'route') return living.routes().flatMap((route) => (route.id === id ? [routeEntry(route)] : []))[0] ?? null
    return living.feeds().flatMap((feed) => (feed.id === id ? [feedEntry(feed)] : []))[0] ?? null
  }
  const asking = { living, changes: store.changes, entry, clock: () => 0, log: silentLog }
  const put = (kind: 'route' | 'feed', id: string, wanted: Entry | null) => putBy({ by, kind, id, entry: wanted, place: null }, asking)
  return { living, put }
}
const ids = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id)

describe('what is in use', () => {
  test('every route and feed of the files comes back the same from the form that a command writes', async () => {
    const config = await load()
    const { living, put } = await start(config)
    for (const route of config.routes) expect(await put('route', route.id, routeEntry(route))).toMatchObject({ kind: 'changed' })
    for (const feed of config.feeds.slice(0, 20)) expect(await put('feed', feed.id, feedEntry(feed))).toMatchObject({ kind: 'changed' })
    expect(living.routes()).toEqual(config.routes)
    expect(living.feeds()).toEqual(config.feeds)
  })

  test('a change by another process is taken over when it is asked for', async () => {
    const [here, there] = [await start(await load()), await start(await load())]
    await there.put('route', 'terminal', null)
    expect(ids(here.living.routes())).toContain('terminal')
    expect(await here.living.follow()).toBe(true)
    expect(ids(here.living.routes())).not.toContain('terminal')
    expect(await here.living.follow()).toBe(false)
  })

  test('a file that later names the same id does not take a command’s word back; the list keeps one of each', async () => {
    const files = { 'feeds.yaml': `feeds:\n${feedLine('river')}` }
    const first = await start(await load(files))
    await first.put('feed', 'hill', {
      id: 'hill',
      title: 'Hill Post',
      url: 'https://hill.example/rss',
      language: 'ko',
      country: 'KOR',
      kind: 'wire',
      bloc: 'other',
    })
    const later = await start(await load({ 'feeds.yaml': `feeds:\n${feedLine('river')}${feedLine('hill', 'https://other.example/rss')}` }))
    expect(ids(later.living.feeds())).toEqual(['river', 'hill'])
    expect(later.living.feeds().find(({ id }) => id === 'hill')).toMatchObject({ title: 'Hill Post', url: 'https://hill.example/rss' })
  })

  test('a file that later leads to the same channel under another id is left out and told, so that nothing is posted twice', async () => {
    const first = await start(await load({ 'routes.yaml': routes(LOCAL) }))
    await first.put('route', 'wall', { id: 'wall', platform: 'terminal', channel: 'wall', alignments: ['dprk-russia'] })
    const later = await start(await load({ 'routes.yaml': routes(LOCAL, 'id: mine, platform: terminal, channel: wall') }))
    expect(ids(later.living.routes())).toEqual(['local', 'wall'])
    expect(later.living.problems()).toEqual([expect.stringMatching(/route mine of the files is not used.*wall/)])
  })

  test('a command cannot lead a second route to a channel of the files, nor read an address twice', async () => {
    const { put, living } = await start(await load({ 'routes.yaml': routes(LOCAL), 'feeds.yaml': `feeds:\n${feedLine('river')}` }))
    expect(await put('route', 'two', { id: 'two', platform: 'local', channel: 'local' })).toMatchObject({ kind: 'wrong' })
    const again = {
      id: 'again',
      title: 'Again',
      url: 'https://river.example/rss',
      language: 'en',
      country: 'KOR',
      kind: 'wire',
      bloc: 'other',
    }
    expect(await put('feed', 'again', again)).toEqual({ kind: 'wrong', problems: [expect.stringContaining('river')] })
    expect([ids(living.routes()), ids(living.feeds())]).toEqual([['local'], ['river']])
  })

  test('what commands set and the files no longer bear out is left out at a start, and refuses a reading while it runs', async () => {
    const { living, put } = await start(await load())
    await put('route', 'lavrov', {
      id: 'lavrov',
      platform: 'terminal',
      channel: 'lavrov',
      alignments: ['dprk-russia'],
      actors: ['sergey-lavrov'],
    })
    const without = await load()
    const config = { ...without, facts: { ...without.facts, actors: without.facts.actors.filter(({ id }) => id !== 'sergey-lavrov') } }
    expect(living.adopt(config)).toMatchObject({ kind: 'refused', problems: [expect.stringMatching(/lavrov.*change 1.*sergey-lavrov/)] })
    expect(ids(living.routes())).toContain('lavrov')
    const next = await start(config)
    expect(ids(next.living.routes())).not.toContain('lavrov')
    expect(next.living.problems()).toEqual([expect.stringContaining('sergey-lavrov')])
  })

  test('tokens, the store and the page’s port wait for a restart and are told by name, never by value; the rest is in use at once', async () => {
    const files = { 'routes.yaml': routes(LOCAL), 'feeds.yaml': `feeds:\n${feedLine('river')}` }
    const { living } = await start(await load(files, { WEB_TOKEN: 'planted-token-one-123456' }))
    const next = await load(
      { ...files, 'feeds.yaml': `feeds:\n${feedLine('river')}${feedLine('bay')}` },
      { WEB_TOKEN: 'planted-token-two-123456', STORE_PATH: 'elsewhere.db', WEB_PORT: '9', ADMIN_USERS: 'discord:123456' },
    )
    expect(living.adopt(next)).toEqual({ kind: 'adopted', restart: ['store.path', 'web.port', 'WEB_TOKEN'] })
    expect(ids(living.feeds())).toEqual(['river', 'bay'])
    const { settings, secrets } = living.config()
    expect(settings.admin.users).toEqual(['discord:123456'])
    expect([settings.web.port, secrets.webToken?.reveal()]).toEqual([8787, 'planted-token-one-123456'])
    expect(JSON.stringify(living.adopt(next))).not.toContain('planted')
  })

  test('facts that are the same stay the very same, so that nothing is made anew; others take their place', async () => {
    const { living } = await start(await load())
    const { facts } = living.config()
    living.adopt(await load())
    expect(living.config().facts).toBe(facts)
    const scoring = await readFile(path.join(DIR, 'scoring.yaml'), 'utf8')
    living.adopt(await load({ 'scoring.yaml': scoring.replace(/bias: (-?[\d.]+)/, (_, bias) => `bias: ${Number(bias) - 1}`) }))
    expect(living.config().facts).toBe(facts)
    expect(living.config().scoring.bias).toBe((await load()).scoring.bias - 1)
  })
})

describe('reading config/ again', () => {
  test('a broken file is told with every problem and changes nothing; the next good reading ends the trouble', async () => {
    const { living } = await start(await load({ 'routes.yaml': routes(LOCAL) }))
    let files: Record<string, string> = { 'routes.yaml': 'routes: 5\n', 'feeds.yaml': 'feeds:\n  - { id: a }\n' }
    const told: string[] = []
    const log = { ...silentLog, error: (_: object, message: string) => void told.push(message) }
    const reload = createReload({ living, load: () => load(files), log })
    await reload.run()
    expect(told.length).toBeGreaterThan(5)
    expect(reload.troubles()).toEqual([
      expect.objectContaining({ subject: 'config:reading', text: expect.stringContaining('routes.yaml') }),
    ])
    expect(ids(living.routes())).toEqual(['local'])
    files = { 'routes.yaml': routes('id: other, platform: local, channel: other') }
    await reload.run()
    expect(reload.troubles()).toEqual([])
    expect(ids(living.routes())).toEqual(['other'])
  })

  test('a folder that is gone, or a file that cannot be read, leaves all as it was', async () => {
    const { living } = await start(await load())
    const before = living.routes()
    const reload = createReload({ living, load: () => loadConfig({ dir: '/nowhere/config', env: {} }), log: silentLog })
    await reload.run()
    expect(reload.troubles()[0]?.text).toContain('There is no configuration folder')
    expect(living.routes()).toBe(before)
  })
})
