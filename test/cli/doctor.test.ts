import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { doctor } from '#src/cli/doctor.ts'
import { clockFinding, diskFinding, runtimeFinding } from '#src/cli/doctor-machine.ts'
import { commands } from '#src/commands/index.ts'
import { LAVROV_EN, rss } from '../e2e/bot.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { canRunPostgres, newDatabase, query } from '../stand-ins/postgres/database.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Desk, openDesk } from './stored.ts'

const TOKENS = { bot: 'xoxb-for-a-test', app: 'xapp-for-a-test' }
const CHANNEL = '123456789012345'

let desk: Desk
let feeds: FeedServer
let discord: DiscordStandIn
let slack: SlackStandIn
beforeAll(async () => {
  desk = await openDesk()
  feeds = await startFeedServer()
})
afterAll(() => Promise.all([desk.close(), feeds.close()]))
afterEach(async () => {
  await Promise.all([discord?.close(), slack?.close()])
})

const useFeeds = (): void => {
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
  const feed = `{ id: river, title: River Wire, url: "${feeds.origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }`
  writeFileSync(path.join(desk.folder, 'config/feeds.yaml'), `feeds:\n  - ${feed}\n`)
}

const ENV = { POLL_ALLOW_ADDRESSES: '127.0.0.1/32', WEB_PORT: '0' }

type Told = { readonly about: string; readonly state: string; readonly said: string; readonly fix: string }
type Answer = { readonly code: number; readonly of: (about: string) => readonly Told[]; readonly all: readonly Told[] }

async function examine(env: Readonly<Record<string, string>> = {}, ...words: string[]): Promise<Answer> {
  const { out, code } = await desk.run(doctor, ['doctor', '--json', ...words], { ...ENV, ...env })
  const { findings, ok } = JSON.parse(out) as { ok: boolean; findings: readonly Told[] }
  expect(ok).toBe(code === 0)
  return { code, all: findings, of: (about) => findings.filter((finding) => finding.about === about) }
}

/** Everything that is not well says what to do. */
const isAnswered = ({ all }: Answer): void => {
  for (const finding of all) if (finding.state !== 'well') expect(finding.fix, finding.said).not.toBe('')
}

