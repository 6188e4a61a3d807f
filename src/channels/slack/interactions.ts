import { randomBytes } from 'node:crypto'
import type { App, BlockAction, webApi } from '@slack/bolt'
import type { Asker } from '../../domain/admin.ts'
import type { Command, CommandContext, Reply } from '../../domain/command.ts'
import { FEEDBACK_WORDS, type Feedback, isFeedbackVerdict } from '../../domain/feedback.ts'
import type { Log } from '../../domain/log.ts'
import { meant, parseArguments, UMBRELLA } from './arguments.ts'
import { withoutSecrets } from './log.ts'
import { uploadPicture } from './picture.ts'
import type { BlocNames } from './render.ts'
import { note, renderReply } from './reply.ts'
import { makeRespond, type Respond } from './respond.ts'
import type { Workspace } from './workspace.ts'

export type InteractionOptions = {
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly client: webApi.WebClient
  readonly workspace: Workspace
  readonly log: Log
  readonly names: BlocNames
  readonly onFeedback: (feedback: Feedback) => Promise<void>
}

type Ack = () => Promise<void>
type Args = Readonly<Record<string, string>>

/** Registers commands and buttons with the app. Gives the set of answers under way, for a clean stop. */
export function answerInteractions(app: App, options: InteractionOptions): ReadonlySet<Promise<void>> {
  const running = new Set<Promise<void>>()
  const answer = async (ack: Ack, url: string, what: string, work: (respond: Respond) => Promise<void>): Promise<void> => {
    // First of all, whatever comes: without it the user reads an error after three seconds.
    await ack().catch((error: unknown) =>
      options.log.warn({ part: 'slack', what, why: messageOf(error) }, 'an acknowledgement did not get through'),
    )
    const run = guarded(options, url, what, work)
    running.add(run)
    await run.finally(() => running.delete(run))
  }

  app.command(/^\/[\w-]+$/, ({ ack, command }) =>
    answer(ack, command.response_url, command.command, (respond) => {
      const asker = options.workspace.asker(command.user_id, command.team_id, command.channel_id)
      return runTyped(withAsker(options, asker), respond, command.command, command.text ?? '')
    }),
  )
  app.action<BlockAction>(/^[\w-]+$/, ({ ack, action, body }) =>
    answer(ack, body.response_url, action.type === 'button' ? action.action_id : action.type, (respond) => {
      if (action.type !== 'button') return Promise.resolve()
      const asker = options.workspace.asker(body.user.id, body.team?.id ?? null, body.channel?.id ?? null)
      return runPressed(withAsker(options, asker), respond, action.action_id, action.value ?? '', body.user.id)
    }),
  )
  return running
}

/** Commands are told who asks. */
const withAsker = (options: InteractionOptions, asker: Asker): InteractionOptions => ({
  ...options,
  context: { ...options.context, asker },
})

/** Runs the work; if it throws, the asker gets an id that the log holds too. */
async function guarded({ log }: InteractionOptions, url: string, what: string, work: (respond: Respond) => Promise<void>): Promise<void> {
  const respond = makeRespond(url)
  try {
    await work(respond)
  } catch (error) {
    const errorId = randomBytes(4).toString('hex')
    log.error({ part: 'slack', errorId, what, why: messageOf(error), stack: stackOf(error) }, 'an interaction failed')
    await respond(note(`That went wrong on our side. If it happens again, tell whoever runs this bot: error ${errorId}.`)).catch(() => {})
  }
}

const messageOf = (error: unknown): string => withoutSecrets(error instanceof Error ? error.message : String(error))
const stackOf = (error: unknown): string => withoutSecrets((error instanceof Error && error.stack) || '')

async function runTyped(options: InteractionOptions, respond: Respond, name: string, typed: string): Promise<void> {
  const { command, text } = meant(options.commands, name, typed)
  if (command === undefined) {
    const known = options.commands.map((one) => one.name).join(', ')
    await respond(note(`There is no such command. Type ${UMBRELLA} and one of: ${known}.`))
    return
  }
  const parsed = parseArguments(command, text)
  if ('problem' in parsed) await respond(note(parsed.problem))
  else await show(options, respond, await command.run(parsed.args, options.context))
}

async function runPressed(options: InteractionOptions, respond: Respond, action: string, value: string, userId: string): Promise<void> {
  if (action === 'why') return runCommand(options, respond, 'why', { story: value }, true)
  if (isFeedbackVerdict(action)) {
    await options.onFeedback({ platform: 'slack', storyId: value, verdict: action, userId, at: options.context.now() })
    await respond(note(`Noted: ${FEEDBACK_WORDS[action].toLowerCase()}. Thank you.`))
    return
  }
  if (/^ask-\d+$/.test(action)) {
    const { command, args } = JSON.parse(value) as { command: string; args: Record<string, string> }
    return runCommand(options, respond, command, args)
  }
}

/** Runs a command from a button, `alone` for the presser only; where its option has another name than ours, the value goes to the main one. */
async function runCommand(options: InteractionOptions, respond: Respond, name: string, args: Args, alone = false): Promise<void> {
  const command = options.commands.find((one) => one.name === name)
  if (command === undefined) return void (await respond(note(`This bot has no ${name} any more.`)))
  const known = command.subcommands !== undefined || Object.keys(args).every((key) => command.options.some((option) => option.name === key))
  const main = (command.options.find((option) => option.required) ?? command.options[0])?.name
  const fitting = known || main === undefined ? args : { [main]: Object.values(args)[0] ?? '' }
  const reply = await command.run(fitting, options.context)
  await show(options, respond, alone ? { ...reply, ephemeral: true } : reply)
}

/** Shows a reply, with its picture where Slack takes it, with the picture's words where not. */
async function show(options: InteractionOptions, respond: Respond, reply: Reply): Promise<void> {
  const fileId = reply.picture === null ? null : await pictureId(options, reply.picture)
  if ((await respond(renderReply(reply, options.names, fileId))) === 'shown') return
  const plainly = renderReply(reply, options.names)
  if (fileId !== null && (await respond(plainly)) === 'shown') return
  options.log.warn({ part: 'slack', title: reply.title }, 'Slack refused the blocks of an answer; sent as text')
  await respond({ ...plainly, blocks: note(plainly.text).blocks })
}

async function pictureId({ client, log }: InteractionOptions, picture: NonNullable<Reply['picture']>): Promise<string | null> {
  try {
    return await uploadPicture(client, picture)
  } catch (error) {
    log.warn({ part: 'slack', why: messageOf(error) }, 'a picture could not be uploaded; its description is shown instead')
    return null
  }
}
