import type { Json } from './world.ts'

/** An answer other than 2xx, in Discord's own form. https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export class ApiError extends Error {
  readonly status: number
  readonly body: Json
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: Json, headers: Readonly<Record<string, string>> = {}) {
    super(String(body.message))
    this.status = status
    this.body = body
    this.headers = headers
  }
}

const CODES: Readonly<Record<number, readonly [number, string]>> = {
  0: [401, '401: Unauthorized'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10008: [404, 'Unknown Message'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  20028: [429, 'The write action you are performing on the channel has hit the write rate limit.'],
  20016: [429, 'This action cannot be performed due to slowmode rate limit.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  50083: [400, 'Thread is archived'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50027: [401, 'Invalid Webhook Token'],
}

export function apiError(code: number): ApiError {
  const [status, message] = CODES[code] ?? [400, 'Unknown error']
  return new ApiError(status, { message, code })
}

export type Problem = { readonly path: string; readonly code: string; readonly message: string }

/** 50035 with its tree: `embeds.0.title` becomes `{embeds: {0: {title: {_errors: […]}}}}`. */
export function formError(problems: readonly Problem[]): ApiError {
  const errors: Json = {}
  for (const { path, code, message } of problems) {
    let at = errors
    for (const key of path.split('.')) {
      at[key] ??= {}
      at = at[key] as Json
    }
    at._errors ??= []
    ;(at._errors as Json[]).push({ code, message })
  }
  return new ApiError(400, { message: 'Invalid Form Body', code: 50035, errors })
}
