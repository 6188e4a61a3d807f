import { type APIMessage, DiscordAPIError, RateLimitError, type REST, Routes } from 'discord.js'
import type { Log } from '../../domain/log.ts'
import { keyOf, snowflakeAt } from './history.ts'
import { errorText } from './outcome.ts'

export type Publisher = {
  /** Publishes the posts of a channel of ours that are not published yet, oldest first, as far as Discord lets it. */
  sweep(channel: string): Promise<void>
  close(): void
}

// https://discord.com/developers/docs/resources/message#message-object-message-flags
const CROSSPOSTED = 1 << 1
const PAGE = 100
const DAY_MS = 86_400_000
/** Ten an hour and channel, as others have observed: what is over the limit is published in the hours that follow. */
const SHORTEST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 65 * 60_000

/**
 * Publishing comes after a post and never holds one up: what could not be published is found again by its missing flag, after a
 * restart too. `channels` are the announcement channels to publish, as they are now; others are left alone.
 */
export function createPublisher(rest: REST, log: Log, channels: () => readonly string[] = () => []): Publisher {
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Map<string, Promise<void>>()
  let closed = false

  const later = (channel: string, ms: number): void => {
    if (closed || timers.has(channel)) return
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, ms))
    const timer = setTimeout(() => {
      timers.delete(channel)
      void sweep(channel)
    }, wait)
    timers.set(channel, timer.unref())
  }

  const publishAll = async (channel: string): Promise<void> => {
    try {
      for (const id of await unpublished(rest, channel)) {
        if (closed) return
        await rest.post(Routes.channelMessageCrosspost(channel, id))
      }
    } catch (error) {
      if (error instanceof RateLimitError) return later(channel, Math.max(error.retryAfter, error.timeToReset))
      log.warn({ channel, error: errorText(error) }, 'a post could not be published to the channel’s followers')
      const isRefusal = error instanceof DiscordAPIError && error.status < 500
      if (!isRefusal) later(channel, SHORTEST_WAIT_MS)
    }
  }

  const sweep = (channel: string): Promise<void> => {
    if (!channels().includes(channel)) return Promise.resolve()
    const before = running.get(channel) ?? Promise.resolve()
    const work = before.then(() => (closed || timers.has(channel) ? undefined : publishAll(channel)))
    running.set(channel, work)
    return work
  }
  for (const channel of new Set(channels())) void sweep(channel)
  return {
    sweep,
    close: () => {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

/** Our posts of the last day that are not published, oldest first. Messages of others are left alone. */
async function unpublished(rest: REST, channel: string): Promise<readonly string[]> {
  const query = new URLSearchParams({ limit: String(PAGE) })
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[]
  const newest = Math.max(0, ...messages.map(({ id }) => snowflakeAt(id)))
  return messages
    .filter((message) => keyOf(message) !== null && ((message.flags ?? 0) & CROSSPOSTED) === 0 && snowflakeAt(message.id) > newest - DAY_MS)
    .map(({ id }) => id)
    .toReversed()
}
