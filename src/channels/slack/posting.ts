import type { webApi } from '@slack/bolt'
import type { ChartMaker } from '../../domain/command.ts'
import type { Channel, Post, SendResult } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { AdminNote } from '../../domain/trouble.ts'
import { unusualIn } from '../../words/digests.ts'
import { wordsIn } from '../../words/words.ts'
import { renderDigest, renderDigestPlainly, type Shown } from './digest.ts'
import { asksForSimpler, type Failure, failureOf, fatalReason, resultOf } from './fate.ts'
import { words } from './mrkdwn.ts'
import { uploadPicture } from './picture.ts'
import { findPost } from './reconcile.ts'
import { type BlocNames, renderPlainly, renderPost, type SlackMessage } from './render.ts'
import type { Spacing } from './spacing.ts'

export type PostingOptions = {
  readonly client: webApi.WebClient
  readonly spacing: Spacing
  /** The names of blocs by id, in a language. */
  readonly names: (language: Locale | undefined) => BlocNames
  readonly log: Log
  /** Draws what alerts show. */
  readonly charts: Pick<ChartMaker, 'unusual'>
  readonly onFatal: (reason: string) => void
  /** Aborts when the channel closes. */
  readonly signal: AbortSignal
}

type Tried = { readonly kind: 'done'; readonly ts: string; readonly channel: string } | Failure

const MAX_NOTE_LINE = 600

/** Nothing in a post may unfurl, ping or be read as markup of anybody but us. */
const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const

/** Sending, editing and looking up posts. */
export function makePosting(options: PostingOptions): Required<Pick<Channel, 'send' | 'reconcile' | 'tell'>> {
  const { client, spacing, log, onFatal } = options
  const toldFailure = (failure: Failure): Exclude<SendResult, { kind: 'sent' }> => {
    const reason = fatalReason(failure)
    if (reason !== null) onFatal(reason)
    return resultOf(failure)
  }

  async function send(post: Post, signal: AbortSignal): Promise<SendResult> {
    const stop = AbortSignal.any([signal, options.signal])
    try {
      stop.throwIfAborted()
      if (!(await spacing.turn(post.route.channel, stop)))
        return { kind: 'retry', reason: 'many posts wait for this channel', afterMs: 5_000 }
    } catch {
      return { kind: 'retry', reason: 'stopped before it was sent' }
    }
    return untilStopped(attempt(post, stop), stop)
  }

  /** Up to two calls; none is begun once its caller has been told that the fate is unknown. */
  async function attempt(post: Post, stop: AbortSignal): Promise<SendResult> {
    const shown = await picturedIn(post, options)
    if (stop.aborted) return { kind: 'retry', reason: 'stopped before it was sent' }
    const first = await put(post, rendered(post, options, shown))
    if (first.kind === 'done') return sent(first)
    if (stop.aborted || !asksForSimpler(first)) return failed(post, first)
    log.warn({ part: 'slack', storyId: post.brief.storyId, code: resultOf(first).reason }, 'Slack refused the blocks; sent as plain text')
    const second = await put(post, renderedPlainly(post, options))
    return second.kind === 'done' ? sent(second) : failed(post, second)
  }

  function failed(post: Post, failure: Failure): SendResult {
    if (failure.kind === 'limited') spacing.hold(post.route.channel, failure.afterMs)
    return toldFailure(failure)
  }

  /** One call: an edit of the post before, or a new message. */
  async function put(post: Post, message: SlackMessage): Promise<Tried> {
    const { previous } = post
    const content = { text: message.text, blocks: [...message.blocks], metadata: message.metadata, ...QUIET }
    try {
      const done =
        previous === null
          ? await client.chat.postMessage({ ...content, channel: post.route.channel })
          : await client.chat.update({ ...content, channel: previous.channel, ts: previous.messageId })
      if (done.ts === undefined || done.channel === undefined) return { kind: 'unanswered', why: 'no message id in the answer' }
      return { kind: 'done', ts: done.ts, channel: done.channel }
    } catch (error) {
      return failureOf(error)
    }
  }

  /** Plain lines that ping nobody and show no previews. */
  async function tell(note: AdminNote): Promise<SendResult> {
    const text = note.lines.map((line) => words(line, MAX_NOTE_LINE)).join('\n')
    try {
      const done = await client.chat.postMessage({ channel: note.channel, text, mrkdwn: false, ...QUIET })
      return sent({ channel: done.channel ?? note.channel, ts: done.ts ?? '' })
    } catch (error) {
      return toldFailure(failureOf(error))
    }
  }

  return {
    send,
    tell,
    reconcile: async (post, signal) => {
      const found = await untilStopped(findPost(client, post), AbortSignal.any([signal, options.signal]))
      if (found !== null && 'failure' in found)
        return { kind: 'unknown', reason: `Slack’s history cannot be read: ${toldFailure(found.failure).reason}` }
      return found === null && post.looks === 1 && post.previous === null ? NOT_YET : found
    },
  }
}

/** A post in the route's language. */
function rendered(post: Post, { names }: PostingOptions, shown: Shown | null): SlackMessage {
  const { brief, route } = post
  const own = names(route.language)
  return isDigest(brief) ? renderDigest(post, brief, own, shown) : renderPost(post, own)
}

function renderedPlainly(post: Post, { names }: PostingOptions): SlackMessage {
  const { brief, route } = post
  const own = names(route.language)
  return isDigest(brief) ? renderDigestPlainly(post, brief, own) : renderPlainly(post, own)
}

/** The picture of an alert, uploaded to be shown in its post, and shared with no channel itself. */
async function picturedIn({ brief, route: { language } }: Post, { client, charts, names, log }: PostingOptions): Promise<Shown | null> {
  const unusual = brief.digest?.unusual
  if (unusual === undefined) return null
  const picture = charts.unusual(unusualIn(unusual, wordsIn(language), names(language)), language)
  try {
    return { picture, fileId: await uploadPicture(client, picture) }
  } catch (error) {
    const why = resultOf(failureOf(error)).reason
    log.warn({ part: 'slack', why }, 'a picture could not be uploaded; its description is shown instead')
    return { picture, fileId: null }
  }
}

/**
 * Slack has no key by which it would know a second try, and may store late what it gave no answer to: before a post is sent again it is
 * looked for twice, so far apart. An edit that is made twice does no harm.
 */
const NOT_YET = {
  kind: 'unknown',
  reason: 'it does not stand in the channel: looked for once more before it is sent again',
  afterMs: 30_000,
} as const

const sent = (done: { readonly ts: string; readonly channel: string }): SendResult => ({
  kind: 'sent',
  receipt: { channel: done.channel, messageId: done.ts },
})

/** The result, or `unknown` when told to stop first: the call may still arrive. */
async function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T | Extract<SendResult, { kind: 'unknown' }>> {
  const { promise, resolve } = Promise.withResolvers<Extract<SendResult, { kind: 'unknown' }>>()
  const stop = (): void => resolve({ kind: 'unknown', reason: 'stopped while Slack was asked' })
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
