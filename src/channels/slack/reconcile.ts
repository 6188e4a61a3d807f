import type { webApi } from '@slack/bolt'
import type { Post, SendResult } from '../../domain/delivery.ts'
import { type Failure, failureOf } from './fate.ts'
import { MARK_TYPE } from './render.ts'

type HistoryMessage = { readonly ts?: string; readonly metadata?: unknown }

const PAGE = 200
/** 4,000 messages: more than any channel takes between a try and its look-up. */
const PAGES = 20
/** So many are looked through whatever the clocks say: ours may be wrong by days. */
const LEAST_PAGES = 2
/** A post cannot be older than its story; a day is for clocks that disagree. */
const SLACK_MS = 86_400_000

export type Found = Extract<SendResult, { kind: 'sent' }> | { readonly failure: Failure } | null

/** Looks through the channel's history, newest first, for the message that carries the post's key. Posts nothing. */
export async function findPost(client: webApi.WebClient, post: Post): Promise<Found> {
  const channel = post.previous?.channel ?? post.route.channel
  try {
    const edited = post.previous === null ? null : await atReceipt(client, channel, post.previous.messageId)
    if (edited !== null && isOurs(edited, post)) return sent(channel, edited)
    return await inHistory(client, channel, post)
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

async function inHistory(client: webApi.WebClient, channel: string, post: Post): Promise<Found> {
  const since = Math.min(post.brief.openedAt, Date.now()) - SLACK_MS
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await client.conversations.history({
      channel,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    })
    const found = (answer.messages ?? []).find((message) => isOurs(message, post))
    if (found !== undefined) return sent(channel, found)
    cursor = answer.response_metadata?.next_cursor
    if (!answer.has_more || !cursor) return null
    if (page + 1 >= LEAST_PAGES && Number(answer.messages?.at(-1)?.ts ?? 0) * 1000 < since) return null
  }
  return { failure: { kind: 'unanswered', why: `it is not among the newest ${PAGE * PAGES} messages` } }
}

/** The one message of a receipt; null where it is gone. */
async function atReceipt(client: webApi.WebClient, channel: string, ts: string): Promise<HistoryMessage | null> {
  const answer = await client.conversations.history({
    channel,
    latest: ts,
    oldest: ts,
    inclusive: true,
    limit: 1,
    include_all_metadata: true,
  })
  return (answer.messages ?? []).find((message) => message.ts === ts) ?? null
}

function isOurs(message: HistoryMessage, post: Post): boolean {
  const { event_type, event_payload } = (message.metadata ?? {}) as { event_type?: string; event_payload?: { key?: unknown } }
  return event_type === MARK_TYPE && event_payload?.key === post.key
}

const sent = (channel: string, message: HistoryMessage): Found => ({
  kind: 'sent',
  receipt: { channel, messageId: message.ts ?? '' },
})
