import { type APIMessage, DiscordAPIError, type REST, Routes } from 'discord.js'
import type { ChartMaker } from '../../domain/command.ts'
import type { Post, SendResult } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { AdminNote } from '../../domain/trouble.ts'
import type { Names } from '../../words/told.ts'
import { wordsIn } from '../../words/words.ts'
import type { InvalidBudget } from './budget.ts'
import { renderDigest } from './digest.ts'
import { type Forum, type ForumJson, findThread, forumIn, openThread, unarchive } from './forum.ts'
import { findEdit, findInHistory, sent } from './history.ts'
import { illustrated, type Parcel, pictureFor, refusesFiles } from './illustrated.ts'
import { MAX_CONTENT } from './limits.ts'
import { fitLines, markdown } from './markdown.ts'
import { POST_GONE, sendResultOf } from './outcome.ts'
import type { Payload } from './payload.ts'
import { renderBrief } from './render.ts'

export type Posts = {
  send(post: Post, signal: AbortSignal): Promise<SendResult>
  reconcile(post: Post, signal: AbortSignal): Promise<SendResult | null>
  tell(note: AdminNote, signal: AbortSignal): Promise<SendResult>
}

export type PostParts = {
  readonly rest: REST
  /** The names of blocs by id, in a language. */
  readonly names: (language: Locale | undefined) => Names
  readonly budget: InvalidBudget
  readonly log: Log
  /** Told of every result, so that a refused token is told once. */
  readonly onResult: (result: SendResult) => void
  readonly wholeMs: number
  /** Draws what alerts show. */
  readonly charts: Pick<ChartMaker, 'unusual'>
}

const SUPPRESS_EMBEDS = 1 << 2
const MAX_NOTE_LINE = 600
/** Cannot send messages in this kind of channel; the thread is archived. */
const NO_TEXT_CHANNEL = 50008
const ARCHIVED = 50083

const hasCode = (error: unknown, code: number): boolean => error instanceof DiscordAPIError && Number(error.code) === code

/** Posts, edits and looks up posts over REST. Never throws for what Discord answers. */
export function createPosts(parts: PostParts): Posts {
  const { rest, names, budget, onResult, wholeMs } = parts
  /** Channels that turned out to be forums. */
  const forums = new Map<string, Forum>()
  const within = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(wholeMs)])

  const attempt = async <T>(ask: () => Promise<T>): Promise<T | SendResult> => {
    const pauseMs = budget.pauseMs()
    if (pauseMs > 0) return { kind: 'retry', reason: 'too many refused requests: pausing before Discord locks us out', afterMs: pauseMs }
    try {
      return await ask()
    } catch (error) {
      const result = sendResultOf(error)
      onResult(result)
      return result
    }
  }

  /** The channel, and what kind of forum it is; null where it is none. */
  const read = async (id: string, signal: AbortSignal): Promise<{ readonly channel: ForumJson; readonly forum: Forum | null }> => {
    const channel = (await rest.get(Routes.channel(id), { signal })) as ForumJson
    const forum = forumIn(channel)
    if (forum !== null) forums.set(id, forum)
    return { channel, forum }
  }

  const postNew = async (post: Post, parcel: Parcel, signal: AbortSignal): Promise<SendResult> => {
    const { channel } = post.route
    const known = forums.get(channel)
    if (known !== undefined) return openThread(rest, known, post, parcel, signal)
    try {
      const body = { ...parcel.payload, nonce: post.key, enforce_nonce: true }
      return done(parts, (await rest.post(Routes.channelMessages(channel), { body, signal, files: [...parcel.files] })) as APIMessage)
    } catch (error) {
      const { forum } = hasCode(error, NO_TEXT_CHANNEL) ? await read(channel, signal) : { forum: null }
      if (forum === null) throw error
      return openThread(rest, forum, post, parcel, signal)
    }
  }

  const send = async (post: Post, signal: AbortSignal): Promise<SendResult> => {
    if (signal.aborted) return { kind: 'retry', reason: 'stopped before it was sent' }
    const { mention, language } = post.route
    const style = { mention, key: post.key, blocs: names(language), words: wordsIn(language) }
    const payload = isDigest(post.brief) ? renderDigest(post.brief, style) : renderBrief(post.brief, style)
    const { previous } = post
    const result = await attempt(async () =>
      previous === null
        ? pictured(parts, post, payload, (parcel) => postNew(post, parcel, within(signal)))
        : done(parts, await edit(rest, previous, payload, within(signal))),
    )
    return ofThread(post, result)
  }

  const look = async (post: Post, signal: AbortSignal): Promise<SendResult | null> => {
    const { previous, route } = post
    if (previous !== null) return findEdit(rest, post, previous.channel, previous.messageId, signal)
    const { channel, forum } = await read(route.channel, signal)
    if (forum === null) return findInHistory(rest, channel, post, signal)
    return (await findThread(rest, forum, post, signal)) ?? (post.looks === 1 ? NOT_YET : null)
  }

  const reconcile = async (post: Post, signal: AbortSignal): Promise<SendResult | null> => {
    const found = ofThread(post, await attempt(() => look(post, within(signal))))
    return found?.kind === 'retry' ? { kind: 'unknown', reason: found.reason } : found
  }

  return { send, reconcile, tell: (note, signal) => attempt(() => tellPlainly(rest, note, within(signal))) }
}

