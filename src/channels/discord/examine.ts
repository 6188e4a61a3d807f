import { type APIApplication, REST } from 'discord.js'
import { type Finding, found, well } from '../../domain/finding.ts'
import { silentLog } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import type { Share } from '../../domain/turn.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { inviteUrl } from './invite.ts'
import { errorText, sendResultOf } from './outcome.ts'
import { restSettings } from './rest.ts'

export type DiscordExam = {
  readonly token: Secret
  /** The channels that routes lead to, with the routes' ids. */
  readonly channels: readonly { readonly id: string; readonly route: string }[]
  /** Names of the commands that the program has. */
  readonly commands: readonly string[]
  /** How the shards are divided over processes; left out: they are not. */
  readonly shards?: Share
  readonly api?: string
  /** How long connecting may take. */
  readonly patienceMs?: number
}

/** What was found, and the time that Discord's own clock showed, epoch ms; null where it did not answer. */
export type Exam = { readonly findings: readonly Finding[]; readonly clockAt: number | null }

const ABOUT = 'Discord'
const PATIENCE_MS = 15_000

/** Asks Discord whether the token is good, the commands are known, it lets us connect, and what we may do where routes lead. Posts nothing. */
export async function examineDiscord(exam: DiscordExam): Promise<Exam> {
  const rest = new REST(restSettings(exam.api)).setToken(exam.token.reveal())
  let clockAt: number | null = null
  rest.on('response', (_request, { headers }) => {
    clockAt = Date.parse(headers.get('date') ?? '') || clockAt
  })
  try {
    const { id, name } = (await rest.get('/applications/@me')) as Pick<APIApplication, 'id' | 'name'>
    const token = well(ABOUT, `the token is that of ${name}`)
    const commands = await commandsOf(rest, id, exam.commands)
    return { findings: [token, commands, ...(await shardsOf(rest, exam.shards)), ...(await connectionOf(exam, id))], clockAt }
  } catch (error) {
    const result = sendResultOf(error)
    const reason = 'reason' in result ? result.reason : errorText(error)
    const refused = result.kind === 'rejected' && result.scope === 'platform'
    const state = refused ? 'wrong' : 'unknown'
    return {
      findings: [
        found(
          ABOUT,
          state,
          refused ? 'the token is refused' : reason,
          refused ? reason : 'Try again when this machine reaches discord.com.',
        ),
      ],
      clockAt,
    }
  } finally {
    rest.clearHashSweeper()
    rest.clearHandlerSweeper()
  }
}

async function commandsOf(rest: REST, applicationId: string, wanted: readonly string[]): Promise<Finding> {
  const known = (await rest.get(`/applications/${applicationId}/commands`)) as readonly { readonly name: string }[]
  const missing = wanted.filter((name) => !known.some((command) => command.name === name))
  if (missing.length === 0) return well(ABOUT, `all ${wanted.length} commands are registered`)
  const said =
    missing.length === wanted.length ? 'no command is registered' : `not registered: ${missing.map((name) => `/${name}`).join(' ')}`
  return found(ABOUT, 'poor', said, 'Run "npm run register". (Registered in one server only, commands do not show here.)')
}

/** Whether there are as many shards as Discord wants. https://discord.com/developers/docs/events/gateway#get-gateway-bot */
async function shardsOf(rest: REST, share: Share = 'whole'): Promise<readonly Finding[]> {
  if (share === 'whole') return []
  const { shards: wanted } = (await rest.get('/gateway/bot')) as { readonly shards: number }
  const said = `${share.count} shards in DISCORD_SHARDS, of which this process takes ${share.ids.join(', ')}; Discord wants ${wanted}`
  if (share.count >= wanted) return [well(ABOUT, said)]
  return [found(ABOUT, 'poor', said, `Divide them into ${wanted} or more, in every process with the role gateway.`)]
}

/** Connects once, as the bot does: that shows whether the intents are allowed, and what may be done in each channel. */
async function connectionOf(
  { token, api, shards, channels, patienceMs = PATIENCE_MS }: DiscordExam,
  applicationId: string,
): Promise<Finding[]> {
  const gateway = openGateway({ token, api, shards, log: silentLog, onInteraction: () => {}, onFatal: () => {}, firstPauseMs: 1_000 })
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve('the gateway gave no answer in time'), patienceMs)
  try {
    const trouble = await Promise.race([late, gateway.ready.then(() => null, errorText)])
    if (trouble !== null)
      return [
        found(
          ABOUT,
          'wrong',
          `commands cannot come in: ${trouble}`,
          'Look at the Bot page of your application: no privileged intent is needed.',
        ),
      ]
    return [
      well(ABOUT, 'connected; the intents are allowed'),
      ...channels.map((channel) => channelFinding(gateway, channel, applicationId)),
    ]
  } finally {
    clearTimeout(timer)
    await gateway.close()
  }
}

function channelFinding(gateway: Gateway, { id, route }: DiscordExam['channels'][number], applicationId: string): Finding {
  const missing = gateway.missing(id)
  if (missing === null)
    return found(
      ABOUT,
      'unknown',
      `route ${route}: ${id} is in none of this process's shards`,
      'Ask where DISCORD_SHARDS names the others.',
    )
  if (missing.length === 0) return well(ABOUT, `route ${route}: the bot may post in ${id}`)
  const fix = missing.includes('View Channel')
    ? `Check the channel's id, invite the bot to its server (${inviteUrl(applicationId)}), and let it see the channel.`
    : `Give the bot ${missing.join(', ')} in the channel's settings.`
  return found(ABOUT, 'wrong', `route ${route}: the bot lacks ${missing.join(', ')} in ${id}`, fix)
}
