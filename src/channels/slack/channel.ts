import { App, webApi } from '@slack/bolt'
import type { Command, CommandContext } from '../../domain/command.ts'
import type { Channel } from '../../domain/delivery.ts'
import type { Feedback } from '../../domain/feedback.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import { namesIn } from '../../words/names.ts'
import { failureOf, fatalReason } from './fate.ts'
import { type HttpIntake, httpIntake, type Intake, socketIntake } from './intake.ts'
import { answerInteractions } from './interactions.ts'
import { POST_GAP_MS } from './limits.ts'
import { libraryLog } from './log.ts'
import { makePosting } from './posting.ts'
import { createReaders } from './reader.ts'
import { makeSpacing, type Time } from './spacing.ts'
import { within } from './within.ts'
import { openWorkspace } from './workspace.ts'

export type SlackOptions = {
  readonly botToken: Secret
  /** For socket mode; not used with `http`. Without both, posts go out and nothing comes in. */
  readonly appToken: Secret | null
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly log: Log
  /** Told once, in words, when Slack refuses the bot token: nothing can be posted until a person acts. */
  readonly onFatal: (reason: string) => void
  /** A reader pressed one of the buttons that judge a post. */
  readonly onFeedback: (feedback: Feedback) => Promise<void>
  /** Slack sends requests to us; without it we connect to Slack (socket mode). */
  readonly http?: HttpIntake
  /** Another base address of the Web API, for tests. */
  readonly api?: string
  /** Between two posts to one channel. */
  readonly postGapMs?: number
  readonly timeoutMs?: number
  /** How that time is told and waited for; real time, where it is not given. */
  readonly time?: Time
}

export type SlackChannel = Channel & {
  /** Resolves when commands and buttons are served. Posting does not wait for it. Never rejects. */
  readonly ready: Promise<void>
  /** Why nothing can be sent until a person acts; null while all is well. */
  readonly fatal: () => string | null
}

const TIMEOUT_MS = 15_000
/** How long a post may queue behind others of its channel before it is handed back. */
const PATIENCE_MS = 10_000
const FINISH_MS = 3_000

/**
 * Opens Slack: posts at once, and commands as soon as they can come in. Does not wait for Slack: while it is down, posts
 * answer `retry` and the sockets are tried again with growing pauses.
 */
export function openSlack(options: SlackOptions): SlackChannel {
  const { commands, context, log, onFeedback } = options
  const stop = new AbortController()
  let fatal: string | null = null
  const onFatal = (reason: string): void => {
    if (fatal === null) options.onFatal(reason)
    fatal ??= reason
  }
  const clientOptions = clientOptionsOf(options)
  const client = new webApi.WebClient(options.botToken.reveal(), clientOptions)
  const names = (language: Locale | undefined) => namesIn(context, language)
  const intake = intakeOf(options, clientOptions)
  const workspace = openWorkspace(client, context.now)
  const readers = createReaders(client, log, context.now)
  const answering = { commands, context, client, workspace, log, names, readers, onFeedback }
  const running = intake === null ? [] : answerInteractions(appOf(options, clientOptions, intake), answering)
  const spacing = makeSpacing(options.postGapMs ?? POST_GAP_MS, PATIENCE_MS, options.time)
  const { promise: ready, resolve: onOpen } = Promise.withResolvers<void>()
  let isOpen = false
  ready.then(() => {
    isOpen = true
  })
  if (intake === null) onOpen()
  else intake.start(onOpen)
  void checkToken(client, onFatal)
  return {
    platform: 'slack',
    ...makePosting({ client, spacing, names, log, charts: context.charts, onFatal, signal: stop.signal }),
    ready,
    see: workspace.see,
    places: () => 1,
    fatal: () => fatal,
    unconnected: () => fatal ?? (isOpen ? (intake?.trouble() ?? null) : 'no command can come in yet'),
    close: async () => {
      stop.abort()
      // Answers under way are finished before the way they came in is closed.
      await within(FINISH_MS, running)
      await intake?.close()
    },
  }
}

function intakeOf({ http, appToken, log }: SlackOptions, clientOptions: webApi.WebClientOptions): Intake | null {
  if (http !== undefined) return httpIntake(http, log)
  return appToken === null ? null : socketIntake(appToken, clientOptions, log)
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

/** The library's own retries would post twice when an answer is lost; ours go through the outbox. */
const clientOptionsOf = (options: SlackOptions): webApi.WebClientOptions => ({
  ...(options.api === undefined ? {} : { slackApiUrl: options.api }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: options.timeoutMs ?? TIMEOUT_MS,
  logger: libraryLog(options.log),
})

function appOf(options: SlackOptions, clientOptions: webApi.WebClientOptions, { receivers: [first, ...others] }: Intake): App {
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
