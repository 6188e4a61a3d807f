import type { Interaction } from 'discord.js'
import type { Command, CommandContext } from '../../domain/command.ts'
import type { Channel, Post, SendResult } from '../../domain/delivery.ts'
import type { Feedback } from '../../domain/feedback.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import type { Share, Turn } from '../../domain/turn.ts'
import { namesIn } from '../../words/names.ts'
import { atMost } from './at-most.ts'
import { createInvalidBudget } from './budget.ts'
import { type Gateway, type GatewayParts, type GatewayState, noGateway, openGateway } from './gateway.ts'
import { openGatewayInTurn } from './in-turn.ts'
import { createInteractionHandler } from './interactions.ts'
import { errorText, TOKEN_REFUSED } from './outcome.ts'
import { createPosts } from './posts.ts'
import { createPublisher } from './publish.ts'
import { openRest } from './rest.ts'

export { inviteUrl } from './invite.ts'
export { registerCommands } from './register.ts'

export type DiscordOptions = {
  readonly token: Secret
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly log: Log
  /** Told once, in words, when Discord will never let us in (a refused token); nothing is posted after it. */
  readonly onFatal: (message: string) => void
  /** A reader pressed one of the buttons that judge a post. */
  readonly onFeedback: (feedback: Feedback) => Promise<void>
  /** Ids of the channels that routes lead to: what the bot may not do there is told in the log when it is connected. */
  readonly channels?: () => readonly string[]
  /** Announcement channels whose posts are to be published to their followers, as they are now. */
  readonly publish?: () => readonly string[]
  /** Whether commands are taken; `false` where another process does, and this one only posts. Left out: yes. */
  readonly gateway?: boolean
  /** Which of the shards commands are taken of; left out: all. */
  readonly shards?: Share
  /** Commands are taken only while it is this process's turn; left out: always. */
  readonly turn?: Turn
  /** Another address of the API, for tests. */
  readonly api?: string
  /** How long Discord may take to answer a request. */
  readonly answerMs?: number
  /** How long an answer may take before it is deferred. */
  readonly deferAfterMs?: number
  /** The first pause before another login; doubled each time up to a minute. */
  readonly firstPauseMs?: number
}

export type DiscordChannel = Channel & {
  /** Resolves when slash commands can be answered. Posting does not wait for it. */
  readonly ready: Promise<void>
  gateway(): GatewayState
  /** What the bot may not do in a channel, as Discord's settings name it; null while that is not known. */
  missing(channelId: string): readonly string[] | null
}

const DEFER_AFTER_MS = 1_500
const FIRST_PAUSE_MS = 1_000
const WHOLE_REQUEST_MS = 30_000
/** Discord waits 3 s for an answer: what is not answered then never will be. */
const FINISH_MS = 3_000

/**
 * Opens the Discord channel: posts over REST at once, and connects to the gateway for commands and buttons beside it. A platform
 * that is down is tried again with growing pauses.
 */
export async function openDiscord(options: DiscordOptions): Promise<DiscordChannel> {
  const { token, context, log } = options
  const names = (language: Locale | undefined) => namesIn(context, language)
  const budget = createInvalidBudget(context.now)
  const rest = openRest({ token, budget, api: options.api, answerMs: options.answerMs })
  const running = new Set<Promise<unknown>>()
  let refused = ''
  let closed = false

  const send = async (post: Post, signal: AbortSignal): Promise<SendResult> => {
    const result = await held(posts.send(post, signal))
    if (result.kind === 'sent') void held(publisher.sweep(post.route.channel))
    return result
  }
  const fatal = (message: string): void => {
    if (refused !== '') return
    refused = message
    options.onFatal(message)
  }
  const onResult = (result: SendResult): void => {
    if (result.kind === 'rejected' && result.scope === 'platform') fatal(result.reason)
  }
  const held = async <T>(work: Promise<T>): Promise<T> => {
    running.add(work)
    return work.finally(() => running.delete(work))
  }

  const posts = createPosts({ rest, names, budget, log, onResult, wholeMs: WHOLE_REQUEST_MS, charts: context.charts })
  const publisher = createPublisher(rest, log, options.publish)
  const handle = createInteractionHandler({ ...options, names, deferAfterMs: options.deferAfterMs ?? DEFER_AFTER_MS })
  const onInteraction = (interaction: Interaction): void => {
    if (closed) return
    held(handle(interaction)).catch((error: unknown) => log.error({ error: errorText(error) }, 'an interaction failed'))
  }
  const gateway = opened(options, {
    token,
    shards: options.shards,
    api: options.api,
    log,
    onInteraction,
    onFatal: (message) => {
      if (message === TOKEN_REFUSED) fatal(message)
      else log.error({}, `${message} Commands and buttons are not answered until then; posts still go out.`)
    },
    firstPauseMs: options.firstPauseMs ?? FIRST_PAUSE_MS,
  })

  warnOfMissing(gateway, options)
  const refusal = (): SendResult | null => (refused === '' ? null : { kind: 'rejected', scope: 'platform', reason: refused })
  return {
    platform: 'discord',
    ready: gateway.ready,
    gateway: gateway.state,
    ...sightsOf(gateway),
    send: async (post, signal) => refusal() ?? send(post, signal),
    reconcile: async (post, signal) => refusal() ?? held(posts.reconcile(post, signal)),
    unconnected: () => (refused === '' ? (gateway.isLive() ? null : 'the gateway is not connected: no command is answered') : refused),
    tell: async (note, signal) => refusal() ?? held(posts.tell(note, signal)),
    close: async () => {
      closed = true
      publisher.close()
      await atMost(Promise.allSettled([...running]), FINISH_MS)
      await gateway.close()
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}

function opened({ gateway, turn }: DiscordOptions, parts: GatewayParts): Gateway {
  if (gateway === false) return noGateway()
  return turn === undefined ? openGateway(parts) : openGatewayInTurn(parts, turn)
}

/** What the bot sees of its servers and their channels. */
const sightsOf = ({ missing, see, places }: Gateway) => ({ missing, places, see: async (channelId: string) => see(channelId) })

/** Tells what the bot may not do where routes lead, once it is connected. */
function warnOfMissing(gateway: Gateway, { channels = () => [], log }: DiscordOptions): void {
  const warn = (): void => {
    for (const channel of channels()) {
      const missing = gateway.missing(channel) ?? []
      if (missing.length > 0)
        log.warn({ channel, missing }, `the bot lacks permissions in a channel of Discord: give it ${missing.join(', ')} there`)
    }
  }
  gateway.ready.then(warn, () => {})
}
