import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, Post, SendResult } from '#src/domain/delivery.ts'

/** How the platform treats one request; `lost` stores it and gives no answer, `hang` never answers at all, stored. */
export type Behaviour = 'ok' | 'lost' | 'lost-unstored' | 'hang' | 'throw' | 'throw-stored' | SendResult

/** A platform in memory with a channel a route: it keeps what it stored, and is told how to behave. */
export type StandIn = {
  readonly channel: Channel
  /** What it holds, in the order stored: key, message, its channel and the words. */
  readonly stored: {
    readonly id: string
    readonly channel: string
    readonly routeId: string
    readonly key: string
    headline: string
    revision: number
  }[]
  /** Every storing, posts and edits, as `desk a 1`. */
  readonly history: string[]
  /** Every request, as `send desk a 1`. */
  readonly asked: string[]
  /** For the next requests, in order; then `ok`. */
  plan(...next: readonly Behaviour[]): void
  /** For every request from now on, by route; null for none. */
  always(behaviour: ((post: Post) => Behaviour) | null): void
  /** How reconcile answers instead of looking; null to look. */
  blind(answer: SendResult | null): void
  /** Most requests that were open at once, in all and to one route. */
  readonly most: { all: number; route: number }
}

export function createStandIn(platform = 'local', tookMs = 0): StandIn {
  const stored: StandIn['stored'] = []
  const history: string[] = []
  const asked: string[] = []
  const most = { all: 0, route: 0 }
  const open: string[] = []
  let plans: Behaviour[] = []
  let rule: ((post: Post) => Behaviour) | null = null
  let blindness: SendResult | null = null

  const note = (verb: string, { brief, route }: Post): void => {
    asked.push(`${verb} ${route.id} ${brief.storyId} ${brief.revision}`)
  }
  const store = (post: Post): SendResult => {
    const { headline, revision, storyId } = post.brief
    history.push(`${post.route.id} ${storyId} ${revision}`)
    const known = stored.find((message) => message.id === post.previous?.messageId)
    if (known !== undefined) Object.assign(known, { headline, revision, key: post.key })
    const message = known ?? {
      id: `m${stored.length + 1}`,
      channel: post.route.channel,
      routeId: post.route.id,
      key: post.key,
      headline,
      revision,
    }
    if (known === undefined) stored.push(message)
    return { kind: 'sent', receipt: { channel: message.channel, messageId: message.id } }
  }
  const behave = async (post: Post, signal: AbortSignal): Promise<SendResult> => {
    const behaviour = plans.shift() ?? rule?.(post) ?? 'ok'
    if (tookMs > 0) await sleep(tookMs)
    switch (behaviour) {
      case 'ok':
        return store(post)
      case 'lost':
        store(post)
        return { kind: 'unknown', reason: 'the answer was lost' }
      case 'lost-unstored':
        return { kind: 'unknown', reason: 'the connection was cut' }
      case 'hang':
        store(post)
        return new Promise(() => {})
      case 'throw':
        throw new Error('a fault of the adapter')
      case 'throw-stored':
        store(post)
        throw new Error('a fault of the adapter, after storing')
      default:
        return signal.aborted ? { kind: 'retry', reason: 'stopped' } : behaviour
    }
  }
  const channel: Channel = {
    platform,
    async send(post, signal) {
      note('send', post)
      open.push(post.route.id)
      most.all = Math.max(most.all, open.length)
      most.route = Math.max(most.route, open.filter((id) => id === post.route.id).length)
      try {
        return await behave(post, signal)
      } finally {
        open.splice(open.indexOf(post.route.id), 1)
      }
    },
    async reconcile(post) {
      note('look', post)
      if (blindness !== null) return blindness
      const found = stored.find((message) => message.key === post.key && message.channel === (post.previous ?? post.route).channel)
      return found === undefined ? null : { kind: 'sent', receipt: { channel: found.channel, messageId: found.id } }
    },
    close: async () => {},
  }
  return {
    channel,
    stored,
    history,
    asked,
    most,
    plan: (...next) => {
      plans = [...next]
    },
    always: (behaviour) => {
      rule = behaviour
    },
    blind: (answer) => {
      blindness = answer
    },
  }
}
