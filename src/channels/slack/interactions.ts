import { randomBytes } from 'node:crypto'
import type { App, BlockAction, webApi } from '@slack/bolt'
import type { Asker } from '../../domain/admin.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import { type Feedback, isFeedbackVerdict } from '../../domain/feedback.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import { definitionsOf } from '../../words/definitions.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { meant, type Parsed, parseArguments, UMBRELLA } from './arguments.ts'
import { CHOOSE, chosenFor } from './choosing.ts'
import { withoutSecrets } from './log.ts'
import { withChannelIds } from './named-channel.ts'
import { uploadPicture } from './picture.ts'
import type { Readers } from './reader.ts'
import type { BlocNames } from './render.ts'
import { note, renderReply } from './reply.ts'
import { makeRespond, type Respond } from './respond.ts'
import { mayAsk, optionsFor } from './suggest.ts'
import type { Workspace } from './workspace.ts'

export type InteractionOptions = {
  readonly commands: readonly Command[]
  readonly context: CommandContext
  readonly client: webApi.WebClient
  readonly workspace: Workspace
  readonly log: Log
  /** The names of blocs by id, in a language. */
  readonly names: (language: Locale | undefined) => BlocNames
  readonly readers: Readers
  readonly onFeedback: (feedback: Feedback) => Promise<void>
}

type Ack = () => Promise<void>
type Args = Readonly<Record<string, string>>

/** What was asked, by whom, and where the answer goes. */
type Asked = { readonly url: string; readonly what: string; readonly asker: Asker }
/** Does what was asked, with the options as they are for the asker. */
type Work = (options: InteractionOptions, respond: Respond) => Promise<void>

/** Registers commands and buttons with the app. Gives the set of answers under way, for a clean stop. */
export function answerInteractions(app: App, options: InteractionOptions): ReadonlySet<Promise<void>> {
  const running = new Set<Promise<void>>()
  const answer = async (ack: Ack, asked: Asked, work: Work): Promise<void> => {
    // First of all, whatever comes: without it the user reads an error after three seconds.
    await ack().catch((error: unknown) =>
      options.log.warn({ part: 'slack', what: asked.what, why: messageOf(error) }, 'an acknowledgement did not get through'),
    )
    const run = guarded(options, asked, work)
    running.add(run)
    await run.finally(() => running.delete(run))
  }

  app.command(/^\/[\w-]+$/, ({ ack, command }) => {
    const asker = options.workspace.asker(command.user_id, command.team_id, command.channel_id)
    const asked = { url: command.response_url, what: command.command, asker }
    return answer(ack, asked, (own, respond) => runTyped(own, respond, command.command, command.text ?? ''))
  })
  app.action<BlockAction>(/^[\w-]+$/, ({ ack, action, body }) => {
    const asker = options.workspace.asker(body.user.id, body.team?.id ?? null, body.channel?.id ?? null)
    const asked = { url: body.response_url, what: action.type === 'button' ? action.action_id : action.type, asker }
    return answer(ack, asked, async (own, respond) => {
      if (action.type === 'button') await runPressed(own, respond, action.action_id, action.value ?? '', body.user.id)
      if (action.type === 'external_select') await runChosen(own, respond, action.block_id, action.selected_option?.value ?? '')
    })
  })
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: CHOOSE }, async ({ ack, body }) => {
    const asker = options.workspace.asker(body.user.id, body.team?.id ?? null, body.channel?.id ?? null)
    const { context } = await forAsker(options, asker)
    const found = await optionsFor({ listId: body.block_id, text: body.value ?? '' }, options.commands, context).catch((error: unknown) => {
      options.log.error({ part: 'slack', what: body.block_id, why: messageOf(error), stack: stackOf(error) }, 'a list could not be filled')
      return []
    })
    await ack({ options: found })
  })
  return running
}

/** Commands are told who asks, and in which language. */
async function forAsker(options: InteractionOptions, asker: Asker): Promise<InteractionOptions> {
  const locale = (await options.readers.localeOf(asker.userId)) ?? options.context.locale
  return { ...options, context: { ...options.context, asker, ...(locale === undefined ? {} : { locale }) } }
}

