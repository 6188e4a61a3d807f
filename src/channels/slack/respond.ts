import type { SlackAnswer } from './reply.ts'

const TIMEOUT_MS = 10_000

export type Respond = (answer: SlackAnswer) => Promise<'shown' | 'refused'>

/**
 * Answers by a response address. `refused`: Slack would not take this message. A server error or a cut connection is tried
 * once more, since at worst the asker reads the answer twice. Throws where no answer gets through.
 */
export function makeRespond(url: string): Respond {
  const post = async (answer: SlackAnswer): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...answer, replace_original: false, unfurl_links: false, unfurl_media: false }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
  return async (answer) => {
    const first = await post(answer).catch(() => null)
    const response = first === null || first.status >= 500 ? await post(answer) : first
    const body = await response.text()
    if (response.ok && !body.includes('"ok":false')) return 'shown'
    if (/invalid_blocks|msg_blocks_too_long/.test(body)) return 'refused'
    throw new Error(`the response address answered ${response.status}`)
  }
}
