import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from '#src/cli/program.ts'
import { commands } from '#src/commands/index.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'

const written = (stream: PassThrough): string => {
  const chunks: string[] = []
  for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(String(chunk))
  return chunks.join('')
}

describe('the verb register', () => {
  let discord: DiscordStandIn
  beforeEach(async () => {
    discord = await openDiscordStandIn()
  })
  afterEach(() => discord.close())

  const run = async (args: readonly string[], env: Record<string, string> = { DISCORD_TOKEN: discord.token }) => {
    const codes: number[] = []
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    await runProgram(['register', '--api', discord.api, ...args], {
      stdin: Readable.from([]),
      stdout,
      stderr,
      env,
      cwd: process.cwd(),
      interactive: false,
      signal: new AbortController().signal,
      exit: (code) => void codes.push(code),
    })
    return { code: Math.max(0, ...codes), out: written(stdout), err: written(stderr) }
  }
  const registered = (guild = '') => discord.world.commands.get(guild)?.map(({ name }) => name)

  test('registers the bot’s own commands everywhere, says which, and gives the invitation', async () => {
    const { code, out, err } = await run([])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(registered()).toEqual(commands.map(({ name }) => name))
    expect(out).toContain('Registered in every server of the bot: /actor /latest')
    expect(out).toContain(`https://discord.com/oauth2/authorize?client_id=${discord.applicationId}&scope=bot+applications.commands`)
  })

  test('registers in one server only where it is asked to', async () => {
    const guild = discord.addGuild('Desk')
    expect(await run(['--guild', guild.id])).toMatchObject({ code: 0, out: expect.stringContaining(`in the server ${guild.id}`) })
    expect(registered(guild.id)).toContain('actor')
    expect(registered()).toBeUndefined()
  })

  test.each([
    ['without a token', [], {}, 2, 'set DISCORD_TOKEN'],
    ['with a server id that is none', ['--guild', 'desk'], undefined, 2, 'Copy Server ID'],
    ['with a wrong token', [], { DISCORD_TOKEN: 'wrong-token' }, 1, 'refuses the bot token'],
    ['in a server that the bot is not in', ['--guild', '123456'], undefined, 1, 'invite it there first'],
  ] as const)('%s says what to do and registers nothing', async (_name, args, env, code, words) => {
    const result = await run(args, env)
    expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(words) })
    expect(result.err).not.toContain('wrong-token')
    expect(discord.world.commands.size).toBe(0)
  })
})
