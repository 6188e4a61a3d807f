import type { Config } from '../config.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import type { Channel, Route } from '../domain/delivery.ts'
import type { Feedback } from '../domain/feedback.ts'
import type { Log } from '../domain/log.ts'
import type { Turn } from '../domain/turn.ts'
import { namesIn } from '../words/names.ts'
import type { Living } from './living.ts'
import type { Opens } from './roles.ts'

export type ChatNeeds = {
  readonly config: Config
  readonly living: Pick<Living, 'routes'>
  readonly log: Log
  /** Left out: posts are sent and commands taken. */
  readonly does?: Opens['chat']
  /** Where other processes may take commands of Discord too: the turn of this one. */
  readonly turn?: Turn | null
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly api?: { readonly discord?: string; readonly slack?: string }
  /** Told once of a platform that refuses the token. */
  readonly onRefused: (platform: string, reason: string) => void
  readonly onFeedback: (feedback: Feedback) => Promise<void>
}

/** The chat platforms that have a token. */
export type Chat = {
  readonly channels: readonly Channel[]
  /** Resolves when every platform takes commands; posting does not wait for it. */
  readonly ready: Promise<unknown>
  close(): Promise<void>
}

/** The platforms that this configuration gives what they need, told without opening any. */
export const platformsOf = ({ secrets, webhooks }: Config): ReadonlySet<string> =>
  new Set([
    'local',
    'terminal',
    ...(secrets.discordToken === null ? [] : ['discord']),
    ...(secrets.slackBotToken === null ? [] : ['slack']),
    ...(webhooks.length === 0 ? [] : ['webhook']),
  ])

type Opened = { readonly channel: Channel; readonly ready: Promise<void> }

/**
 * Opens Discord and Slack where their tokens are set, and webhooks where routes lead to some. A library is loaded only then: it costs memory and start-up time that a bot
 * without it need not pay.
 */
export async function openChat(needs: ChatNeeds): Promise<Chat> {
  await using opened = new AsyncDisposableStack()
  const platforms: Opened[] = []
  for (const open of needs.does === 'none' ? [] : [openDiscord, openSlack, openWebhooks]) {
    const platform = await open(needs)
    if (platform !== null) platforms.push(opened.adopt(platform, ({ channel }) => channel.close()))
  }
  const kept = opened.move()
  const ready = Promise.all(platforms.map((platform) => platform.ready))
  ready.catch(() => {}) // who does not wait for it must not fall over it; the platform has told its own trouble
  return {
    channels: platforms.map(({ channel }) => channel),
    ready,
    close: () => kept.disposeAsync(),
  }
}

async function openDiscord(needs: ChatNeeds): Promise<Opened | null> {
  const { config, living, api, does, turn = null, ...rest } = needs
  const token = config.secrets.discordToken
  if (token === null) return null
  const routes = (): readonly Route[] => living.routes().filter((route) => route.platform === 'discord')
  const discord = await import('../channels/discord/channel.ts')
  const channel = await discord.openDiscord({
    ...rest,
    token,
    ...(does === 'sending' ? { gateway: false } : {}),
    ...(turn === null ? {} : { turn, shards: config.settings.discord.shards }),
    channels: () => routes().map((route) => route.channel),
    publish: () =>
      routes()
        .filter((route) => route.publish === true)
        .map((route) => route.channel),
    onFatal: (reason) => needs.onRefused('discord', reason),
    ...(api?.discord === undefined ? {} : { api: api.discord }),
  })
  return { channel, ready: channel.ready }
}

async function openSlack(needs: ChatNeeds): Promise<Opened | null> {
  const { config, api, does, turn: _turn, ...rest } = needs
  const { slackBotToken: botToken, slackAppToken: appToken, slackSigningSecret: signingSecret } = config.secrets
  if (botToken === null) return null
  const takes = does !== 'sending'
  const slack = await import('../channels/slack/channel.ts')
  const channel = slack.openSlack({
    ...rest,
    botToken,
    appToken: takes ? appToken : null,
    onFatal: (reason) => needs.onRefused('slack', reason),
    ...(signingSecret === null || !takes ? {} : { http: { signingSecret, ...config.settings.slackHttp } }),
    ...(api?.slack === undefined ? {} : { api: api.slack }),
  })
  return { channel, ready: channel.ready }
}

async function openWebhooks({ config, context, log }: ChatNeeds): Promise<Opened | null> {
  if (config.webhooks.length === 0) return null
  const { openWebhook } = await import('../channels/webhook/channel.ts')
  return {
    channel: openWebhook({ webhooks: config.webhooks, names: (language) => namesIn(context, language), now: context.now, log }),
    ready: Promise.resolve(),
  }
}
