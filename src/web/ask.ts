import { type Reply, textReply } from '../domain/command.ts'
import type { Log } from '../domain/log.ts'
import type { CardNeeds } from './brief-card.ts'
import { parseLine } from './command-line.ts'
import type { Html } from './html.ts'
import { replyCard } from './reply-card.ts'

export type Answer = { readonly ok: boolean; readonly html: Html }

async function run(line: string, needs: CardNeeds, log: Log): Promise<{ readonly ok: boolean; readonly reply: Reply }> {
  const parsed = parseLine(line, needs.commands)
  if (parsed.kind === 'problem') return { ok: false, reply: textReply(parsed.message, true) }
  try {
    return { ok: true, reply: await parsed.command.run(parsed.args, needs.context) }
  } catch (error) {
    log.error({ command: parsed.command.name, error: error instanceof Error ? error.message : String(error) }, 'a command failed')
    return { ok: false, reply: textReply(`/${parsed.command.name} failed. The log says why; asking again may help.`, true) }
  }
}

/** Runs a typed line and renders what came of it, also where it was a mistake. */
export async function answer(line: string, needs: CardNeeds, log: Log): Promise<Answer> {
  const { ok, reply } = await run(line, needs, log)
  return { ok, html: replyCard(line.trim().slice(0, 200), reply, needs) }
}
