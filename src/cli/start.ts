import { resolve } from 'node:path'
import { startApp } from '../app.ts'
import { printProblem } from '../config/problem.ts'
import { type Config, loadConfig } from '../config.ts'
import type { AdminDesk } from '../domain/admin.ts'
import { Secret } from '../domain/secret.ts'
import { openLog } from './log.ts'
import type { Io, Verb } from './verb.ts'

type InUse = Pick<AdminDesk, 'feeds' | 'routes'>

/** `start`: the bot itself, until it is told to stop. */
export const start: Verb = (program, io) => {
  program
    .command('start')
    .description('run the bot: poll the feeds, judge, post, answer commands')
    .option('--config <folder>', 'the folder with the YAML files', 'config')
    .action(async (options: { readonly config: string }) => {
      const load = (): Promise<Config> => loadConfig({ dir: resolve(io.cwd, options.config), env: io.env })
      const config = await load()
      const log = openLog(config.settings.log.level, io, secretsOf(config))
      for (const warning of config.warnings) io.stderr.write(`Note: ${printProblem(warning)}\n`)
      await using app = await startApp({ config, load, log, terminal: io.stdout, interactive: io.interactive })
      io.stderr.write(`${greeting(app.context.desk ?? inFiles(config), app.url)}\n`)
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

function greeting({ feeds, routes }: InUse, url: string): string {
  const polled = feeds().filter((feed) => feed.enabled).length
  const platforms = [...new Set(routes().map((route) => route.platform))].join(', ')
  return `Alignment Watch follows ${polled === 1 ? 'one feed' : `${polled} feeds`} and posts to: ${platforms}. The local channel is at ${url}`
}

const aborted = (io: Io): Promise<void> =>
  new Promise((resolve) => (io.signal.aborted ? resolve() : io.signal.addEventListener('abort', () => resolve(), { once: true })))
