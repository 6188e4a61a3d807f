import { randomUUID } from 'node:crypto'
import { checkBlocks, checkOptions } from './block-kit.ts'
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

export type Option = { readonly text: { readonly text: string }; readonly value: string; readonly description?: { readonly text: string } }

/** What a list shows after some letters were typed. */
export type Suggested = { readonly fate: AckFate | 'not asked' | 'refused'; readonly why?: string; readonly options: readonly Option[] }

type Message = Pick<StoredMessage, 'blocks'> & Partial<StoredMessage>

/** So many letters are typed before a list that says nothing else asks for options. */
const LEAST_LETTERS = 3

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
  /** What each list showed last. */
  readonly #offered = new Map<string, readonly Option[]>()

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

  /**
   * Types into a list of a message. Slack asks the app for options from its least number of letters on, and shows them if they come
   * in three seconds and are as it demands; else an error.
   */
  async typesInto(list: string, typed: string, on: Message, channel = on.channel ?? 'C0ALERTS'): Promise<Suggested> {
    const { select, blockId } = listOf(on.blocks, list)
    if (typed.length < Number(select.min_query_length ?? LEAST_LETTERS)) return { fate: 'not asked', options: [] }
    let answer: unknown
    const suggestion = {
      type: 'block_suggestion',
      action_id: list,
      block_id: blockId,
      value: typed,
      api_app_id: 'A0WATCH',
      token: 'legacy',
    }
    const fate = await this.way.deliver('interactive', { ...suggestion, ...this.#where(on, channel) }, (given) => {
      answer = given
    })
    const wrong = fate === 'acked' ? checkOptions(answer) : null
    if (wrong !== null) return { fate: 'refused', why: wrong, options: [] }
    const { options } = fate === 'acked' ? (answer as { options: readonly Option[] }) : { options: [] }
    this.#offered.set(blockId, options)
    return { fate, options }
  }

  /** Chooses an option that the list showed last. */
  chooses(list: string, value: string, on: Message, channel = on.channel ?? 'C0ALERTS'): Asked {
    const { select, blockId } = listOf(on.blocks, list)
    const option = this.#offered.get(blockId)?.find((one) => one.value === value)
    if (option === undefined) throw new Error(`the list does not show ${value}`)
    return this.#ask('interactive', (response_url) => ({
      type: 'block_actions',
      ...this.#where(on, channel),
      actions: [{ ...select, selected_option: option, block_id: blockId, action_ts: String(this.#workspace.now() / 1000) }],
      response_url,
      trigger_id: randomUUID(),
    }))
  }

  #where(on: Message, channel: string): object {
    return {
      team: { id: this.#workspace.teamId, domain: 'watchers' },
      user: { id: this.id, name: this.id.toLowerCase(), team_id: this.#workspace.teamId },
      channel: { id: channel, name: channel.toLowerCase() },
      container: { type: 'message', message_ts: on.ts ?? '0', channel_id: channel },
    }
  }

  /** Presses a button of a message, found by its action id. */
  presses(actionId: string, on: Message, channel = on.channel ?? 'C0ALERTS'): Asked {
    const button = buttonsOf(on.blocks).find((one) => one.action_id === actionId)
    if (button === undefined) throw new Error(`the message has no button ${actionId}`)
    return this.#ask('interactive', (response_url) => ({
      type: 'block_actions',
      ...this.#where(on, channel),
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

/** A list of a message by its action id, with the id of the block it stands in. */
function listOf(blocks: readonly Record<string, unknown>[], actionId: string) {
  for (const block of blocks) {
    const elements = [block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])] as (Record<string, unknown> | undefined)[]
    const select = elements.find((one) => one?.type === 'external_select' && one.action_id === actionId)
    if (select !== undefined) return { select, blockId: String(block.block_id ?? 'made-by-slack') }
  }
  throw new Error(`the message has no list ${actionId}`)
}
