// Slack's refreshes under load: 10 commands a second for two minutes, a refresh every six seconds. How many are not answered?
// Run: node bench/sockets.ts [SECONDS]
import { setTimeout as pause } from 'node:timers/promises'
import { type Command, textReply } from '#src/domain/command.ts'
import { openBoth } from '../test/channels/slack/open.ts'

const A_SECOND = 10
const REFRESH_MS = 6_000

export type Answered = { readonly asked: number; readonly acknowledged: number; readonly answered: number; readonly refreshes: number }

/** Types `/hello` again and again while Slack asks for its connections to be opened anew. */
export async function measure(seconds: number): Promise<Answered> {
  const hello: Command = { name: 'hello', description: 'Greets', options: [], run: async () => textReply('hello') }
  const { slack, close } = await openBoth({ commands: [hello] })
  while (slack.sockets.connected < 2) await pause(20)
  let refreshes = 0
  const refreshing = setInterval(() => {
    refreshes += 1
    slack.sockets.refresh()
  }, REFRESH_MS)
  const asked: Promise<readonly [string, boolean]>[] = []
  const beganAt = performance.now()
  for (let n = 0; n < seconds * A_SECOND; n += 1) {
    const one = slack.user.types('/hello')
    asked.push(
      Promise.all([
        one.fate,
        one.answer().then(
          () => true,
          () => false,
        ),
      ]),
    )
    await pause(Math.max(0, beganAt + ((n + 1) * 1_000) / A_SECOND - performance.now()))
  }
  const told = await Promise.all(asked)
  clearInterval(refreshing)
  await close()
  const acknowledged = told.filter(([fate]) => fate === 'acked').length
  return { asked: told.length, acknowledged, answered: told.filter(([, answer]) => answer).length, refreshes }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await measure(Number(process.argv[2] ?? 120)))}\n`)