/** A post with its picture. Where that may be what is refused, the message goes out without: its words say the same. */
async function pictured(
  { charts, names, log }: PostParts,
  post: Post,
  payload: Payload,
  send: (parcel: Parcel) => Promise<SendResult>,
): Promise<SendResult> {
  const parcel = await illustrated(payload, pictureFor(post, charts, names(post.route.language)), log)
  try {
    return await send(parcel)
  } catch (error) {
    if (!refusesFiles(error, parcel)) throw error
    log.warn({ channel: post.route.channel }, 'Discord refused a picture: give the bot Attach Files there')
    return send({ payload, files: [] })
  }
}

/** Threads know no nonce, and one may open late: before another is opened, it is looked for twice, so far apart. */
const NOT_YET: SendResult = {
  kind: 'unknown',
  reason: 'no thread of the post stands in the forum: looked for once more before another is opened',
  afterMs: 30_000,
}

function done({ log }: PostParts, message: APIMessage): SendResult {
  if (message.embeds.length === 0) log.warn({ channel: message.channel_id }, 'Discord dropped the embed: give the bot Embed Links there')
  return sent(message)
}

/** A thread that is no more is a post that somebody took away; the forum is still there. */
function ofThread<T extends SendResult | null>({ previous, route }: Post, result: T): T | SendResult {
  const isThread = previous !== null && previous.channel !== route.channel
  return isThread && result?.kind === 'rejected' && result.scope === 'route' && result.reason.includes('10003') ? POST_GONE : result
}

type Place = NonNullable<Post['previous']>

/** Edits the post; a thread that was archived meanwhile is opened for it. */
async function edit(rest: REST, { channel, messageId }: Place, payload: Payload, signal: AbortSignal): Promise<APIMessage> {
  const ask = async (): Promise<APIMessage> =>
    (await rest.patch(Routes.channelMessage(channel, messageId), { body: payload, signal })) as APIMessage
  try {
    return await ask()
  } catch (error) {
    if (!hasCode(error, ARCHIVED)) throw error
    await unarchive(rest, channel, signal)
    return ask()
  }
}

/** Plain lines that ping nobody and show no previews. */
async function tellPlainly(rest: REST, note: AdminNote, signal: AbortSignal): Promise<SendResult> {
  const content = fitLines(
    note.lines.map((line) => markdown(line, MAX_NOTE_LINE)),
    MAX_CONTENT,
  )
  const body = { content, allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS, nonce: note.key, enforce_nonce: true }
  return sent((await rest.post(Routes.channelMessages(note.channel), { body, signal })) as APIMessage)
}
