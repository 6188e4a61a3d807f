import { webApi } from '@slack/bolt'
import type { SendResult } from '../../domain/delivery.ts'

/** What may be said of a failed call: what the platform answered, in one word, and what follows from it. */
export type Failure =
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'limited'; readonly afterMs: number }
  | { readonly kind: 'unsent'; readonly why: string }
  | { readonly kind: 'unanswered'; readonly why: string }

/** Network errors that come before a request leaves: nothing can have been stored. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** Slack's own codes after which some of the work may have been done. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const PERHAPS_DONE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

/** Where a limit comes without a time, we wait as long as Slack's limits last. */
const LIMIT_MS = 60_000

/** Reads an error of the Web API client. Nothing of the request (token, text) is taken over. */
export function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'limited', afterMs: error.retryAfter * 1000 }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error)
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unanswered', why: `HTTP ${error.statusCode}` }
  const code = networkCode(error)
  if (code !== null && NEVER_LEFT.has(code)) return { kind: 'unsent', why: code }
  return { kind: 'unanswered', why: code ?? 'no answer' }
}

function platformFailure(error: InstanceType<typeof webApi.WebAPIPlatformError>): Failure {
  // An answer that is not JSON comes as the whole body in place of a code: it tells nothing.
  const code = /^[a-z0-9_.]{1,60}$/.test(error.data.error) ? error.data.error : 'unreadable answer'
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'limited', afterMs: LIMIT_MS }
  if (code === 'unreadable answer' || PERHAPS_DONE.has(code)) return { kind: 'unanswered', why: code }
  const [detail = ''] = error.data.response_metadata?.messages ?? []
  return { kind: 'refused', code, detail: detail.slice(0, 200) }
}

/** The code of the innermost cause that has one: `fetch failed` wraps the reason. */
function networkCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = 'original' in at ? at.original : at.cause) {
    if ('code' in at && typeof at.code === 'string' && !at.code.startsWith('slack_')) return at.code
    if (at.name === 'TimeoutError') return 'no answer in time'
  }
  return null
}

/** Codes by what they stop, with what to do. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const ROUTE_CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    channel_not_found: 'there is no such channel, or it is private and the app is not in it: check the id and type /invite in the channel',
    not_in_channel: 'the app is not in the channel: type /invite there',
    is_archived: 'the channel is archived: unarchive it or remove the route',
    missing_scope: 'the app lacks a permission: compare it with docs/slack-app-manifest.yaml and install it again',
    no_permission: 'the app may not post there',
    restricted_action: 'the workspace lets only some members post there: allow the app',
    restricted_action_read_only_channel: 'the channel is read-only: allow the app to post',
    restricted_action_thread_only_channel: 'the channel takes only thread replies',
    restricted_action_non_threadable_channel: 'the channel takes no such message',
    channel_type_not_supported: 'this kind of channel takes no posts of apps',
    is_inactive: 'the channel is frozen',
    messages_tab_disabled: 'the app’s messages tab is off: posts go to channels, not to the app itself',
  }),
)
const PLATFORM_CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    invalid_auth: 'the TOKEN token is refused: copy it anew from your app’s page (api.slack.com/apps), set VARIABLE and start again',
    not_authed: 'no TOKEN token was given: set VARIABLE',
    token_revoked: 'the token was revoked: install the app again and set the new token',
    token_expired: 'the token has expired: set a new one',
    account_inactive: 'the app was removed from the workspace or its bot user was deactivated: install it again',
    user_removed_from_team: 'the app was removed from the workspace: install it again',
    team_disabled: 'the workspace is disabled',
    not_allowed_token_type: 'this is the wrong kind of token: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-',
    org_login_required: 'the workspace is being moved: try again when that is done',
    access_denied: 'the workspace denies the app access',
    ekm_access_denied: 'the workspace’s administrators have suspended posting',
  }),
)
const SIMPLER_CODES = new Set(['msg_blocks_too_long', 'invalid_blocks', 'invalid_blocks_format', 'msg_too_long', 'metadata_too_large'])
/**
 * Why the post to edit cannot be edited. Where the post still stands, a second one would say the same twice; where somebody took it
 * away, that is not ours to undo. So none of them is posted anew. https://docs.slack.dev/reference/methods/chat.update#errors
 */
const EDIT_CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    message_not_found: 'the post was deleted in the channel, so this revision has nothing to edit; it is not posted again',
    cant_update_message: 'the post to edit is not the app’s own to change: it stands as it was. Was the app changed?',
    edit_window_closed: 'the workspace lets messages be edited for a time only: the post stands as it was',
  }),
)

/** Whether a shorter, plain message may be taken where this one was not. */
export const asksForSimpler = (failure: Failure): boolean => failure.kind === 'refused' && SIMPLER_CODES.has(failure.code)

/**
 * What is wrong with a token or the workspace, in words, where nothing can be done until a person acts; else null. `token` is the one
 * that was shown: the bot's posts, the app's opens the sockets that commands come in by.
 */
export function fatalReason(failure: Failure, token: 'bot' | 'app' = 'bot'): string | null {
  if (failure.kind !== 'refused') return null
  const words = PLATFORM_CODES.get(failure.code)
  const named = words?.replace('TOKEN token', `${token} token`).replace('VARIABLE', `SLACK_${token.toUpperCase()}_TOKEN`)
  return named === undefined ? null : `Slack: ${named} (${failure.code})`
}

/** How a failed post or edit is told to the deliverer. */
export function resultOf(failure: Failure): Exclude<SendResult, { kind: 'sent' }> {
  switch (failure.kind) {
    case 'limited':
      return { kind: 'retry', reason: 'Slack: rate limit', afterMs: failure.afterMs }
    case 'unsent':
      return { kind: 'retry', reason: `Slack cannot be reached: ${failure.why}` }
    case 'unanswered':
      return { kind: 'unknown', reason: `Slack gave no usable answer: ${failure.why}` }
    case 'refused': {
      const fatal = fatalReason(failure)
      if (fatal !== null) return { kind: 'rejected', scope: 'platform', reason: fatal }
      const route = ROUTE_CODES.get(failure.code)
      if (route !== undefined) return { kind: 'rejected', scope: 'route', reason: `Slack: ${route} (${failure.code})` }
      const edit = EDIT_CODES.get(failure.code)
      if (edit !== undefined) return { kind: 'rejected', scope: 'delivery', reason: `Slack: ${edit} (${failure.code})` }
      return {
        kind: 'rejected',
        scope: 'delivery',
        reason: `Slack refused the message: ${failure.code}${failure.detail && `: ${failure.detail}`}`,
      }
    }
  }
}
