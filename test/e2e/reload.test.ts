import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { rss } from './bot.ts'
import { PROJECT, type Running, start } from './run.ts'

let folder: string
let feeds: FeedServer
let program: Running | null = null
const config = (name: string): string => path.join(folder, 'config', name)
const line = (id: string): string =>
  `  - { id: ${id}, title: ${id} Wire, url: "${feeds.origin}/${id}", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-reload-'))
  feeds = await startFeedServer()
})
afterAll(async () => {
  await feeds.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await rm(path.join(folder, 'config'), { recursive: true, force: true })
  await cp(path.join(PROJECT, 'config'), path.join(folder, 'config'), { recursive: true })
  await writeFile(config('feeds.yaml'), `feeds:\n${line('river')}`)
  for (const id of ['river', 'bay']) feeds.set(`/${id}`, { kind: 'feed', body: rss(`${id} Wire`, []) })
  program = start(['start', '--config', path.join(folder, 'config')], {
    STORE_PATH: path.join(folder, `store-${Math.random()}.db`),
    WEB_PORT: '0',
    POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
  })
  await program.until('The local channel is at')
})
afterEach(() => program?.signal('SIGKILL'))

const polled = async (at: string): Promise<void> => {
  while (!feeds.requests.some((request) => request.path === at)) await sleep(50)
}

describe('SIGHUP reads config/ again', () => {
  test('a feed that was added is polled without a restart; what takes one is told by name', async () => {
    await polled('/river')
    await writeFile(config('feeds.yaml'), `feeds:\n${line('river')}${line('bay')}`)
    const settings = await readFile(config('settings.yaml'), 'utf8')
    await writeFile(config('settings.yaml'), settings.replace('port: 8787', 'port: 8799').replace('level: info', 'level: warn'))
    program?.signal('SIGHUP')
    await program?.until('config/ was read again and is in use')
    await program?.until('takes effect with the next start only')
    // The page's port is the environment's here, so only the log's level is another.
    expect(program?.said()).toContain('"restart":["log.level"]')
    expect(program?.said()).toMatch(/"feeds":2,/)
    program?.signal('SIGTERM')
    expect(await program?.ended).toBe(0)
  })

  test('an actor and an alignment that were added are known to commands and routes without a restart', async () => {
    const url = /local channel is at (http:\S+)/.exec(program?.said() ?? '')?.[1] ?? ''
    const ask = async (line: string): Promise<string> => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${url}/api/command`, { method: 'POST', headers, body: JSON.stringify({ line }) })).text()
    }
    expect(await ask('/actor Test Port')).not.toContain('Gangwon')
    expect(await ask('/latest cn-ru')).toContain('no alignment')
    await appendFile(
      config('actors.yaml'),
      '\n  - { id: test-port, name: Test Port, kind: place, country: PRK, alignment: dprk-russia, aliases: { en: [Gangwon Test Port] }, verification: known }\n',
    )
    await appendFile(
      config('alignments.yaml'),
      '\n  - { id: cn-ru, label: China–Russia, colour: "#117733", states: [CHN, RUS], threshold: 0.5, rules: [{ id: C1, test: together, text: The two act together. }] }\n',
    )
    await writeFile(
      config('routes.yaml'),
      'routes:\n  - { id: local, platform: local, channel: local, alignments: [cn-ru, dprk-russia] }\n',
    )
    program?.signal('SIGHUP')
    await program?.until(/is in use|is not used/)
    expect(program?.said()).not.toContain('is not used')
    expect(await ask('/actor Gangwon Test Port')).toContain('Test Port')
    expect(await ask('/latest cn-ru')).toContain('China–Russia')
  })

  test('one broken file leaves all as it was, whatever stands in the others, and every problem is told with its line', async () => {
    await writeFile(config('feeds.yaml'), `feeds:\n${line('river')}${line('bay')}`)
    await writeFile(
      config('routes.yaml'),
      'routes:\n  - { id: local, platform: local, channel: local, threshold: 7 }\n  - { id: x, platform: pigeon, channel: y }\n',
    )
    program?.signal('SIGHUP')
    await program?.until('is not used: ')
    await program?.until('pigeon')
    const said = program?.said() ?? ''
    expect(said).toMatch(/routes\.yaml:2.*threshold/)
    expect(said).toMatch(/routes\.yaml:3.*platform/)
    expect(said).not.toContain('is in use')
    await writeFile(config('routes.yaml'), 'routes:\n  - { id: local, platform: local, channel: local }\n')
    program?.signal('SIGHUP')
    await program?.until('is in use')
    expect(program?.said()).toMatch(/"feeds":2,/)
  })
})
