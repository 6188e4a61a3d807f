import type { Config } from '../config.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import type { Channel } from '../domain/delivery.ts'
import type { Feedback } from '../domain/feedback.ts'
import type { Log } from '../domain/log.ts'

export type ChatNeeds = {
  readonly config: Config
  readonly log: Log
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly api?: { readonly discord?: string; readonly slack?: string }
  readonly onFeedback: (feedback: Feedback) => Promise<void>
}

/** The chat platforms that have a token. */
export type Chat = { readonly channels: readonly Channel[]; close(): Promise<void> }

/**
 * Opens Discord and Slack where their tokens are set. A library is loaded only then: it costs memory and start-up time that a bot
 * without it need not pay.
 */
export async function openChat(needs: ChatNeeds): Promise<Chat> {
  await using opened = new AsyncDisposableStack()
  const channels: Channel[] = []
  for (const open of [openDiscord, openSlack]) {
    const channel = await open(needs)
    if (channel !== null) channels.push(opened.adopt(channel, (part) => part.close()))
  }
  const kept = opened.move()
  return { channels, close: () => kept.disposeAsync() }
}

async function openDiscord({ config, api, log, ...rest }: ChatNeeds): Promise<Channel | null> {
  const token = config.secrets.discordToken
  if (token === null) return null
  const discord = await import('../channels/discord/channel.ts')
  return discord.openDiscord({
    ...rest,
    log,
    token,
    onFatal: fatal('Discord', log),
    ...(api?.discord === undefined ? {} : { api: api.discord }),
  })
}

async function openSlack({ config, api, log, ...rest }: ChatNeeds): Promise<Channel | null> {
  const { slackBotToken: botToken, slackAppToken: appToken } = config.secrets
  if (botToken === null || appToken === null) return null
  const slack = await import('../channels/slack/channel.ts')
  return slack.openSlack({
    ...rest,
    log,
    botToken,
    appToken,
    onFatal: fatal('Slack', log),
    ...(api?.slack === undefined ? {} : { api: api.slack }),
  })
}

const fatal =
  (platform: string, log: Log) =>
  (reason: string): void =>
    log.error({ platform }, `${reason} Nothing more is sent to ${platform} until that is put right; what waits is kept.`)