/** Runs the work; if it throws, the asker gets an id that the log holds too. */
async function guarded(options: InteractionOptions, { url, what, asker }: Asked, work: Work): Promise<void> {
  const respond = makeRespond(url)
  const own = await forAsker(options, asker)
  try {
    await work(own, respond)
  } catch (error) {
    const errorId = randomBytes(4).toString('hex')
    options.log.error({ part: 'slack', errorId, what, why: messageOf(error), stack: stackOf(error) }, 'an interaction failed')
    await respond(note(wordsIn(own.context.locale).chat.failed(errorId))).catch(() => {})
  }
}

const messageOf = (error: unknown): string => withoutSecrets(error instanceof Error ? error.message : String(error))
const stackOf = (error: unknown): string => withoutSecrets((error instanceof Error && error.stack) || '')

async function runTyped(options: InteractionOptions, respond: Respond, name: string, typed: string): Promise<void> {
  const words = wordsIn(options.context.locale)
  const { command, text } = meant(options.commands, name, typed)
  if (command === undefined) {
    const known = options.commands.map((one) => one.name).join(', ')
    await respond(note(words.chat.noCommandBut(UMBRELLA, known)))
    return
  }
  const parsed = parseArguments(command, text, words)
  if ('problem' in parsed) await respond(note(parsed.problem))
  else if ('wanted' in parsed) await show(options, respond, wantedReply(command, parsed, words))
  else await runTypedArgs(options, respond, command, parsed.args)
}

/** Runs a command with what was typed, channels by their ids. */
async function runTypedArgs(options: InteractionOptions, respond: Respond, command: Command, typed: Args): Promise<void> {
  const found = await withChannelIds(command, typed, options.workspace.channelNames, () => mayAsk(options.context))
  const { choosing } = wordsIn(options.context.locale)
  if ('args' in found) return show(options, respond, await command.run(found.args, options.context))
  await respond(note(found.kind === 'nowhere' ? choosing.noChannel(found.name) : choosing.unknown(found.name)))
}

/** Asks for an option by a list, and says how to type it instead. */
function wantedReply({ name }: Command, { wanted, args, usage }: Extract<Parsed, { wanted: unknown }>, words: Words): Reply {
  const about = definitionsOf(name).get(words.locale)?.options[wanted.name]?.description ?? wanted.description
  const choosing = { label: words.choosing.ask(usage), command: name, option: wanted.name, args }
  return { ...textReply(about, true), choosing }
}

/** Runs a command with what was chosen from a list. */
async function runChosen(options: InteractionOptions, respond: Respond, listId: string, value: string): Promise<void> {
  const wanted = chosenFor(listId)
  if (wanted === null || value === '') return
  await runCommand(options, respond, wanted.command, { ...wanted.args, [wanted.option]: value })
}

async function runPressed(options: InteractionOptions, respond: Respond, action: string, value: string, userId: string): Promise<void> {
  if (action === 'why') return runCommand(options, respond, 'why', { story: value }, true)
  if (isFeedbackVerdict(action)) {
    await options.onFeedback({ platform: 'slack', storyId: value, verdict: action, userId, at: options.context.now() })
    const { chat, posts } = wordsIn(options.context.locale)
    await respond(note(chat.noted(posts.feedback[action])))
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
  if (command === undefined) return void (await respond(note(wordsIn(options.context.locale).chat.noCommand(name))))
  const known = command.subcommands !== undefined || Object.keys(args).every((key) => command.options.some((option) => option.name === key))
  const main = (command.options.find((option) => option.required) ?? command.options[0])?.name
  const fitting = known || main === undefined ? args : { [main]: Object.values(args)[0] ?? '' }
  const reply = await command.run(fitting, options.context)
  await show(options, respond, alone ? { ...reply, ephemeral: true } : reply)
}

/** Shows a reply, with its picture where Slack takes it, with the picture's words where not. */
async function show(options: InteractionOptions, respond: Respond, reply: Reply): Promise<void> {
  const words = wordsIn(options.context.locale)
  const names = options.names(words.locale)
  const fileId = reply.picture === null ? null : await pictureId(options, reply.picture)
  if ((await respond(renderReply(reply, names, fileId, words))) === 'shown') return
  const plainly = renderReply(reply, names, null, words)
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
