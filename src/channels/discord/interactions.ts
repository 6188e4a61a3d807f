import { randomUUID } from 'node:crypto'
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Interaction,
  MessageFlags,
} from 'discord.js'
import { type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Feedback } from '../../domain/feedback.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { Names } from '../../words/told.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { argumentsOf, askerOf, managesServer } from './asker.ts'
import { type Click, parseCustomId } from './custom-id.ts'
import { MAX_CHOICE, MAX_CHOICES } from './limits.ts'
import { plainLine } from './markdown.ts'
import { errorText, sendResultOf } from './outcome.ts'
import { renderReply } from './reply.ts'

export type InteractionParts = {
  readonly commands: readonly Command[]
  readonly context: CommandContext
  /** The names of blocs by id, in a language. */
  readonly names: (language: Locale) => Names
  readonly log: Log
  readonly onFeedback: (feedback: Feedback) => Promise<void>
  /** How long an answer may take before it is deferred; Discord wants a sign within 3 s. */
  readonly deferAfterMs: number
}

// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages: the token lasts 15 minutes
const LONGEST_ANSWER_MS = 14 * 60_000
/** Unknown interaction, already acknowledged: too late or twice, nothing more can be said to the user. */
const ACKNOWLEDGED = 40060
const TOO_LATE = new Set([10062, ACKNOWLEDGED])

type Answerable = ChatInputCommandInteraction | ButtonInteraction

/** An interaction's reader: our own words in their language, and the context that commands are run in for them. */
type Reader = { readonly words: Words; readonly context: CommandContext }

async function payloadOf(reply: Reply, words: Words, { names }: InteractionParts) {
  const { payload, files } = renderReply(reply, names(words.locale), words)
  const attachments = await Promise.all(
    files.map(async ({ name, alt, bytes }) => ({ name, description: alt, attachment: Buffer.from(await bytes()) })),
  )
  return {
    content: payload.content,
    embeds: payload.embeds,
    components: payload.components,
    allowedMentions: { parse: [] },
    files: attachments,
  }
}

const pause = (ms: number): { readonly promise: Promise<'late'>; readonly stop: () => void } => {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, ms, 'late')
  return { promise, stop: () => clearTimeout(timer) }
}

/**
 * Asks again, once, where Discord gave no answer: the user waits, and the callback can be sent only once, so nothing doubles. That it
 * has been acknowledged already then means that the first one arrived.
 */
async function insist(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask()
  } catch (first) {
    const { kind } = sendResultOf(first)
    if (kind !== 'unknown' && kind !== 'retry') throw first
    await ask().catch((second: unknown) => {
      if (!(second instanceof DiscordAPIError) || second.code !== ACKNOWLEDGED) throw second
    })
  }
}

/** What was asked for, and whether its answer is the asker's alone, whatever it will say. */
type Work = { readonly reply: Promise<Reply>; readonly isPrivate: boolean }

/** Answers with what `work` gives: at once where it is quick, by a deferred answer where it is not. */
async function answer(interaction: Answerable, work: Work, words: Words, parts: InteractionParts): Promise<void> {
  const ready = work.reply.then(async (reply) => ({ reply, message: await payloadOf(reply, words, parts) }))
  const patience = pause(parts.deferAfterMs)
  const first = await Promise.race([ready, patience.promise]).finally(patience.stop)
  if (first !== 'late') {
    await insist(() => interaction.reply({ ...first.message, ...(first.reply.ephemeral ? { flags: MessageFlags.Ephemeral } : {}) }))
    return
  }
  await insist(() => interaction.deferReply(work.isPrivate ? { flags: MessageFlags.Ephemeral } : {}))
  interaction.deferred = true // also where only the second try told that the first had arrived
  const limit = pause(LONGEST_ANSWER_MS)
  const last = await Promise.race([ready, limit.promise]).finally(limit.stop)
  if (last === 'late') throw new Error('no answer within the 15 minutes that Discord waits')
  if (work.isPrivate || !last.reply.ephemeral) return insist(() => interaction.editReply(last.message))
  // What was deferred in public stays public, and the first message after it takes its place, as public as it was: it goes first.
  await interaction.deleteReply()
  await interaction.followUp({ ...last.message, flags: MessageFlags.Ephemeral })
}

