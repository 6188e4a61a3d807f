import { type APIChannel, type APIMessage, type REST, Routes } from 'discord.js'
import type { Post, SendResult } from '../../domain/delivery.ts'
import { parseCustomId } from './custom-id.ts'

// https://discord.com/developers/docs/resources/message#get-channel-messages
const PAGE = 100
const MOST_PAGES = 20
/** So many messages are looked through whatever the clocks say: ours may be wrong by days. */
const LEAST_PAGES = 3
/** Clocks may differ by this much when a message's time is compared with a brief's. */
const CLOCK_SLACK_MS = 10 * 60_000
const ACTION_ROW = 1
const DISCORD_EPOCH = 1_420_070_400_000n

/** When an id was made. https://discord.com/developers/docs/reference#snowflakes */
export const snowflakeAt = (id: string): number => Number((BigInt(id) >> 22n) + DISCORD_EPOCH)

export const sent = (message: Pick<APIMessage, 'id' | 'channel_id'>): SendResult => ({
  kind: 'sent',
  receipt: { channel: message.channel_id, messageId: message.id },
})

/** The key of the post that a message is; null where it is none of ours. */
export function keyOf(message: Pick<APIMessage, 'components'>): string | null {
  const buttons = (message.components ?? []).flatMap((row) => (row.type === ACTION_ROW ? row.components : []))
  for (const button of buttons) {
    const click = 'custom_id' in button ? parseCustomId(button.custom_id) : null
    if (click?.kind === 'why' || click?.kind === 'latest') return click.key
  }
  return null
}

/** Whether a message is the post of this key: one of its buttons carries it. */
export const carriesKey = (message: Pick<APIMessage, 'components'>, key: string): boolean => keyOf(message) === key

/** Looks for a new post in its channel, newest first, back to before the brief was made. null: it is not there. */
export async function findInHistory(rest: REST, channel: APIChannel, post: Post, signal: AbortSignal): Promise<SendResult | null> {
  const since = post.brief.updatedAt - CLOCK_SLACK_MS
  const last = 'last_message_id' in channel ? (channel.last_message_id ?? null) : null
  if (last === null) return null
  let before: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) })
    const messages = (await rest.get(Routes.channelMessages(post.route.channel), { query, signal })) as APIMessage[]
    const found = messages.find((message) => carriesKey(message, post.key))
    if (found !== undefined) return sent(found)
    if (messages.length === 0 && page === 0) return UNREADABLE
    before = messages.at(-1)?.id
    if (messages.length < PAGE || before === undefined) return null
    if (page + 1 >= LEAST_PAGES && snowflakeAt(before) < since) return null
  }
  return { kind: 'unknown', reason: `not among the channel’s last ${MOST_PAGES * PAGE} messages` }
}

/** An edit arrived when the message carries this revision's key. */
export async function findEdit(
  rest: REST,
  post: Post,
  channel: string,
  messageId: string,
  signal: AbortSignal,
): Promise<SendResult | null> {
  const message = (await rest.get(Routes.channelMessage(channel, messageId), { signal })) as APIMessage
  return carriesKey(message, post.key) ? sent(message) : null
}

const UNREADABLE: SendResult = {
  kind: 'unknown',
  reason: 'whether the post arrived cannot be looked up: give the bot Read Message History in the channel',
}
