import { resolve } from 'node:path'
import { loadConfig } from '../config.ts'
import type { Verb } from './verb.ts'

type Options = { readonly guild?: string; readonly config: string; readonly api?: string }

/** `register`: tells Discord the bot's slash commands. Run once, and again when the commands change. */
export const register: Verb = (program, io) => {
  program
    .command('register')
    .description('tell Discord the slash commands; run it once, and again after an update that changes them')
    .option('--guild <id>', 'only in this server, where they show at once (for trying out)')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .option('--api <url>', "another address of Discord's API")
    .action(async ({ guild: asked, config: folder, api }: Options) => {
      const guild = asked ?? null
      const say = (text: string): void => void io.stderr.write(`${text}\n`)
      const wrong = (text: string): void => {
        say(text)
        io.exit(2)
      }
      if (guild !== null && !/^\d{5,20}$/.test(guild))
        return wrong(`"${guild}" is no server id: turn on developer mode in Discord, right-click the server, "Copy Server ID"`)
      const { secrets } = await loadConfig({ dir: resolve(io.cwd, folder), env: io.env })
      if (secrets.discordToken === null)
        return wrong('there is no Discord token: set DISCORD_TOKEN or DISCORD_TOKEN_FILE (docs/discord.md says where to get one)')

      const [{ inviteUrl, registerCommands }, { commands }] = await Promise.all([
        import('../channels/discord/channel.ts'),
        import('../commands/index.ts'),
      ])
      const result = await registerCommands({ token: secrets.discordToken, commands, guild, ...(api === undefined ? {} : { api }) })
      if (result.kind === 'failed') {
        say(`Nothing was registered: ${result.reason}`)
        io.exit(1)
        return
      }
      const where = guild === null ? 'in every server of the bot' : `in the server ${guild}`
      io.stdout.write(`Registered ${where}: ${result.names.map((name) => `/${name}`).join(' ')}\n`)
      io.stdout.write(`To invite the bot: ${inviteUrl(result.applicationId)}\n`)
    })
}
