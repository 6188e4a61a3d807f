import type { Clock } from '../../domain/clock.ts'
import type { Channel, Post, Receipt, SendResult } from '../../domain/delivery.ts'
import { isDigest } from '../../domain/digest.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import type { Webhook } from '../../domain/webhook.ts'
import { wordsIn } from '../../words/words.ts'
import { discordMessage, type Names, slackMessage } from './chat.ts'
import { digestDocument, discordDigest, slackDigest } from './digest.ts'
import { documentOf, fillTemplate } from './document.ts'
import { failureOf, goneOf, refusalOf, retryAfterMs } from './fate.ts'
import { signatureHeaders } from './sign.ts'
import { addressOf, type Target, targetOf } from './target.ts'

export type WebhookOptions = {
  /** Receivers by the name that a route's `channel` gives. */
  readonly webhooks: readonly Webhook[]
  /** Names of alignments by id, in a language. */
  readonly names?: (language: Locale | undefined) => Names
  readonly now: Clock
  readonly log: Log
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 15_000
/** More of an answer than we could need. */
const ANSWER_CHARACTERS = 100_000

type Request = {
  readonly url: URL
  readonly method: 'POST' | 'PATCH'
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Opens the webhook channel: one HTTP request a revision. */
export function openWebhook(options: WebhookOptions): Channel {
  const targets = new Map(options.webhooks.map((webhook) => [webhook.name, targetOf(webhook)]))

  async function send(post: Post, signal: AbortSignal): Promise<SendResult> {
    if (signal.aborted) return { kind: 'retry', reason: 'stopped before it was sent' }
    const target = targets.get(post.route.channel)
    if (target === undefined) return noTarget(post)
    const names = options.names?.(post.route.language) ?? new Map()
    const request = requestTo(target, post, options.now(), names)
    if ('kind' in request) return request
    return call(target, post, request, signal)
  }

  async function call(target: Target, post: Post, request: Request, signal: AbortSignal): Promise<SendResult> {
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
      })
      const answer = (await response.text()).slice(0, ANSWER_CHARACTERS)
      if (response.ok) return { kind: 'sent', receipt: receiptOf(target, post, answer) }
      if (response.status === 404 && request.method === 'PATCH' && isUnknownMessage(answer)) return goneOf(target.name)
      return refusalOf(target.name, response.status, retryAfterMs(response.headers.get('retry-after'), options.now()))
    } catch (error) {
      return failureOf(target.name, error)
    }
  }

  /**
   * Our own documents carry an idempotency key, so sending again is safe. A chat's webhook can neither be asked nor told: a
   * post that may have arrived is not sent a second time, and the operator is told.
   */
  async function reconcile(post: Post): Promise<SendResult | null> {
    const target = targets.get(post.route.channel)
    if (target === undefined) return noTarget(post)
    if (target.shape === 'json' || (target.shape === 'discord' && post.previous !== null)) return null
    return {
      kind: 'rejected',
      scope: 'delivery',
      reason: `webhook ${target.name} gave no answer and cannot be asked: the post may or may not be there`,
    }
  }

  return { platform: 'webhook', send, reconcile, close: async () => {} }
}

const noTarget = (post: Post): SendResult => ({
  kind: 'rejected',
  scope: 'route',
  reason: `route ${post.route.id}: there is no webhook of that name`,
})

function requestTo(target: Target, post: Post, now: number, names: Names): Request | Extract<SendResult, { kind: 'rejected' }> {
  const url = addressOf(target.url.reveal())
  if (url === null) return { kind: 'rejected', scope: 'route', reason: `webhook ${target.name}: its address is no http(s) address` }
  try {
    return target.template === null
      ? shaped(target, post, url, now, names)
      : documentRequest(target, post, url, now, fillTemplate(target.template, post, names))
  } catch (error) {
    return { kind: 'rejected', scope: 'route', reason: `webhook ${target.name}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function shaped(target: Target, post: Post, url: URL, now: number, names: Names): Request {
  const { brief } = post
  const telling = { words: wordsIn(post.route.language), names }
  if (target.shape === 'json')
    return documentRequest(target, post, url, now, isDigest(brief) ? digestDocument(post, brief) : documentOf(post))
  if (target.shape === 'slack') return chatRequest(url, 'POST', isDigest(brief) ? slackDigest(brief, telling) : slackMessage(post, names))
  // With `wait` Discord answers with the message, whose id a later edit needs.
  if (post.previous === null) url.searchParams.set('wait', 'true')
  else url.pathname = `${url.pathname.replace(/\/$/, '')}/messages/${encodeURIComponent(post.previous.messageId)}`
  return chatRequest(
    url,
    post.previous === null ? 'POST' : 'PATCH',
    isDigest(brief) ? discordDigest(brief, telling) : discordMessage(post, names),
  )
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'alignment-watch' }

const chatRequest = (url: URL, method: 'POST' | 'PATCH', message: object): Request => ({
  url,
  method,
  body: JSON.stringify(message),
  headers: JSON_TYPE,
})

function documentRequest(target: Target, post: Post, url: URL, now: number, document: unknown): Request {
  const body = JSON.stringify(document)
  const signature = target.signingSecret === null ? {} : signatureHeaders(target.signingSecret, post.key, now, body)
  return { url, method: 'POST', body, headers: { ...JSON_TYPE, 'webhook-id': post.key, 'idempotency-key': post.key, ...signature } }
}

/** Discord tells the message's id; elsewhere our own key stands for the document. */
function receiptOf(target: Target, post: Post, answer: string): Receipt {
  const id = target.shape === 'discord' ? idIn(answer) : null
  return { channel: target.name, messageId: id ?? post.previous?.messageId ?? post.key }
}

/** Discord's answer where the message to edit is no longer there; other answers say that the webhook itself is not. */
function isUnknownMessage(answer: string): boolean {
  try {
    return (JSON.parse(answer) as { code?: unknown }).code === 10008
  } catch {
    return false
  }
}

function idIn(answer: string): string | null {
  try {
    const { id } = JSON.parse(answer) as { id?: unknown }
    return typeof id === 'string' && /^\d{1,20}$/.test(id) ? id : null
  } catch {
    return null
  }
}
