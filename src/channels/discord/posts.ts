import { type APIChannel, type APIMessage, type REST, Routes } from 'discord.js'
import type { Post, SendResult } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import type { Bloc } from '../../domain/feed.ts'
import type { Log } from '../../domain/log.ts'
import type { InvalidBudget } from './budget.ts'
import { parseCustomId } from './custom-id.ts'
import { renderDigest } from './digest.ts'
import { sendResultOf } from './outcome.ts'
import { renderBrief } from './render.ts'

export type Posts = {
  send(post: Post, signal: AbortSignal): Promise<SendResult>
  reconcile(post: Post, signal: AbortSignal): Promise<SendResult | null>
}

export type PostParts = {
  readonly rest: REST
  readonly blocs: ReadonlyMap<Bloc, string>
  readonly budget: InvalidBudget
  readonly log: Log
  /** Told of every result, so that a refused token is told once. */
  readonly onResult: (result: SendResult) => void
  readonly wholeMs: number
}

// https://discord.com/developers/docs/resources/message#get-channel-messages
const PAGE = 100
const ACTION_ROW = 1
const MOST_PAGES = 20
/** Clocks may differ by this much when a message's time is compared with a brief's. */
const CLOCK_SLACK_MS = 10 * 60_000
const DISCORD_EPOCH = 1_420_070_400_000n

/** When an id was made. https://discord.com/developers/docs/reference#snowflakes */
export const snowflakeAt = (id: string): number => Number((BigInt(id) >> 22n) + DISCORD_EPOCH)

const sent = (message: Pick<APIMessage, 'id' | 'channel_id'>): SendResult => ({
  kind: 'sent',
  receipt: { channel: message.channel_id, messageId: message.id },
})

/** Whether a message is the post of this key: one of its buttons carries it. */
export function carriesKey(message: Pick<APIMessage, 'components'>, key: string): boolean {
  const buttons = (message.components ?? []).flatMap((row) => (row.type === ACTION_ROW ? row.components : []))
  return buttons.some((button) => {
    const click = 'custom_id' in button ? parseCustomId(button.custom_id) : null
    return (click?.kind === 'why' || click?.kind === 'latest') && click.key === key
  })
}

/** Posts, edits and looks up posts over REST. Never throws for what Discord answers. */
export function createPosts({ rest, blocs, budget, log, onResult, wholeMs }: PostParts): Posts {
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

  const send = async (post: Post, signal: AbortSignal): Promise<SendResult> => {
    if (signal.aborted) return { kind: 'retry', reason: 'stopped before it was sent' }
    const style = { mention: post.route.mention, key: post.key, blocs }
    const payload = isDigest(post.brief) ? renderDigest(post.brief, style) : renderBrief(post.brief, style)
    return attempt(async () => {
      const message = (await (post.previous === null
        ? rest.post(Routes.channelMessages(post.route.channel), {
            body: { ...payload, nonce: post.key, enforce_nonce: true },
            signal: within(signal),
          })
        : rest.patch(Routes.channelMessage(post.previous.channel, post.previous.messageId), {
            body: payload,
            signal: within(signal),
          }))) as APIMessage
      if (message.embeds.length === 0)
        log.warn({ channel: message.channel_id }, 'Discord dropped the embed: give the bot Embed Links there')
      return sent(message)
    })
  }

  /** Newest first, back to before the brief was made. */
  const findInHistory = async (post: Post, signal: AbortSignal): Promise<SendResult | null> => {
    const since = post.brief.updatedAt - CLOCK_SLACK_MS
    const channel = (await rest.get(Routes.channel(post.route.channel), { signal: within(signal) })) as APIChannel
    const last = 'last_message_id' in channel ? (channel.last_message_id ?? null) : null
    if (last === null || snowflakeAt(last) < since) return null
    let before: string | undefined
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) })
      const messages = (await rest.get(Routes.channelMessages(post.route.channel), { query, signal: within(signal) })) as APIMessage[]
      const found = messages.find((message) => carriesKey(message, post.key))
      if (found !== undefined) return sent(found)
      if (messages.length === 0 && page === 0) return unreadable
      before = messages.at(-1)?.id
      if (messages.length < PAGE || before === undefined || snowflakeAt(before) < since) return null
    }
    return { kind: 'unknown', reason: `not among the channel’s last ${MOST_PAGES * PAGE} messages` }
  }

  /** An edit arrived when the message carries this revision's key. */
  const findEdit = async (post: Post, channel: string, messageId: string, signal: AbortSignal): Promise<SendResult | null> => {
    const message = (await rest.get(Routes.channelMessage(channel, messageId), { signal: within(signal) })) as APIMessage
    return carriesKey(message, post.key) ? sent(message) : null
  }

  const reconcile = async (post: Post, signal: AbortSignal): Promise<SendResult | null> => {
    const found = await attempt(() =>
      post.previous === null ? findInHistory(post, signal) : findEdit(post, post.previous.channel, post.previous.messageId, signal),
    )
    return found?.kind === 'retry' ? { kind: 'unknown', reason: found.reason } : found
  }

  return { send, reconcile }
}

const unreadable: SendResult = {
  kind: 'unknown',
  reason: 'whether the post arrived cannot be looked up: give the bot Read Message History in the channel',
}