describe('doctor on a machine', () => {
  test('finds a checkout with our own configuration well, and makes nothing', async () => {
    useFeeds()
    const answer = await examine()
    expect(answer.all.filter(({ state }) => state !== 'well')).toEqual([])
    expect(answer.code).toBe(0)
    expect(existsSync(path.join(desk.folder, 'data'))).toBe(false)
    isAnswered(answer)
  })

  test('tells it in a table, with what to do under each line that is not well', async () => {
    useFeeds()
    const { out, code } = await desk.run(doctor, ['doctor', '--offline'], { ...ENV, TIME_ZONE: 'Asia/Seul' })
    expect(code).toBe(1)
    expect(out).toContain('WRONG configuration  environment TIME_ZONE: "Asia/Seul" is no time zone')
    expect(out).toContain('→ Did you mean Asia/Seoul?')
    expect(out).toContain('One thing keeps the bot from working.')
  })

  test('names a port that another program holds, and one that the bot itself holds is no fault', async () => {
    useFeeds()
    const body = { value: 'something else' }
    const other = createServer((_, response) => response.end(JSON.stringify(body))).listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const WEB_PORT = String((other.address() as AddressInfo).port)
    const held = await examine({ WEB_PORT }, '--offline')
    expect(held.of('page')).toMatchObject([{ state: 'wrong', fix: `Choose another: WEB_PORT=${Number(WEB_PORT) + 1}.` }])
    Object.assign(body, { ready: true, checks: [] })
    expect((await examine({ WEB_PORT }, '--offline')).of('page')).toMatchObject([{ state: 'well' }])
    other.close()
  })

  test('names a store that cannot be written', async () => {
    useFeeds()
    const text = path.join(desk.folder, 'text.db')
    writeFileSync(text, 'a text that is no database at all, and longer than the header of one would be: a hundred bytes or more')
    const answer = await examine({ STORE_PATH: text }, '--offline')
    expect(answer.of('store')).toMatchObject([
      {
        state: 'wrong',
        said: `${text} is not a SQLite database`,
        fix: 'Name another path, or move that file away to start with an empty store.',
      },
    ])
    const file = path.join(text, 'below', 'a-file.db')
    expect((await examine({ STORE_PATH: file }, '--offline')).of('store')).toMatchObject([{ state: 'wrong' }])
  })

  test('names a store on which this program would not start: of a newer version, half copied, or kept by another program', async () => {
    useFeeds()
    const storeWith = (name: string, number: number): string => {
      const file = path.join(desk.folder, name)
      const database = new DatabaseSync(file)
      database.exec(
        `create table migrations (number integer primary key, name text, applied_at integer); insert into migrations values (${number}, 'x', 0)`,
      )
      database.close()
      return file
    }
    const told = async (file: string) => {
      const answer = await examine({ STORE_PATH: file }, '--offline')
      isAnswered(answer)
      return answer.of('store')[0]
    }
    expect(await told(storeWith('newer.db', 999))).toMatchObject({ state: 'wrong', said: expect.stringContaining('by a newer version') })
    expect(await told(storeWith('half.db', 1_000_000))).toMatchObject({ state: 'wrong', said: expect.stringContaining('only half copied') })
    expect(await told(storeWith('older.db', 1))).toMatchObject({
      state: 'well',
      said: expect.stringContaining('brought up to date at the next start'),
    })
    expect(await told(':memory:')).toMatchObject({ state: 'poor', said: expect.stringContaining('lost whenever the bot stops') })
    const other = new DatabaseSync(storeWith('locked.db', 1))
    other.exec('begin immediate')
    expect(await told(path.join(desk.folder, 'locked.db'))).toMatchObject({
      state: 'wrong',
      fix: 'End the other program that has it open, or wait until it is done.',
    })
    other.close()
  })

  test.skipIf(process.getuid?.() === 0)('names a folder that this user may not write', async () => {
    useFeeds()
    const shut = path.join(desk.folder, 'shut')
    mkdirSync(shut)
    chmodSync(shut, 0o500)
    expect((await examine({ STORE_PATH: path.join(shut, 'store.db') }, '--offline')).of('store')).toMatchObject([{ state: 'wrong' }])
  })

  test('tells a feed that gives nothing, and that none does', async () => {
    useFeeds()
    feeds.set('/river', { kind: 'status', status: 404 })
    const answer = await examine()
    expect(answer.of('feeds')).toMatchObject([{ state: 'wrong', said: '0 of 1 asked give a document (1 are enabled)' }])
    isAnswered(answer)
  })

  test('judges runtime, disk and clock', () => {
    expect(runtimeFinding('26.0.0').state).toBe('well')
    expect(runtimeFinding('20.11.1')).toMatchObject({ state: 'wrong', said: 'Node 20.11.1 is too old' })
    expect([5e9, 5e8, 5e7].map((free) => diskFinding('/data', free).state)).toEqual(['well', 'poor', 'wrong'])
    expect(clockFinding([]).state).toBe('unknown')
    expect(clockFinding([-2_000, 1_000, 900_000]).state).toBe('well')
    expect(clockFinding([300_000, 301_000, 2_000])).toMatchObject({ state: 'wrong', said: '300 s behind the servers that answered' })
    expect(clockFinding([-120_000])).toMatchObject({ state: 'wrong', said: '120 s ahead of the servers that answered' })
  })

  test.skipIf(!canRunPostgres)('asks a Postgres database, and says in words that one cannot be reached, without its password', async () => {
    useFeeds()
    const address = await newDatabase()
    expect((await examine({ DATABASE_URL: address }, '--offline')).of('store')).toMatchObject([
      { state: 'well', said: expect.stringMatching(/Postgres \d+/) },
    ])
    const answer = await examine({ DATABASE_URL: 'postgres://watch:secret-word@127.0.0.1:9/watch' }, '--offline')
    expect(answer.of('store')).toMatchObject([
      {
        state: 'wrong',
        said: 'watch at 127.0.0.1:9 cannot be reached',
        fix: expect.stringMatching(/^Check that the Postgres server runs/),
      },
    ])
    expect(JSON.stringify(answer.all)).not.toContain('secret-word')
  })

  test.skipIf(!canRunPostgres)(
    'names a database on which this program would not start, and a user that may make nothing there',
    async () => {
      useFeeds()
      const address = await newDatabase()
      const told = async (url: string) => {
        const answer = await examine({ DATABASE_URL: url }, '--offline')
        isAnswered(answer)
        return answer.of('store')[0]
      }
      await query(address, `create role guest login password 'secret-word'`)
      const asGuest = Object.assign(new URL(address), { username: 'guest', password: 'secret-word' }).href
      expect(await told(asGuest)).toMatchObject({ state: 'wrong', said: expect.stringContaining('may create no table') })
      expect(await told(`${address}?options=-c%20search_path%3Dnowhere`)).toMatchObject({ state: 'wrong' })
      await query(address, 'create table migrations (number int, name text, applied_at bigint); insert into migrations values (999)')
      expect(await told(address)).toMatchObject({ state: 'wrong', said: expect.stringContaining('by a newer version') })
      await query(address, 'update migrations set number = 1000000')
      expect(await told(address)).toMatchObject({ state: 'wrong', said: expect.stringContaining('only half copied') })
    },
  )
})

