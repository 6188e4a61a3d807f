import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { examineDiscord } from '#src/channels/discord/examine.ts'
import { doctor } from '#src/cli/doctor.ts'
import type { Finding } from '#src/domain/finding.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import type { Share } from '#src/domain/turn.ts'
import { type OwnStore, openOwnStore } from '#src/store/store.ts'
import { openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { describePostgres, newDatabase } from '../stand-ins/postgres/database.ts'
import { type Desk, openDesk } from './stored.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

type Told = { readonly about: string; readonly state: string; readonly said: string; readonly fix: string }

async function examine(env: Readonly<Record<string, string>>, ...words: string[]): Promise<readonly Told[]> {
  const { out } = await desk.run(doctor, ['doctor', '--json', ...words], { WEB_PORT: '0', ...env })
  return (JSON.parse(out) as { findings: readonly Told[] }).findings
}

test('a role without a database is told what it needs', async () => {
  const findings = await examine({}, '--role', 'worker', '--offline')
  expect(findings.filter(({ about }) => about === 'sharing')).toEqual([
    { about: 'sharing', state: 'wrong', said: '--role worker shares a Postgres database, and none is named', fix: 'Set DATABASE_URL.' },
  ])
})

describePostgres('doctor for processes that share a database', () => {
  let url: string
  let stores: OwnStore[] = []
  beforeAll(async () => {
    url = await newDatabase()
  })
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
    stores = []
  })
  const hold = async (holding: 'alone' | 'shared'): Promise<void> =>
    void stores.push(await openOwnStore({ url, log: silentLog, holding, connections: 2 }))
  const sharing = async (...words: string[]): Promise<readonly Told[]> =>
    (await examine({ DATABASE_URL: url }, '--offline', ...words)).filter(({ about }) => about === 'sharing')

  test('finds a database that nobody works on well, with room for one process more', async () => {
    const findings = await sharing('--role', 'worker')
    expect(findings.map(({ state }) => state)).toEqual(['well', 'well', 'well'])
    expect(findings[0]?.said).toMatch(/^nobody works on test_\d+ at /)
    expect(findings[1]?.said).toMatch(/^a process takes up to 16 connections; the server has \d+ of \d+ left$/)
  })

  test('counts those that share it already, and says to who would have it alone that they do', async () => {
    await hold('shared')
    await hold('shared')
    expect((await sharing('--role', 'gateway'))[0]).toMatchObject({
      state: 'well',
      said: expect.stringContaining('2 processes with a role share'),
    })
    expect(await sharing()).toMatchObject([{ state: 'poor', said: expect.stringContaining('a bot alone is refused it') }])
  })

  test('says that a bot has it alone to who would share it', async () => {
    await hold('alone')
    expect((await sharing('--role', 'web'))[0]).toMatchObject({
      state: 'wrong',
      said: expect.stringContaining('a bot without a role works on'),
      fix: 'Stop it, and start it again with --role all.',
    })
  })
})

test('shards are held against how many Discord wants, and of channels on others nothing is said', async () => {
  const discord = await openDiscordStandIn({ shards: 4 })
  const away = discord.addChannel(discord.addGuild('Desk'), 'alerts').id
  const away4 = Number((BigInt(discord.world.guilds.keys().next().value ?? '0') >> 22n) % 4n)
  try {
    const examined = async (shards: Share): Promise<readonly Finding[]> => {
      const exam = { token: new Secret(discord.token), channels: [{ id: away, route: 'desk' }], commands: [], api: discord.api, shards }
      return (await examineDiscord(exam)).findings
    }
    const few = await examined({ ids: [0], count: 2 })
    expect(few.find(({ said }) => said.includes('DISCORD_SHARDS'))).toMatchObject({
      state: 'poor',
      said: '2 shards in DISCORD_SHARDS, of which this process takes 0; Discord wants 4',
      fix: 'Divide them into 4 or more, in every process with the role gateway.',
    })
    const there = await examined({ ids: [away4], count: 4 })
    expect(there.slice(2)).toMatchObject([
      { state: 'well' },
      { state: 'well' },
      { state: 'well', said: expect.stringContaining('may post') },
    ])
    const elsewhere = await examined({ ids: [(away4 + 1) % 4], count: 4 })
    expect(elsewhere.at(-1)).toMatchObject({ state: 'unknown', said: expect.stringContaining("none of this process's shards") })
  } finally {
    await discord.close()
  }
}, 60_000)
