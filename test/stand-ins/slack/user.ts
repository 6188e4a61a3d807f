import { randomUUID } from 'node:crypto'
import { checkBlocks } from './block-kit.ts'
import type { Deliverer } from './requests.ts'
import type { AckFate } from './sockets.ts'
import type { StoredMessage, Workspace } from './workspace.ts'

/** What came back to the user by the response address. */
export type Shown = {
  readonly text: string
  readonly blocks: readonly Record<string, unknown>[]
  readonly ephemeral: boolean
}

/** One thing a user did, and what they see of it. */
export type Asked = {
  /** Slack's own word on it: without an acknowledgement in three seconds the user sees an error. */
  readonly fate: Promise<AckFate>
  /** The first answer; fails after `waitMs`. */
  answer(waitMs?: number): Promise<Shown>
  readonly answers: readonly Shown[]
}

const RESPONSES = 5
const WINDOW_MS = 30 * 60_000
const ANSWER_MS = 5_000

type Inbox = { readonly openedAt: number; readonly answers: Shown[]; readonly waiting: ((shown: Shown) => void)[]; uses: number }

/** A member of the workspace: types commands, presses buttons, reads answers; another one where a test sets another `id`. */
export class User {
  id = 'U0READER'
  readonly #workspace: Workspace
  /** How the app is reached: over its sockets, unless a test sets another way. */
  way: Deliverer
  readonly #origin: () => string
  readonly #inboxes = new Map<string, Inbox>()

  constructor(workspace: Workspace, way: Deliverer, origin: () => string) {
    this.#workspace = workspace
    this.way = way
    this.#origin = origin
  }

  /** Types a command as into Slack: `/actor lavrov`. */
  types(line: string, channel = 'C0ALERTS'): Asked {
    const [command = '', ...rest] = line.split(' ')
    return this.#ask('slash_commands', (response_url) => ({
      token: 'legacy',
      team_id: this.#workspace.teamId,
      channel_id: channel,
      channel_name: channel.toLowerCase(),
      user_id: this.id,
      command,
      text: rest.join(' '),
      api_app_id: 'A0WATCH',
      response_url,
      trigger_id: randomUUID(),
    }))
  }

  /** Presses a button of a message, found by its action id. */
  presses(actionId: string, on: Pick<StoredMessage, 'blocks'> & Partial<StoredMessage>, channel = on.channel ?? 'C0ALERTS'): Asked {
    const button = buttonsOf(on.blocks).find((one) => one.action_id === actionId)
    if (button === undefined) throw new Error(`the message has no button ${actionId}`)
    return this.#ask('interactive', (response_url) => ({
      type: 'block_actions',
      team: { id: this.#workspace.teamId },
      user: { id: this.id, team_id: this.#workspace.teamId },
      channel: { id: channel },
      container: { type: 'message', message_ts: on.ts ?? '0', channel_id: channel },
      actions: [{ ...button, block_id: 'b', action_ts: String(this.#workspace.now() / 1000) }],
      response_url,
      trigger_id: randomUUID(),
    }))
  }

  #ask(type: 'slash_commands' | 'interactive', payload: (responseUrl: string) => object): Asked {
    const id = randomUUID()
    const inbox: Inbox = { openedAt: this.#workspace.now(), answers: [], waiting: [], uses: 0 }
    this.#inboxes.set(id, inbox)
    const fate = this.way.deliver(type, payload(`${this.#origin()}/response/${id}`))
    return { fate, answers: inbox.answers, answer: (waitMs = ANSWER_MS) => firstOf(inbox, waitMs) }
  }

  /** The response address: five uses in thirty minutes, JSON only. Gives the HTTP status and body. */
  receive(id: string, body: string): { readonly status: number; readonly body: string } {
    const inbox = this.#inboxes.get(id)
    if (inbox === undefined || this.#workspace.now() - inbox.openedAt > WINDOW_MS) return refused(404, 'expired_url')
    inbox.uses += 1
    if (inbox.uses > RESPONSES) return refused(404, 'used_url')
    const message = JSON.parse(body) as { text?: string; blocks?: Record<string, unknown>[]; response_type?: string }
    const ready = (file: string): boolean => {
      const stored = this.#workspace.files.get(file)
      return stored !== undefined && this.#workspace.isReady(stored)
    }
    const wrong = checkBlocks(message.blocks, ready)
    if (wrong !== null) return refused(404, wrong.error)
    const shown = { text: message.text ?? '', blocks: message.blocks ?? [], ephemeral: message.response_type !== 'in_channel' }
    inbox.answers.push(shown)
    for (const tell of inbox.waiting.splice(0)) tell(shown)
    return { status: 200, body: 'ok' }
  }
}

const refused = (status: number, error: string) => ({ status, body: JSON.stringify({ ok: false, error }) })

async function firstOf(inbox: Inbox, waitMs: number): Promise<Shown> {
  const [first] = inbox.answers
  if (first !== undefined) return first
  const { promise, resolve, reject } = Promise.withResolvers<Shown>()
  const timer = setTimeout(() => reject(new Error(`no answer in ${waitMs} ms`)), waitMs)
  inbox.waiting.push(resolve)
  return promise.finally(() => clearTimeout(timer))
}

/** Every button of a message, also those beside sections. */
export function buttonsOf(blocks: readonly Record<string, unknown>[]): readonly Record<string, unknown>[] {
  return blocks.flatMap((block) => {
    const elements = Array.isArray(block.elements) ? (block.elements as Record<string, unknown>[]) : []
    return [...elements, ...(block.accessory === undefined ? [] : [block.accessory as Record<string, unknown>])].filter(
      (one) => one.type === 'button',
    )
  })
}
