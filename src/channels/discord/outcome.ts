import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { SendResult } from '../../domain/delivery.ts'

/** What every refused token is told as: once, and for the whole platform. */
export const TOKEN_REFUSED =
  'Discord refuses the bot token: copy it anew from the Bot page of your application (discord.com/developers/applications), set DISCORD_TOKEN and start again.'

const rejected = (scope: 'delivery' | 'route' | 'platform', reason: string): SendResult => ({ kind: 'rejected', scope, reason })

/** What becomes of an edit whose post is no longer there. */
export const POST_GONE = rejected(
  'delivery',
  'the post was deleted in the channel (10008), so this revision has nothing to edit; it is not posted again',
)

// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
const BY_CODE: Readonly<Record<number, SendResult>> = {
  10003: rejected('route', 'Discord knows no such channel (10003): it was deleted, or the id in the route is wrong'),
  10004: rejected('route', 'Discord knows no such server (10004): the bot was removed from it, invite it again'),
  10008: POST_GONE,
  50001: rejected('route', 'the bot cannot see the channel (50001): invite it to the server and give it View Channel there'),
  50005: rejected('delivery', 'the post to edit was written by another user (50005): was the bot’s application changed?'),
  50008: rejected('route', 'the channel takes no messages (50008): give the id of a text or announcement channel'),
  50013: rejected('route', 'the bot lacks a permission in the channel (50013): give it Send Messages, Embed Links and Attach Files there'),
  50083: rejected('route', 'the thread is archived (50083): unarchive it or give another channel'),
}

/** Nothing was asked: the connection never came about. */
const NOT_ASKED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** An error's code, its own or its cause's. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

/** A refusal without a code of Discord's own comes from what stands before it, and passes. */
const BEFORE_DISCORD_MS = 5 * 60_000

function ofApi(error: DiscordAPIError): SendResult {
  const code = Number(error.code)
  if (error.status === 401) return rejected('platform', TOKEN_REFUSED)
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (!Number.isInteger(code) || error.status === 429) {
    return { kind: 'retry', reason: `Discord answered ${error.status} without saying why`, afterMs: BEFORE_DISCORD_MS }
  }
  if (error.status === 403) return rejected('route', `Discord does not allow it (${code}): ${error.message}`)
  return rejected('delivery', `Discord refuses the message (${code}): ${error.message}`)
}

/**
 * What a failed request means for a delivery. A server error, a time-out or a cut connection leaves it unknown: the message may
 * stand in the channel though no answer said so.
 */
export function sendResultOf(error: unknown): SendResult {
  if (error instanceof RateLimitError) {
    const afterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset, 0))
    return { kind: 'retry', reason: `Discord’s limit for ${error.global ? 'all requests' : 'this channel'} is used up`, afterMs }
  }
  if (error instanceof DiscordAPIError) return ofApi(error)
  if (error instanceof HTTPError) return { kind: 'unknown', reason: `Discord answered ${error.status}` }
  if (isTokenless(error)) return rejected('platform', TOKEN_REFUSED)
  const code = codeOf(error)
  if (NOT_ASKED.has(code)) return { kind: 'retry', reason: `Discord cannot be reached (${code})` }
  return { kind: 'unknown', reason: `no answer from Discord (${code || nameOf(error)})` }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** After one 401 the library forgets the token, and every later call fails so. */
const isTokenless = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Expected token to be set')

/** An error in words without addresses or bodies: those can hold interaction tokens. */
export function errorText(error: unknown): string {
  if (error instanceof DiscordAPIError) return `Discord ${error.status} (${error.code}): ${error.message}`
  if (error instanceof HTTPError) return `Discord answered ${error.status}`
  if (error instanceof Error) return `${error.name}: ${error.message}`
  return String(error)
}
