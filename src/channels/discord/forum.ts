import { type APIChannel, type APIMessage, type APIThreadChannel, DiscordAPIError, type REST, Routes } from 'discord.js'
import type { Brief } from '../../domain/brief.ts'
import type { Post, SendResult } from '../../domain/delivery.ts'
import { carriesKey } from './history.ts'
import type { Parcel } from './illustrated.ts'
import { plainLine } from './markdown.ts'

/** A channel that takes threads only, and the tags its threads may carry. */
export type Forum = {
  readonly id: string
  readonly guildId: string
  readonly tags: ReadonlyMap<string, string>
  readonly wantsTag: boolean
}

// https://discord.com/developers/docs/resources/channel#channel-object-channel-types
const FORUM = 15
const MEDIA = 16
const REQUIRE_TAG = 1 << 4
/** A week, the longest there is: a thread that is archived must be opened again before it can be edited. */
const ARCHIVE_MINUTES = 10_080
const MAX_NAME = 100
const MAX_TAGS = 5
/** Threads are looked through newest first; more are not opened by one story's try and its look-up. */
const MOST_THREADS = 50

/** A channel as the API tells it. */
export type ForumJson = APIChannel & {
  readonly guild_id?: string
  readonly flags?: number
  readonly available_tags?: readonly { readonly id: string; readonly name: string }[]
}

/** What kind of forum a channel is; null where it is none. */
export function forumIn(channel: ForumJson): Forum | null {
  if (channel.type !== FORUM && channel.type !== MEDIA) return null
  const tags = new Map((channel.available_tags ?? []).map(({ id, name }) => [name.toLowerCase(), id]))
  return { id: channel.id, guildId: channel.guild_id ?? '', tags, wantsTag: ((channel.flags ?? 0) & REQUIRE_TAG) !== 0 }
}

/**
 * The route's own tags, then those named like what the brief is about: its alignments, its standing, its kinds of acts. One at least where
 * the forum wants one.
 */
export function tagsFor({ tags, wantsTag }: Forum, brief: Brief, own: readonly string[] = []): readonly string[] {
  const names = [
    ...own,
    ...brief.alignments.flatMap(({ id, label }) => [label, id]),
    brief.standing,
    ...brief.acts.map(({ category }) => category),
  ].map((name) => name.toLowerCase())
  const fitting = [...new Set(names.map((name) => tags.get(name)).filter((id) => id !== undefined))].slice(0, MAX_TAGS)
  const [any] = tags.values()
  return fitting.length === 0 && wantsTag && any !== undefined ? [any] : fitting
}

/** Opens a thread whose first message is the post. Its id is the message's id, too. */
export async function openThread(
  rest: REST,
  forum: Forum,
  post: Post,
  { payload, files }: Parcel,
  signal: AbortSignal,
): Promise<SendResult> {
  const body = {
    name: plainLine(post.brief.headline, MAX_NAME) || 'Story',
    auto_archive_duration: ARCHIVE_MINUTES,
    applied_tags: tagsFor(forum, post.brief, post.route.tags),
    message: payload,
  }
  const thread = (await rest.post(Routes.threads(forum.id), { body, signal, files: [...files] })) as APIThreadChannel
  return { kind: 'sent', receipt: { channel: thread.id, messageId: thread.id } }
}

/** Threads know no nonce: whether one was opened is seen by its first message alone. null: there is none with the post's key. */
export async function findThread(rest: REST, forum: Forum, post: Post, signal: AbortSignal): Promise<SendResult | null> {
  const query = new URLSearchParams({ limit: String(MOST_THREADS) })
  const listed = (await Promise.all([
    rest.get(Routes.guildActiveThreads(forum.guildId), { signal }),
    rest.get(Routes.channelThreads(forum.id, 'public'), { query, signal }),
  ])) as { readonly threads: readonly APIThreadChannel[] }[]
  const threads = listed.flatMap((list) => list.threads).filter(({ parent_id }) => parent_id === forum.id)
  for (const { id } of threads.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1)).slice(0, MOST_THREADS)) {
    const first = await firstMessage(rest, id, signal)
    if (first !== null && carriesKey(first, post.key)) return { kind: 'sent', receipt: { channel: id, messageId: id } }
  }
  return null
}

/** null where somebody took the first message away. */
async function firstMessage(rest: REST, threadId: string, signal: AbortSignal): Promise<APIMessage | null> {
  try {
    return (await rest.get(Routes.channelMessage(threadId, threadId), { signal })) as APIMessage
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return null
    throw error
  }
}

/** Opens an archived thread again, so that its post can be edited. */
export async function unarchive(rest: REST, threadId: string, signal: AbortSignal): Promise<void> {
  await rest.patch(Routes.channel(threadId), { body: { archived: false }, signal })
}
