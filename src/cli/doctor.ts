import { resolve } from 'node:path'
import { Option } from 'commander'
import { ROLES, type Role } from '../app/roles.ts'
import { type Config, ConfigError, loadConfig } from '../config.ts'
import type { Route } from '../domain/delivery.ts'
import { type Finding, found, well } from '../domain/finding.ts'
import { visible } from '../domain/plain-text.ts'
import type { Share } from '../domain/turn.ts'
import { examineFeeds } from './doctor-feeds.ts'
import { clockFinding, portFinding, runtimeFinding, storeFindings } from './doctor-machine.ts'
import type { Io, Verb } from './verb.ts'

type Options = {
  readonly config: string
  readonly role?: Role
  readonly json?: boolean
  readonly offline?: boolean
  readonly discordApi?: string
  readonly slackApi?: string
}

/** `doctor`: everything that a new operator gets wrong, each with what to do. */
export const doctor: Verb = (program, io) => {
  program
    .command('doctor')
    .description('look whether the bot can work here: runtime, configuration, tokens, permissions, store, disk, clock, feeds, ports')
    .addOption(new Option('--role <role>', 'look for a process that shares the work with others').choices(ROLES))
    .option('--offline', 'leave out what needs the network')
    .option('--json', 'print one JSON object')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .option('--discord-api <url>', "another address of Discord's API")
    .option('--slack-api <url>', "another address of Slack's API")
    .action(async (options: Options) => {
      const findings = await examine(options, io)
      const ok = findings.every(({ state }) => state !== 'wrong')
      io.stdout.write(options.json === true ? `${JSON.stringify({ ok, findings })}\n` : `${table(findings)}${verdict(findings)}`)
      if (!ok) io.exit(1)
    })
}

async function examine(options: Options, io: Io): Promise<readonly Finding[]> {
  const runtime = io.runtime === undefined ? [] : [runtimeFinding(io.runtime)]
  const read = await readConfig(options, io)
  if (!('config' in read)) return [...runtime, ...read.findings]
  const { config, findings } = read
  const { web, metrics } = config.settings
  const parts: (readonly Finding[])[] = [
    runtime,
    findings,
    await storeOf(config, io),
    await sharingOf(config, options.role),
    [await portFinding(web.host, web.port, 'WEB_PORT')],
    metrics.port === null ? [] : [await portFinding(metrics.host, metrics.port, 'METRICS_PORT')],
  ]
  if (options.offline === true) return [...parts.flat(), ...formFindings(config)]
  return [...parts.flat(), ...(await overTheNetwork(config, options, io))]
}

async function sharingOf(config: Config, role: Role | undefined): Promise<readonly Finding[]> {
  if (role === undefined && config.secrets.databaseUrl === null) return []
  const { examineSharing } = await import('./doctor-roles.ts')
  return examineSharing(config, role)
}

const placeOf = (path: string, cwd: string): string => (path === ':memory:' ? path : resolve(cwd, path))

type Read = { readonly config: Config; readonly findings: readonly Finding[] } | { readonly findings: readonly Finding[] }

async function readConfig(options: Options, io: Io): Promise<Read> {
  try {
    const config = await loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
    const { feeds, routes, warnings } = config
    const said = `${feeds.length} feeds, ${routes.length} routes, ${config.facts.alignments.length} alignments`
    return { config, findings: [well('configuration', said), ...warnings.map((warning) => problemFinding(warning, 'poor'))] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { findings: error.problems.map((problem) => problemFinding(problem, 'wrong')) }
  }
}

function problemFinding({ file, line, path, message, fix }: ConfigError['problems'][number], state: 'wrong' | 'poor'): Finding {
  return found('configuration', state, `${line === null ? file : `${file}:${line}`} ${path}: ${message}`, fix)
}

async function storeOf(config: Config, io: Io): Promise<readonly Finding[]> {
  if (config.secrets.databaseUrl === null) return storeFindings(placeOf(config.settings.store.path, io.cwd))
  const { examineDatabase } = await import('./doctor-database.ts')
  return [await examineDatabase(config)]
}

/** What can be seen of the tokens without asking anybody. */
function formFindings({ secrets }: Config): readonly Finding[] {
  const token = secrets.discordToken
  if (token === null || /^[\w-]{18,}\.[\w-]{5,}\.[\w-]{25,}$/.test(token.reveal())) return []
  return [
    found(
      'Discord',
      'poor',
      'DISCORD_TOKEN does not look like a bot token',
      'It is on the Bot page, in three parts with dots; not the public key, not the client secret.',
    ),
  ]
}

async function overTheNetwork(config: Config, { discordApi, slackApi }: Options, io: Io): Promise<readonly Finding[]> {
  const { secrets, routes } = config
  const channels = (platform: string) =>
    routes.filter((route) => route.platform === platform).map(({ id: route, channel: id }: Route) => ({ id, route }))
  const [feeds, discord, slack] = await Promise.all([
    examineFeeds(config, io.signal),
    secrets.discordToken === null
      ? null
      : examineDiscordOf(secrets.discordToken, channels('discord'), config.settings.discord.shards, discordApi),
    secrets.slackBotToken === null ? null : examineSlackOf(secrets, channels('slack'), slackApi),
  ])
  const clocks = [...feeds.clocks, ...(discord?.clockAt ? [discord.clockAt - Date.now()] : [])]
  const platforms = [...(discord?.findings ?? [NONE('Discord', 'DISCORD_TOKEN')]), ...(slack ?? [NONE('Slack', 'SLACK_BOT_TOKEN')])]
  const refused = platforms.some(({ about, said }) => about === 'Discord' && said === 'the token is refused')
  return [clockFinding(clocks), ...feeds.findings, ...platforms, ...(refused ? formFindings(config) : [])]
}

const NONE = (platform: string, variable: string): Finding => well(platform, `not set up: without ${variable} nothing is posted there`)

type Channels = readonly { readonly id: string; readonly route: string }[]

async function examineDiscordOf(
  token: NonNullable<Config['secrets']['discordToken']>,
  channels: Channels,
  shards: Share,
  api: string | undefined,
) {
  const [{ examineDiscord }, { commands }] = await Promise.all([import('../channels/discord/examine.ts'), import('../commands/index.ts')])
  const names = commands.map(({ name }) => name)
  return examineDiscord({ token, channels, commands: names, shards, ...(api === undefined ? {} : { api }) })
}

async function examineSlackOf(secrets: Config['secrets'], channels: Channels, api: string | undefined): Promise<readonly Finding[]> {
  const { slackBotToken: botToken, slackAppToken: appToken, slackSigningSecret } = secrets
  if (botToken === null) return []
  const { examineSlack } = await import('../channels/slack/examine.ts')
  return examineSlack({ botToken, appToken, overHttp: slackSigningSecret !== null, channels, ...(api === undefined ? {} : { api }) })
}

const MARKS: Readonly<Record<Finding['state'], string>> = { well: 'ok', poor: 'note', wrong: 'WRONG', unknown: '?' }

function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length))
  return findings
    .map(({ about, state, said, fix }) => {
      const line = `${MARKS[state].padEnd(6)}${about.padEnd(width + 2)}${visible(said)}\n`
      return fix === '' || state === 'well' ? line : `${line}${' '.repeat(width + 8)}→ ${visible(fix)}\n`
    })
    .join('')
}

function verdict(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ state }) => state === 'wrong').length
  if (wrong === 0) return 'Nothing here keeps the bot from working.\n'
  return `${wrong === 1 ? 'One thing keeps' : `${wrong} things keep`} the bot from working.\n`
}
