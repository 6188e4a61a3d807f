import { resolve } from 'node:path'
import { Option } from 'commander'
import { ROLES, type Role } from '../app/roles.ts'
import { startApp } from '../app.ts'
import { printProblem } from '../config/problem.ts'
import { type Config, loadConfig } from '../config.ts'
import type { AdminDesk } from '../domain/admin.ts'
import { assertNever } from '../domain/assert-never.ts'
import { Secret } from '../domain/secret.ts'
import { openLog } from './log.ts'
import { type Io, UsedWrongly, type Verb } from './verb.ts'

type InUse = Pick<AdminDesk, 'feeds' | 'routes'>

type Options = { readonly config: string; readonly role?: Role; readonly discordApi?: string; readonly slackApi?: string }

const ROLES_HELP = `
Without a role one process does everything, alone on its store. With one it shares the work with others on one Postgres database
(DATABASE_URL), any number of each:
  worker   polls, judges and posts
  gateway  takes commands and buttons from Discord and Slack
  web      serves the page
  all      does all three
`

const SHARDS_ALONE = 'Note: DISCORD_SHARDS is not used: a bot without a role takes the commands of all shards.\n'

/** `start`: the bot itself, or a process of it, until it is told to stop. */
export const start: Verb = (program, io) => {
  program
    .command('start')
    .description('run the bot: poll the feeds, judge, post, answer commands')
    .addOption(new Option('--role <role>', 'what this process does of a bot that works over several').choices(ROLES))
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .option('--discord-api <url>', "another address of Discord's API")
    .option('--slack-api <url>', "another address of Slack's API")
    .addHelpText('after', ROLES_HELP)
    .action(async (options: Options) => {
      const { role } = options
      const load = (): Promise<Config> => loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
      const config = await load()
      if (role !== undefined) checkShared(role, config)
      const log = openLog(config.settings.log.level, io, secretsOf(config))
      if (role === undefined && config.settings.discord.shards !== 'whole') io.stderr.write(SHARDS_ALONE)
      for (const warning of config.warnings) io.stderr.write(`Note: ${printProblem(warning)}\n`)
      await using app = await startApp({
        ...{ config, load, log, terminal: io.stdout, interactive: io.interactive },
        ...(role === undefined ? {} : { role }),
        api: apiOf(options),
      })
      io.stderr.write(`${greeting(role, app.context.desk ?? inFiles(config), app.url)}\n`)
      io.onReload?.(() => void app.reload())
      app.startTicking()
      const lost = await Promise.race([aborted(io), app.lost])
      io.stderr.write('Stopping: what is under way is finished, the rest waits in the store. (Ctrl-C again ends at once.)\n')
      if (lost !== undefined) throw lost
    })
}

const inFiles = ({ feeds, routes }: Config): InUse => ({ feeds: () => feeds, routes: () => routes })

/** Every value that must never be printed. */
const secretsOf = ({ secrets, webhooks, model }: Config): readonly Secret[] =>
  [...Object.values(secrets), ...webhooks.flatMap(({ url, signingSecret }) => [url, signingSecret]), model?.apiKey ?? null].filter(
    (each) => each instanceof Secret,
  )

const apiOf = ({ discordApi: discord, slackApi: slack }: Options) => ({
  ...(discord === undefined ? {} : { discord }),
  ...(slack === undefined ? {} : { slack }),
})

/** Throws where this role has nothing to share: the store must be a database. */
function checkShared(role: Role, { secrets, settings }: Config): void {
  if (secrets.databaseUrl !== null) return
  throw new UsedWrongly(
    `--role ${role} shares one Postgres database with other processes, and here the store is a file (${settings.store.path}): ` +
      'set DATABASE_URL (docs/postgres.md), or start without --role, as one process that does everything',
  )
}

function greeting(role: Role | undefined, { feeds, routes }: InUse, url: string): string {
  const polled = feeds().filter((feed) => feed.enabled).length
  const followed = polled === 1 ? 'one feed' : `${polled} feeds`
  const platforms = [...new Set(routes().map((route) => route.platform))]
  const chats = platforms.filter((platform) => platform === 'discord' || platform === 'slack').join(', ') || 'no chat'
  switch (role) {
    case undefined:
      return `Alignment Watch follows ${followed} and posts to: ${platforms.join(', ')}. The local channel is at ${url}`
    case 'all':
      return `Alignment Watch (role all) follows ${followed} and posts to: ${platforms.join(', ')}, with others. The local channel is at ${url}`
    case 'worker':
      return `Alignment Watch (role worker) follows ${followed} and posts to: ${platforms.join(', ')}, with others. How it does: ${url}/healthz`
    case 'gateway':
      return `Alignment Watch (role gateway) takes commands from: ${chats}. How it does: ${url}/healthz`
    case 'web':
      return `Alignment Watch (role web) shows the local channel at ${url}`
    default:
      return assertNever(role)
  }
}

const aborted = (io: Io): Promise<void> =>
  new Promise((resolve) => (io.signal.aborted ? resolve() : io.signal.addEventListener('abort', () => resolve(), { once: true })))
