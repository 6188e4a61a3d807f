import { REST, Routes } from 'discord.js'
import { openDiscordStandIn } from '../../test/stand-ins/discord/server.ts'

type Limit = { readonly requests: number; readonly perMs: number }

/** The library alone: every post handed to it at once, with nothing written down of what was sent. Seconds, and how often it was refused. */
export async function libraryAlone(posts: number, channels: number, perChannel: Limit, perBot: Limit) {
  const discord = await openDiscordStandIn()
  const guild = discord.addGuild('Desk')
  const ids = Array.from({ length: channels }, (_, n) => discord.addChannel(guild, `channel-${n}`).id)
  discord.limitChannels(perChannel)
  discord.limitAll(perBot)
  const rest = new REST({ api: discord.api }).setToken(discord.token)
  const beganAt = performance.now()
  const body = { embeds: [{ title: 'A story', description: 'What came of it. '.repeat(20) }] }
  await Promise.all(Array.from({ length: posts }, (_, n) => rest.post(Routes.channelMessages(ids[n % channels] ?? ''), { body })))
  const seconds = (performance.now() - beganAt) / 1_000
  const requests = discord.requests.length
  const refused429 = discord.requests.filter(({ status }) => status === 429).length
  await discord.close()
  return { seconds, requests, refused429 }
}
