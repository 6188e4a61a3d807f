/**
 * Slack's limit on posting: about one message a second for each channel, short bursts allowed.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export class PostingLimit {
  readonly #perSecond: number
  readonly #burst: number
  readonly #now: () => number
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(perSecond: number, burst: number, now: () => number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#now = now
  }

  /** Takes a place for one message; gives the whole seconds to wait where there is none, else 0. */
  take(channel: string): number {
    const now = this.#now()
    const bucket = this.#buckets.get(channel) ?? { tokens: this.#burst, at: now }
    const tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.at) / 1000) * this.#perSecond)
    const free = tokens >= 1
    this.#buckets.set(channel, { tokens: free ? tokens - 1 : tokens, at: now })
    return free ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.#perSecond))
  }
}
