import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What comes to the receiver, as it came. */
export type Received = { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }

/** `lost`: taken, then the connection ends. `drop`: the connection ends before. Else an HTTP answer. */
export type ReceiverFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'lost' | 'drop' }

/** How the receiver behaves: an endpoint of our own documents, or a chat's incoming webhooks. */
export type ReceiverKind = 'json' | 'discord' | 'slack'

/** A message or document that the receiver keeps. */
export type Kept = { readonly id: string; body: Readonly<Record<string, unknown>> }

/** A real receiver of webhooks on loopback. Documents are kept once for each idempotency key, as their receivers should. */
export interface WebhookReceiver {
  readonly url: string
  readonly received: readonly Received[]
  readonly kept: Kept[]
  failNext(fault: ReceiverFault): void
  close(): Promise<void>
}

/** Whether a document's signature is right, as the Standard Webhooks page tells a receiver to check it. */
export function isSigned({ headers, body }: Received, secret: Buffer): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`
}

export async function startReceiver(kind: ReceiverKind): Promise<WebhookReceiver> {
  const received: Received[] = []
  const kept: Kept[] = []
  const faults: ReceiverFault[] = []
  let lastId = 1_300_000_000_000_000_000n
  const http = createServer(async (request, response) => {
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: await text(request) }
    received.push(one)
    const fault = faults.shift()
    if (fault?.kind === 'drop') return void response.destroy()
    if (fault?.kind === 'status') return answer(response, fault.status, 'no', fault.retryAfter)
    const [status, body] = take(one)
    if (fault?.kind === 'lost') return void response.destroy()
    answer(response, status, body)
  })

  function take(one: Received): readonly [status: number, body: string] {
    const body = JSON.parse(one.body) as Record<string, unknown>
    if (kind === 'json') return takeDocument(String(one.headers['idempotency-key']), body)
    const wrong = kind === 'discord' ? discordProblem(body) : slackProblem(body)
    if (wrong !== null) return [400, wrong]
    if (one.method === 'PATCH') return edit(one.path.split('/').at(-1) ?? '', body)
    lastId += 1n
    kept.push({ id: String(lastId), body })
    const wait = new URL(one.path, 'http://loopback').searchParams.get('wait') === 'true'
    if (kind === 'slack') return [200, 'ok']
    return wait ? [200, JSON.stringify({ author: { id: '1' }, id: String(lastId) })] : [204, '']
  }

  function takeDocument(key: string, body: Record<string, unknown>): readonly [number, string] {
    if (!kept.some((one) => one.id === key)) kept.push({ id: key, body })
    return [200, '{}']
  }

  function edit(id: string, body: Record<string, unknown>): readonly [number, string] {
    const message = kept.find((one) => one.id === id)
    if (message === undefined) return [404, JSON.stringify({ code: 10008, message: 'Unknown Message' })]
    message.body = body
    return [200, JSON.stringify({ id })]
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook/secret-part`,
    received,
    kept,
    failNext: (fault) => void faults.push(fault),
    close: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

function answer(response: ServerResponse, status: number, body: string, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  if (status >= 300 && status < 400) response.setHeader('location', '/elsewhere')
  response.writeHead(status)
  response.end(body)
}

type Embed = {
  title?: string
  description?: string
  fields?: { name: string; value: string }[]
  footer?: { text: string }
  author?: { name: string }
  url?: string
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
function discordProblem(body: Record<string, unknown>): string | null {
  const embeds = (body.embeds ?? []) as Embed[]
  const over = embeds.some(
    (embed) =>
      (embed.title ?? '').length > 256 ||
      (embed.description ?? '').length > 4096 ||
      (embed.footer?.text ?? '').length > 2048 ||
      (embed.author?.name ?? '').length > 256 ||
      (embed.fields ?? []).some((field) => field.name === '' || field.value === '' || field.value.length > 1024),
  )
  return over || embeds.length === 0 ? JSON.stringify({ code: 50035, message: 'Invalid Form Body' }) : null
}

const slackProblem = (body: Record<string, unknown>): string | null => {
  const [block] = (body.blocks ?? []) as { text?: { text?: string } }[]
  const length = block?.text?.text?.length ?? 0
  return typeof body.text !== 'string' || body.text === '' ? 'no_text' : length > 3000 || length === 0 ? 'invalid_blocks' : null
}
