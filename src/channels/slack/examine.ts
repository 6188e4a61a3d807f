import { webApi } from '@slack/bolt'
import { type Finding, found, well } from '../../domain/finding.ts'
import { silentLog } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import { type Failure, failureOf, fatalReason, resultOf } from './fate.ts'
import { libraryLog } from './log.ts'

export type SlackExam = {
  readonly botToken: Secret
  readonly appToken: Secret | null
  /** Whether Slack sends its requests to us, so that no app token is needed. */
  readonly overHttp: boolean
  readonly channels: readonly { readonly id: string; readonly route: string }[]
  readonly api?: string
}

const ABOUT = 'Slack'

/** What the program asks of Slack: the bot scopes of docs/slack-app-manifest.yaml. */
const NEEDED = [
  ...['chat:write', 'commands', 'files:write', 'files:read', 'channels:history', 'groups:history'],
  ...['users:read', 'channels:read', 'groups:read'],
]

/** Asks Slack whether the tokens are good, what they may do, and whether the app is in the channels that routes lead to. Posts nothing. */
export async function examineSlack(exam: SlackExam): Promise<readonly Finding[]> {
  const client = (token: Secret) => new webApi.WebClient(token.reveal(), optionsOf(exam.api))
  const bot = client(exam.botToken)
  try {
    const answer = await bot.auth.test()
    const token = well(ABOUT, `the bot token is that of ${answer.user ?? 'the app'} in ${answer.team ?? 'the workspace'}`)
    const scopes = scopesOf(answer.response_metadata?.scopes)
    const channels = await Promise.all(exam.channels.map((channel) => channelFinding(bot, channel)))
    return [token, ...scopes, ...(await intakeFinding(exam, client)), ...channels]
  } catch (error) {
    return [tokenFinding(failureOf(error), 'bot')]
  }
}

const optionsOf = (api: string | undefined): webApi.WebClientOptions => ({
  ...(api === undefined ? {} : { slackApiUrl: api }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  logger: libraryLog(silentLog),
})

function tokenFinding(failure: Failure, which: 'bot' | 'app'): Finding {
  const reason = fatalReason(failure, which)
  if (reason !== null) return found(ABOUT, 'wrong', `the ${which} token is refused`, sentence(reason))
  const why = failure.kind === 'limited' ? 'asks us to wait' : failure.kind === 'refused' ? failure.code : failure.why
  return found(ABOUT, 'unknown', `Slack cannot be asked: ${why}`, 'Try again when this machine reaches slack.com.')
}

/** Slack names the scopes of a token with each answer. */
function scopesOf(granted: readonly string[] | undefined): readonly Finding[] {
  if (granted === undefined || granted.length === 0) return []
  const missing = NEEDED.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return [well(ABOUT, 'the app has every scope that it needs')]
  const fix = 'Compare the app with docs/slack-app-manifest.yaml, add what is missing, and install it to the workspace again.'
  return [found(ABOUT, missing.includes('chat:write') ? 'wrong' : 'poor', `the app lacks ${missing.join(', ')}`, fix)]
}

async function intakeFinding(exam: SlackExam, client: (token: Secret) => webApi.WebClient): Promise<readonly Finding[]> {
  if (exam.overHttp) return [well(ABOUT, 'Slack sends its requests to us: see that its request address leads here')]
  if (exam.appToken === null)
    return [
      found(
        ABOUT,
        'poor',
        'no command can come in',
        'Set SLACK_APP_TOKEN (xapp-…), or SLACK_SIGNING_SECRET where Slack is to send requests to you.',
      ),
    ]
  try {
    await client(exam.appToken).apps.connections.open()
    return [well(ABOUT, 'the app token opens connections')]
  } catch (error) {
    return [tokenFinding(failureOf(error), 'app')]
  }
}

async function channelFinding(bot: webApi.WebClient, { id, route }: SlackExam['channels'][number]): Promise<Finding> {
  try {
    const { channel } = await bot.conversations.info({ channel: id })
    if (channel?.is_archived === true)
      return found(ABOUT, 'wrong', `route ${route}: the channel ${id} is archived`, 'Unarchive it, or take the route out.')
    if (channel?.is_member === true) return well(ABOUT, `route ${route}: the app is in ${id}`)
    return found(ABOUT, 'wrong', `route ${route}: the app is not in ${id}`, 'Type /invite @Alignment Watch in the channel.')
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused')
      return found(ABOUT, 'unknown', `route ${route}: Slack could not be asked about ${id}`, 'Try again later.')
    const result = resultOf(failure)
    return found(
      ABOUT,
      'wrong',
      `route ${route}: Slack answers ${failure.code} for ${id}`,
      sentence('reason' in result ? result.reason : failure.code),
    )
  }
}

const sentence = (text: string): string =>
  `${text.replace(/^Slack: ./, (start) => start.slice(7).toUpperCase())}${/[.!?]$/.test(text) ? '' : '.'}`
