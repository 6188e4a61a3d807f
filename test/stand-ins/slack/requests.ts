import { createHmac } from 'node:crypto'
import type { AckFate } from './sockets.ts'

/** What can take a command, a button or a list to the app; `onAnswer` is told what the app answers at once. */
export type Deliverer = {
  deliver(type: 'slash_commands' | 'interactive', payload: object, onAnswer?: (answer: unknown) => void): Promise<AckFate>
}

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

/** Instead of socket mode: signed requests to the app's own address; lists ask at `optionsUrl`, as the app's settings name it. */
export const overHttp = (url: string, secret: string, optionsUrl = url): Deliverer => ({
  async deliver(type, payload, onAnswer) {
    const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
    try {
      const isList = 'type' in payload && payload.type === 'block_suggestion'
      const response = await fetch(isList ? optionsUrl : url, signedRequest(secret, new URLSearchParams(fields).toString()))
      const answer = await response.text()
      if (answer !== '') onAnswer?.(JSON.parse(answer))
      return response.ok ? 'acked' : 'nobody'
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timed-out' : 'nobody'
    }
  },
})
