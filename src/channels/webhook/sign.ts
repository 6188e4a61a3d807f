import { createHmac } from 'node:crypto'
import type { Secret } from '../../domain/secret.ts'

/**
 * Headers by which a receiver knows the document is ours and has not been changed: HMAC-SHA256 over `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signatureHeaders(secret: Secret, id: string, at: number, body: string): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', keyOf(secret.reveal())).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` }
}

/** `whsec_` marks a key in base64; any other secret is taken letter by letter. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8')
