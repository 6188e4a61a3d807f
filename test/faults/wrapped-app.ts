import { type App, type AppOptions, startApp as start } from '#src/app.ts'

/** More often than a tick, so that a round fits into a second or two. A tick only asks, and so does this. */
const ASK_EVERY_MS = 50

/** The program's own, led to the stand-ins; its jobs are asked more often, besides its own ticks, and it tells whenever it has looked for something to send. */
export async function startApp(options: AppOptions): Promise<App> {
  const { FAULTS_DISCORD: discord = '', FAULTS_SLACK: slack = '' } = process.env
  const app = await start({ ...options, api: { discord, slack }, spreadMs: 0 })
  const asking = new Set<() => Promise<void>>()
  const ask = (job: () => Promise<void>): void => {
    if (asking.has(job)) return
    asking.add(job)
    void job().finally(() => {
      asking.delete(job)
      if (job === app.deliver) process.send?.('asked')
    })
  }
  let timer: NodeJS.Timeout | undefined
  return {
    ...app,
    startTicking() {
      app.startTicking()
      timer = setInterval(() => [app.poll, app.judge, app.deliver].forEach(ask), ASK_EVERY_MS)
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await app[Symbol.asyncDispose]()
    },
  }
}
