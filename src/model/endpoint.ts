import type OpenAI from 'openai'
import { z } from 'zod'
import type { ModelEndpoint } from '../domain/model.ts'
import { failureOf, NoUse } from './failure.ts'
import type { Message } from './prompt.ts'

/** What an endpoint wrote, and what it cost. */
export type Completion = { readonly text: string; readonly tokens: number }

/** One call to `POST {base}/chat/completions`. */
export interface Endpoint {
  /** Throws `NoUse`. */
  complete(messages: readonly Message[], shape: Shape, signal: AbortSignal): Promise<Completion>
}

type Shape = { readonly name: string; readonly schema: Readonly<Record<string, unknown>> }

/** More than any answer we ask for; what is longer is not read to its end. */
const MAX_BYTES = 1_000_000
const MAX_ANSWER_TOKENS = 800
/** More than any call of ours can cost: who reports more is not believed, since one such answer would end the day. */
const MAX_TOKENS = 1_000_000

const bodyShape = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z
    .object({ total_tokens: z.int().nonnegative().max(MAX_TOKENS) })
    .nullish()
    .catch(null),
})

/** Only these go out: the library's own would tell of this machine. */
const HEADERS = ['authorization', 'content-type', 'accept']

/** The whole answer within the bound, without following a redirect. */
async function plainFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const given = new Headers(init.headers)
  const headers = new Headers(HEADERS.flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? ''] as [string, string]] : [])))
  headers.set('user-agent', 'alignment-watch')
  const response = await fetch(input, { ...init, headers, redirect: 'manual' })
  const { status } = response
  const kept = new Headers({ 'content-type': response.headers.get('content-type') ?? 'application/json' })
  const retryAfter = response.headers.get('retry-after')
  if (retryAfter !== null) kept.set('retry-after', retryAfter)
  if (status < 200 || status >= 300) {
    await response.body?.cancel()
    throw failureOf(status, retryAfter, Date.now())
  }
  return new Response(await bounded(response), { status, headers: kept })
}

async function bounded({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new NoUse('rubbish', `the endpoint's answer is longer than ${MAX_BYTES / 1000} kB`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Why a call failed, whatever the library wrapped it in. */
function causeOf(error: unknown, timedOut: boolean): NoUse {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1)
    if (cause instanceof NoUse) return cause
  if (timedOut) return new NoUse('timeout', 'the endpoint did not answer in time')
  if (error instanceof SyntaxError) return new NoUse('rubbish', 'the endpoint did not answer with JSON')
  return new NoUse('unreachable', 'the endpoint cannot be reached, or the connection broke')
}

/**
 * Some endpoints know no JSON schema, no temperature, or another name for the bound: what they refuse with 400 is asked once more
 * with the messages alone, and from then on so. The schema stands in the messages, and what comes back is checked anyway.
 */
export function createEndpoint({ baseUrl, name, apiKey }: ModelEndpoint, timeoutMs: number): Endpoint {
  let opened: Promise<OpenAI> | null = null
  let plain = false

  async function open(): Promise<OpenAI> {
    const { default: Client } = await import('openai')
    return new Client({
      baseURL: baseUrl,
      apiKey: apiKey?.reveal() ?? 'none',
      ...(apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      logLevel: 'off',
      maxRetries: 0,
      timeout: timeoutMs,
      fetch: plainFetch,
    })
  }

  async function call(client: OpenAI, messages: readonly Message[], shape: Shape, signal: AbortSignal): Promise<unknown> {
    const asked = { model: name, messages: [...messages] }
    const format = { type: 'json_schema' as const, json_schema: { ...shape, strict: true } }
    const full = { ...asked, temperature: 0, max_tokens: MAX_ANSWER_TOKENS, response_format: format }
    return client.chat.completions.create(plain ? asked : full, { signal })
  }

  async function attempt(messages: readonly Message[], shape: Shape, signal: AbortSignal): Promise<Completion> {
    opened ??= open()
    const client = await opened // loading the library is not the endpoint's time
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const read = bodyShape.safeParse(await call(client, messages, shape, AbortSignal.any([signal, timeout])))
      if (!read.success) throw new NoUse('rubbish', 'the endpoint answered with JSON that is no chat completion')
      const text = read.data.choices[0]?.message.content ?? ''
      const key = apiKey?.reveal() ?? ''
      if (key !== '' && text.includes(key)) throw new NoUse('rubbish', 'the answer held the key')
      const length = messages.reduce((sum, { content }) => sum + content.length, text.length)
      return { text, tokens: read.data.usage?.total_tokens ?? Math.ceil(length / 3) }
    } catch (error) {
      if (signal.aborted) throw new NoUse('stopped', 'the program is closing')
      throw causeOf(error, timeout.aborted)
    }
  }

  return {
    async complete(messages, shape, signal) {
      try {
        return await attempt(messages, shape, signal)
      } catch (error) {
        if (plain || !(error instanceof NoUse) || error.status !== 400) throw error
        plain = true
        return attempt(messages, shape, signal)
      }
    },
  }
}
