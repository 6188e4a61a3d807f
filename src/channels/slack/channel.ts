import { setTimeout as pause } from 'node:timers/promises'
import { App, SocketModeReceiver, webApi } from '@slack/bolt'
import type { Command, CommandContext } from '../../domain/command.ts'
import type { Channel } from '../../domain/delivery.ts'
import type { Feedback } from '../../domain/feedback.ts'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import { failureOf, fatalReason } from './fate.ts'
import { answerInteractions } from './interactions.ts'
import { POST_GAP_MS } from './limits.ts'
import { libraryLog } from './log.ts'
import { makeOutage } from './outage.ts'
import { makePosting } from './posting.ts'
import { keepLinked, unlink } from './socket.ts'
import { makeSpacing } from './spacing.ts'

export type SlackOptions = {
  readonly botToken: Secret
  readonly appToken: Secret
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly log: Log
  /** Told once, in words, when Slack refuses the bot token: nothing can be posted until a person acts. */
  readonly onFatal: (reason: string) => void
  /** A reader pressed Relevant or Not relevant. */
  readonly onFeedback: (feedback: Feedback) => Promise<void>
  /** Another base address of the Web API, for tests. */
  readonly api?: string
  /** Between two posts to one channel. */
  readonly postGapMs?: number
  readonly timeoutMs?: number
}

export type SlackChannel = Channel & {
  /** Resolves when the first socket stands: commands are served from then on. Never rejects. */
  readonly ready: Promise<void>
  /** Why nothing can be sent until a person acts; null while all is well. */
  readonly fatal: () => string | null
}

const TIMEOUT_MS = 15_000
/** How long a post may queue behind others of its channel before it is handed back. */
const PATIENCE_MS = 10_000
const FINISH_MS = 3_000
/** Slack opens every connection anew now and then; two of them leave no gap in which a command is lost. */
const LINKS = 2

/**
 * Opens Slack: posts at once, and commands as soon as a socket stands. Does not wait for Slack: while it is down, posts
 * answer `retry` and the sockets are tried again with growing pauses.
 */
export function openSlack(options: SlackOptions): SlackChannel {
  const { log, context } = options
  const stop = new AbortController()
  const { promise: ready, resolve: onOpen } = Promise.withResolvers<void>()
  let fatal: string | null = null
  const onFatal = once((reason) => {
    fatal = reason
    options.onFatal(reason)
  })
  const onRefused = once((reason) =>
    log.error({ part: 'slack' }, `${reason}. Until that is put right, no command and no button is answered; posts still go.`),
  )
  const clientOptions = clientOptionsOf(options)
  const client = new webApi.WebClient(options.botToken.reveal(), clientOptions)
  const names = new Map(context.alignments.map(({ id, label }) => [id, label]))
  const receivers = Array.from({ length: LINKS }, () => receiverOf(options, clientOptions))
  const app = appOf(options, clientOptions, receivers)
  const { commands, onFeedback } = options
  const running = answerInteractions(app, { commands, context, client, log, names, onFeedback })
  void checkToken(client, onFatal)
  const outage = makeOutage(log)
  const links = receivers.map((receiver) => keepLinked(receiver, { outage, signal: stop.signal, onOpen, onRefused }))
  const spacing = makeSpacing(options.postGapMs ?? POST_GAP_MS, PATIENCE_MS)
  return {
    platform: 'slack',
    ...makePosting({ client, spacing, names, log, onFatal, signal: stop.signal }),
    ready,
    fatal: () => fatal,
    close: async () => {
      stop.abort()
      // Answers under way are finished before their sockets go.
      await within(FINISH_MS, running)
      await Promise.all(receivers.map((receiver) => unlink(receiver.client)))
      await within(FINISH_MS, links)
    },
  }
}

/** Tells only the first reason: the others say the same in other words. */
function once(tell: (reason: string) => void): (reason: string) => void {
  let told = false
  return (reason) => {
    if (!told) tell(reason)
    told = true
  }
}

/** Tells a bot token that will not do at once, not with the first story. Slack being down is no fault of the token. */
async function checkToken(client: webApi.WebClient, onFatal: (reason: string) => void): Promise<void> {
  try {
    await client.auth.test()
  } catch (error) {
    const reason = fatalReason(failureOf(error))
    if (reason !== null) onFatal(reason)
  }
}

/** Waits for the work to end, but no longer than `ms`. */
async function within(ms: number, work: Iterable<Promise<unknown>>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([Promise.allSettled(work), pause(ms, undefined, { signal: timer.signal }).catch(() => {})])
  timer.abort()
}

/** The library's own retries would post twice when an answer is lost; ours go through the outbox. */
const clientOptionsOf = (options: SlackOptions): webApi.WebClientOptions => ({
  ...(options.api === undefined ? {} : { slackApiUrl: options.api }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: options.timeoutMs ?? TIMEOUT_MS,
  logger: libraryLog(options.log),
})

function receiverOf(options: SlackOptions, clientOptions: webApi.WebClientOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: options.appToken.reveal(),
    autoReconnectEnabled: false,
    logger: libraryLog(options.log),
    // Of its own: the library writes into the object it is given.
    installerOptions: { clientOptions: { ...clientOptions } },
  })
}

function appOf(options: SlackOptions, clientOptions: webApi.WebClientOptions, receivers: readonly SocketModeReceiver[]): App {
  const [first, ...others] = receivers
  const app = new App({
    ...(first === undefined ? {} : { receiver: first }),
    // Answers are sent by response address and by our own client: no call of Slack's is needed to take a command in.
    authorize: async () => ({ botToken: options.botToken.reveal() }),
    convoStore: false,
    clientOptions,
    logger: libraryLog(options.log),
  })
  for (const receiver of others) receiver.init(app)
  app.error(async (error) => options.log.error({ part: 'slack', why: error.message }, 'Slack’s library reports an error'))
  return app
}