describe('doctor asking Discord', () => {
  const ask = (env: Readonly<Record<string, string>> = {}) =>
    examine({ DISCORD_TOKEN: discord.token, DISCORD_CHANNELS: CHANNEL, ...env }, '--discord-api', discord.api)

  test('finds token, commands, intents and permissions well', async () => {
    useFeeds()
    discord = await openDiscordStandIn()
    const guild = discord.addGuild('Desk')
    guild.channels.set(CHANNEL, { ...discord.addChannel(guild, 'alerts'), id: CHANNEL })
    discord.world.commands.set('', commands.map(({ name }) => ({ name })) as never)
    const answer = await ask()
    expect(answer.of('Discord').map(({ state, said }) => `${state}: ${said}`)).toEqual([
      'well: the token is that of Alignment Watch',
      `well: all ${commands.length} commands are registered`,
      'well: connected; the intents are allowed',
      `well: route discord-${CHANNEL}: the bot may post in ${CHANNEL}`,
    ])
    expect(discord.messages(CHANNEL)).toEqual([])
  })

  test('names what is missing: commands, a permission, a channel, and what to do', async () => {
    useFeeds()
    discord = await openDiscordStandIn()
    const guild = discord.addGuild('Desk')
    const place = { ...discord.addChannel(guild, 'alerts'), id: CHANNEL, denied: new Set(['EMBED_LINKS'] as const) }
    guild.channels.set(CHANNEL, place as never)
    const answer = await ask({ DISCORD_CHANNELS: `${CHANNEL},999999999999999` })
    expect(answer.code).toBe(1)
    expect(answer.of('Discord')).toMatchObject([
      { state: 'well' },
      { state: 'poor', said: 'no command is registered', fix: expect.stringContaining('npm run register') },
      { state: 'well' },
      { state: 'wrong', said: expect.stringContaining('lacks Embed Links'), fix: expect.stringContaining('Give the bot Embed Links') },
      { state: 'wrong', said: expect.stringContaining('lacks View Channel'), fix: expect.stringContaining('invite the bot') },
    ])
    isAnswered(answer)
  })

  test('names a token that is refused, and never prints it', async () => {
    useFeeds()
    discord = await openDiscordStandIn()
    const answer = await ask({ DISCORD_TOKEN: 'not-a-token-at-all' })
    expect(answer.of('Discord')).toMatchObject([
      { state: 'wrong', said: 'the token is refused' },
      { state: 'poor', said: 'DISCORD_TOKEN does not look like a bot token' },
    ])
    expect(JSON.stringify(answer.all)).not.toContain('not-a-token-at-all')
  })

  test('says that it could not ask while Discord is away: that is no fault of the operator', async () => {
    useFeeds()
    discord = await openDiscordStandIn()
    await discord.close()
    const answer = await ask()
    expect(answer.code).toBe(0)
    expect(answer.of('Discord')).toMatchObject([{ state: 'unknown' }])
  })
})

describe('doctor asking Slack', () => {
  const ask = (env: Readonly<Record<string, string>> = {}) =>
    examine({ SLACK_BOT_TOKEN: TOKENS.bot, SLACK_APP_TOKEN: TOKENS.app, SLACK_CHANNELS: 'C0ALERTS', ...env }, '--slack-api', slack.api)

  test('finds tokens, scopes and membership well', async () => {
    useFeeds()
    slack = await startSlack({ tokens: TOKENS })
    const answer = await ask()
    expect(answer.of('Slack').map(({ state }) => state)).toEqual(['well', 'well', 'well', 'well'])
    expect(answer.code).toBe(0)
  })

  test('names a missing scope, a channel without the app, an archived and an unknown one, and a missing app token', async () => {
    useFeeds()
    slack = await startSlack({ tokens: TOKENS })
    slack.workspace.scopes.delete('files:write')
    slack.workspace.channel('C0ALERTS').member = false
    slack.workspace.addChannel('C0OLD', 'old').archived = true
    const answer = await ask({ SLACK_CHANNELS: 'C0ALERTS,C0OLD,C0GONE', SLACK_APP_TOKEN: '' })
    expect(answer.code).toBe(1)
    expect(answer.of('Slack')).toMatchObject([
      { state: 'well' },
      { state: 'poor', said: 'the app lacks files:write', fix: expect.stringContaining('slack-app-manifest.yaml') },
      { state: 'poor', said: 'no command can come in' },
      { state: 'wrong', fix: 'Type /invite @Alignment Watch in the channel.' },
      { state: 'wrong', said: expect.stringContaining('is archived') },
      { state: 'wrong', said: expect.stringContaining('channel_not_found') },
    ])
    isAnswered(answer)
  })

  test('tells the two tokens apart when one is refused', async () => {
    useFeeds()
    slack = await startSlack({ tokens: TOKENS })
    expect((await ask({ SLACK_APP_TOKEN: 'xapp-another' })).of('Slack')[2]).toMatchObject({
      state: 'wrong',
      said: 'the app token is refused',
    })
    const answer = await ask({ SLACK_BOT_TOKEN: 'xoxb-another' })
    expect(answer.of('Slack')).toMatchObject([
      { state: 'wrong', said: 'the bot token is refused', fix: expect.stringContaining('SLACK_BOT_TOKEN') },
    ])
  })
})
