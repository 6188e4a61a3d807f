import { createHmac } from 'node:crypto'
import type { AckFate } from './sockets.ts'

/** What can take a command or a button to the app. */
export type Deliverer = { deliver(type: 'slash_commands' | 'interactive', payload: object): Promise<AckFate> }

const ACK_MS = 3_000

/** A request as Slack signs it. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedRequest(secret: string, body: string, at = Date.now()): RequestInit {
  const seconds = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(ACK_MS),
  }
}

/** Instead of socket mode: signed requests to the app's own address. */
export const overHttp = (url: string, secret: string): Deliverer => ({
  async deliver(type, payload) {
    const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
    try {
      const response = await fetch(url, signedRequest(secret, new URLSearchParams(fields).toString()))
      return response.ok ? 'acked' : 'nobody'
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timed-out' : 'nobody'
    }
  },
})