/** Something went wrong on our side: a short text with an id that stands in the log, never the error itself. */
async function apologise(interaction: Answerable, error: unknown, what: string, log: Log, { chat }: Words): Promise<void> {
  const code = error instanceof DiscordAPIError ? Number(error.code) : 0
  const id = randomUUID().slice(0, 8)
  log.error({ errorId: id, what, error: errorText(error) }, 'an interaction failed')
  if (TOO_LATE.has(code)) return
  const message = { content: chat.failed(id), allowedMentions: { parse: [] } }
  try {
    if (interaction.deferred) await interaction.editReply(message)
    else if (!interaction.replied) await interaction.reply({ ...message, flags: MessageFlags.Ephemeral })
  } catch (second) {
    log.warn({ errorId: id, error: errorText(second) }, 'the user could not be told of it')
  }
}

/** Turns slash commands, autocomplete and buttons into calls of the commands, and their replies into answers. */
export function createInteractionHandler(parts: InteractionParts): (interaction: Interaction) => Promise<void> {
  const { commands, context, log } = parts
  const named = new Map(commands.map((command) => [command.name, command]))

  const readerOf = (interaction: Interaction): Reader => {
    const words = wordsFor(interaction.locale, context.locale)
    return { words, context: { ...context, locale: words.locale, asker: askerOf(interaction) } }
  }

  const run = async (name: string, args: Readonly<Record<string, string>>, reader: Reader): Promise<Reply> => {
    const command = named.get(name)
    if (command === undefined) return textReply(reader.words.chat.noCommand(name), true)
    return command.run(args, reader.context)
  }

  const clicked = async (click: Click, interaction: ButtonInteraction, reader: Reader): Promise<Reply> => {
    if (click.kind === 'run') return run(click.command, click.args, reader)
    if (click.kind === 'latest') return { ...(await run('latest', {}, reader)), ephemeral: true }
    if (click.kind === 'why') {
      const option = named.get('why')?.options[0]?.name ?? 'story'
      return { ...(await run('why', { [option]: click.storyId }, reader)), ephemeral: true }
    }
    const { kind: verdict, storyId } = click
    await parts.onFeedback({ platform: 'discord', storyId, userId: interaction.user.id, verdict, at: context.now() })
    const { chat, posts } = reader.words
    return textReply(chat.noted(posts.feedback[verdict]), true)
  }

  const complete = async (interaction: AutocompleteInteraction): Promise<void> => {
    const { name, value } = interaction.options.getFocused(true)
    const command = named.get(interaction.commandName)
    // What is watched, and by which name, is for those alone who may change it.
    const may = command?.admin !== true || managesServer(interaction)
    const choices = may ? (command?.complete?.(name, value, readerOf(interaction).context) ?? []) : []
    const fit = choices.filter((choice) => choice.value !== '' && choice.value.length <= MAX_CHOICE).slice(0, MAX_CHOICES)
    await interaction.respond(fit.map((choice) => ({ name: plainLine(choice.name, MAX_CHOICE) || choice.value, value: choice.value })))
  }

  /** What admins do is nobody else's news; nor is why a post is there, or what a reader thinks of it. */
  const isPrivate = (name: string): boolean => named.get(name)?.admin === true
  const isPrivateClick = (click: Click | null): boolean => click?.kind !== 'run' || isPrivate(click.command)

  const guarded = async (
    interaction: Answerable,
    { what, isPrivate }: { readonly what: string; readonly isPrivate: boolean },
    begin: (reader: Reader) => Promise<Reply>,
  ): Promise<void> => {
    const reader = readerOf(interaction)
    try {
      await answer(interaction, { reply: begin(reader), isPrivate }, reader.words, parts)
    } catch (error) {
      await apologise(interaction, error, what, log, reader.words)
    }
  }

  return async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const args = argumentsOf(interaction.options.data)
      const asked = { what: `/${interaction.commandName}`, isPrivate: isPrivate(interaction.commandName) }
      await guarded(interaction, asked, (reader) => run(interaction.commandName, args, reader))
    } else if (interaction.isAutocomplete()) {
      await complete(interaction).catch((error: unknown) => log.warn({ error: errorText(error) }, 'autocomplete was not answered'))
    } else if (interaction.isButton()) {
      const click = parseCustomId(interaction.customId)
      const asked = { what: `button ${click?.kind ?? 'unknown'}`, isPrivate: isPrivateClick(click) }
      await guarded(interaction, asked, async (reader) =>
        click === null ? textReply(reader.words.chat.oldButton, true) : clicked(click, interaction, reader),
      )
    }
  }
}
