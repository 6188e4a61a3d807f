import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inviteUrl, registerCommands } from '#src/channels/discord/channel.ts'
import { commandDefinitions } from '#src/channels/discord/register.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../../stand-ins/discord/server.ts'
import { command } from './setup.ts'

const option = (name: string, required: boolean) => ({ name, description: `The ${name}`, required, choices: [], autocomplete: true })
const actor = command('actor', { options: [option('since', false), option('name', true)] })

describe('registering slash commands', () => {
  let discord: DiscordStandIn
  beforeEach(async () => {
    discord = await openDiscordStandIn()
  })
  afterEach(() => discord.close())
  const register = (guild: string | null, token = discord.token) =>
    registerCommands({ token: new Secret(token), commands: [actor, command('help')], guild, api: discord.api })

  test('makes them known everywhere, and again changes nothing', async () => {
    const once = await register(null)
    expect(once).toMatchObject({ kind: 'registered', applicationId: discord.applicationId, names: ['actor', 'help'] })
    await register(null)
    expect(discord.world.commands.get('')?.map(({ name }) => name)).toEqual(['actor', 'help'])
  })

  test('makes them known in one server', async () => {
    const guild = discord.addGuild('Desk')
    expect(await register(guild.id)).toMatchObject({ kind: 'registered' })
    expect(discord.world.commands.get(guild.id)).toHaveLength(2)
    expect(discord.world.commands.get('')).toBeUndefined()
  })

  test('in a server that the bot is not in says so', async () => {
    expect(await register('123456789')).toEqual({ kind: 'failed', reason: expect.stringContaining('not in the server 123456789') })
  })

  test('with a wrong token says what to do, and does not repeat the token', async () => {
    const result = await register(null, 'another-token-altogether')
    expect(result).toEqual({ kind: 'failed', reason: expect.stringContaining('DISCORD_TOKEN') })
    expect(JSON.stringify(result)).not.toContain('another-token')
  })

  test('while Discord is away says so', async () => {
    discord.faults.add({ fault: { kind: 'status', status: 503 } })
    expect(await register(null)).toEqual({ kind: 'failed', reason: expect.stringContaining('cannot be reached') })
  })

  test('puts required options first, and serves servers and direct messages', () => {
    expect(commandDefinitions([actor])).toMatchObject([
      {
        name: 'actor',
        contexts: [0, 1],
        options: [
          { name: 'name', required: true, autocomplete: true },
          { name: 'since', required: false },
        ],
      },
    ])
  })

  test('never asks for autocomplete where the choices are fixed: Discord takes only one of the two', () => {
    const fixed = { ...option('alignment', false), choices: [{ name: 'Both', value: 'both' }] }
    const [defined] = commandDefinitions([command('latest', { options: [fixed] })])
    expect(JSON.stringify(defined)).not.toContain('autocomplete')
  })
})

test('the invitation asks for five permissions and two scopes', () => {
  const url = new URL(inviteUrl('42'))
  expect(url.searchParams.get('scope')).toBe('bot applications.commands')
  expect(BigInt(url.searchParams.get('permissions') ?? 0)).toBe(0b11100110000000000n)
  expect(url.searchParams.get('client_id')).toBe('42')
})
