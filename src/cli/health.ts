import type { Verb } from './verb.ts'

/** `health`: asks the running bot on this machine whether it is well; what the image's HEALTHCHECK runs. */
export const health: Verb = (program, io) => {
  program
    .command('health')
    .description('ask the bot running on this machine whether it is well')
    .action(async () => {
      const url = `http://127.0.0.1:${io.env.WEB_PORT ?? '8787'}/healthz`
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(4000) })
        io.stdout.write(`${await response.text()}\n`)
        if (!response.ok) io.exit(1)
      } catch {
        io.stderr.write(`nothing answers at ${url}: start the bot with "npm start", or set WEB_PORT to the port it uses\n`)
        io.exit(1)
      }
    })
}
