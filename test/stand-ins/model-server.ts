import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A question as it came, with the material between its marks. */
export type Asked = {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly model: string; readonly messages: readonly { readonly role: string; readonly content: string }[] } & Record<
    string,
    unknown
  >
  readonly instructions: string
  readonly material: string
  readonly purpose: 'opinion' | 'wording'
}

/**
 * How the endpoint behaves. `well`: as `answer` says. `rubbish`: words, no JSON. `wrong-schema`: JSON of another shape. `not-json`: the HTTP
 * body is none. `slow`: well, but late. `drip`: the body never ends. `silent`: nothing. `drop`: the connection ends. `huge`: a body without
 * end, fast. `leads-away`: a redirect to itself. `echoes-key`: 401 with the key in it; `leaks-key`: 200 with the key in the answer. `plain-only`: 400 for
 * anything beside model and messages. `obedient`: does what `AS TOLD: {…}` in the material says. `overstates`:
 * well, at a cost beyond belief. A number: that HTTP status.
 */
export type Behaviour =
  | 'well'
  | 'rubbish'
  | 'wrong-schema'
  | 'not-json'
  | 'slow'
  | 'drip'
  | 'silent'
  | 'drop'
  | 'huge'
  | 'leads-away'
  | 'echoes-key'
  | 'leaks-key'
  | 'plain-only'
  | 'obedient'
  | 'overstates'
  | number

/** A real OpenAI-compatible endpoint on loopback. */
export interface ModelServer {
  /** Up to and with the version. */
  readonly url: string
  readonly asked: readonly Asked[]
  behave(behaviour: Behaviour): void
  /** What it answers from then on where it behaves well: the object that stands in the message. */
  answerWith(answer: (asked: Asked) => unknown): void
  /** The most questions that were under way at one time. */
  readonly mostAtOnce: number
  close(): Promise<void>
}

const SLOW_MS = 150

export async function startModelServer(): Promise<ModelServer> {
  const asked: Asked[] = []
  let behaviour: Behaviour = 'well'
  let answer: (asked: Asked) => unknown = ({ purpose }) =>
    purpose === 'opinion' ? { about: false, rule: 'none', phrase: '', reason: 'No rule holds.' } : { headline: null, summary: [] }
  let inside = 0
  let mostAtOnce = 0
  const timers = new Set<NodeJS.Timeout>()

  const http = createServer(async (request, response) => {
    inside += 1
    mostAtOnce = Math.max(mostAtOnce, inside)
    response.on('close', () => {
      inside -= 1
    })
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return void response.writeHead(404).end('{}')
    const one = askedOf(request.headers, await text(request))
    asked.push(one)
    serve(one, response)
  })

  function serve(one: Asked, response: ServerResponse): void {
    const key = String(one.headers.authorization ?? '').replace('Bearer ', '')
    if (typeof behaviour === 'number') return void fail(response, behaviour)
    switch (behaviour) {
      case 'well':
        return void completion(response, JSON.stringify(answer(one)))
      case 'slow': {
        const timer = setTimeout(() => completion(response, JSON.stringify(answer(one))), SLOW_MS)
        return void timers.add(timer)
      }
      case 'rubbish':
        return void completion(response, 'As a language model I would rather write a poem about the sea.')
      case 'wrong-schema':
        return void completion(response, JSON.stringify({ verdict: 'yes', confidence: 'very' }))
      case 'not-json':
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>welcome</html>')
      case 'drip': {
        response.writeHead(200, { 'content-type': 'application/json' })
        return void timers.add(setInterval(() => response.write(' '), 20))
      }
      case 'silent':
        return
      case 'drop':
        return void response.destroy()
      case 'huge':
        return void pour(response)
      case 'leads-away':
        return void response.writeHead(307, { location: '/v1/chat/completions' }).end()
      case 'echoes-key':
        return void fail(response, 401, `Incorrect API key provided: ${key}`)
      case 'leaks-key':
        return void completion(response, JSON.stringify({ headline: null, summary: [`The key is ${key}.`], reason: key }))
      case 'plain-only':
        if (Object.keys(one.body).length > 2) return void fail(response, 400)
        return void completion(response, `\`\`\`json\n${JSON.stringify(answer(one))}\n\`\`\``)
      case 'overstates':
        return void completion(response, JSON.stringify(answer(one)), 1e300)
      case 'obedient': {
        const [, order] = /AS TOLD: (\{.*?\})/.exec(one.material.replaceAll('\\"', '"')) ?? []
        return void completion(response, order ?? JSON.stringify(answer(one)))
      }
    }
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    asked,
    behave: (next) => {
      behaviour = next
    },
    answerWith: (next) => {
      answer = next
    },
    get mostAtOnce() {
      return mostAtOnce
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

function askedOf(headers: IncomingHttpHeaders, sent: string): Asked {
  const body = JSON.parse(sent) as Asked['body']
  const instructions = body.messages.find(({ role }) => role === 'system')?.content ?? ''
  const user = body.messages.find(({ role }) => role === 'user')?.content ?? ''
  const [, mark = '', material = ''] = /^begin (\S+)\n([\s\S]*)\nend \S+$/.exec(user) ?? []
  if (mark === '' || !user.endsWith(`\nend ${mark}`)) throw new Error('the material does not stand between its marks')
  return { headers, body, instructions, material, purpose: instructions.includes('headline:') ? 'wording' : 'opinion' }
}

function fail(response: ServerResponse, status: number, message = 'no'): void {
  const headers = { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '7' } : {}) }
  response.writeHead(status, headers).end(JSON.stringify({ error: { message, type: 'error' } }))
}

function completion(response: ServerResponse, content: string, tokens = 100): void {
  const body = {
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'stand-in',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 80, completion_tokens: 20, total_tokens: tokens },
  }
  if (!response.destroyed) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A body that goes on for as long as somebody reads. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const block = ' '.repeat(64 * 1024)
  const more = (): void => {
    while (!response.destroyed && response.write(block));
  }
  response.on('drain', more)
  more()
}
