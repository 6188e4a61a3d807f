import { type Reply, textReply } from '../domain/command.ts'
import type { Log } from '../domain/log.ts'
import { wordsIn } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import { parseLine } from './command-line.ts'
import type { Html } from './html.ts'
import { replyCard } from './reply-card.ts'

/** `status` as the page says it: 400 where the line could not be read, 500 where the command failed. */
export type Answer = { readonly status: 200 | 400 | 500; readonly html: Html }

async function run(line: string, needs: CardNeeds, log: Log): Promise<{ readonly status: Answer['status']; readonly reply: Reply }> {
  const parsed = parseLine(line, needs.commands, wordsIn(needs.context.locale))
  if (parsed.kind === 'problem') return { status: 400, reply: textReply(parsed.message, true) }
  try {
    return { status: 200, reply: await parsed.command.run(parsed.args, needs.context) }
  } catch (error) {
    log.error({ command: parsed.command.name, error: error instanceof Error ? error.message : String(error) }, 'a command failed')
    return { status: 500, reply: textReply(needs.words.page.box.failed(parsed.command.name), true) }
  }
}

/** Runs a typed line and renders what came of it, also where it was a mistake. */
export async function answer(line: string, needs: CardNeeds, log: Log): Promise<Answer> {
  const { status, reply } = await run(line, needs, log)
  return { status, html: replyCard(line.trim().slice(0, 200), reply, needs) }
}
