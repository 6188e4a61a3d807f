import type { FeedState } from '../domain/feed.ts'

/** An answer that takes longer than this is slow. */
const SLOW_AFTER_MS = 2_000

/** Slow answers that may be awaited beside the quick ones, as a multiple of those: they hold a socket and cost nothing else. */
const SLOW_SHARE = 3

export type Turn = { readonly host: string; readonly state: FeedState }

/** A feed that keeps failing must not use up its host's patience before its healthy neighbours have been asked. */
const healthyFirst = (states: readonly FeedState[]): FeedState[] => states.toSorted((a, b) => a.failures - b.failures)

/**
 * Who is asked next. One feed of a host at a time, `width` at once, and slow hosts in a lane of their own: an answer that is
 * awaited for long gives its place to another, so that slow and dead hosts delay nobody but themselves.
 */
export class Lanes {
  readonly #width: number
  readonly #waiting = new Map<string, FeedState[]>()
  readonly #startedAt = new Map<string, number>()
  readonly #known = new Set<string>()
  /** Hosts whose last answer was slow: they start in the slow lane. */
  readonly #slow = new Set<string>()

  constructor(width: number) {
    this.#width = Math.max(1, width)
  }

  /** Feeds that wait or are being asked. */
  get size(): number {
    return this.#known.size
  }

  get running(): number {
    return this.#startedAt.size
  }

  /** True while a place may come free for someone who waits. */
  get waiting(): boolean {
    return this.#waiting.size > 0
  }

  /**
   * Whether others should be taken in, `ahead` of their turn: few hosts wait that could be asked at once. Feeds do not count, since
   * many of one host keep only one place busy; nor do slow hosts, until there are too many even for their own lane.
   */
  isShort(ahead: number): boolean {
    const idle = [...this.#waiting.keys()].filter((host) => !this.#startedAt.has(host))
    const slow = idle.filter((host) => this.#slow.has(host)).length
    return idle.length - slow < ahead / 2 && slow < ahead / 2 + this.#width * SLOW_SHARE
  }

  /** Adds feeds that are not here yet, longest overdue first. */
  add(states: readonly FeedState[], hostOf: (state: FeedState) => string): void {
    const fresh = states.filter(({ feedId }) => !this.#known.has(feedId))
    for (const [host, ofHost] of Map.groupBy(fresh, hostOf)) {
      this.#waiting.set(host, healthyFirst([...(this.#waiting.get(host) ?? []), ...ofHost]))
    }
    for (const { feedId } of fresh) this.#known.add(feedId)
  }

  /** The next feed to ask, from now on running; null while all places are taken or all hosts that have one waiting are busy. */
  next(now: number): Turn | null {
    const slow = [...this.#startedAt].filter(([host, at]) => this.#slow.has(host) || now - at > SLOW_AFTER_MS).length
    const slowPlaces = this.#width * SLOW_SHARE
    const quickFree = this.#startedAt.size - Math.min(slow, slowPlaces) < this.#width
    for (const [host, [state, ...rest]] of this.#waiting) {
      const free = this.#slow.has(host) ? slow < slowPlaces : quickFree
      if (!free || state === undefined || this.#startedAt.has(host)) continue
      if (rest.length === 0) this.#waiting.delete(host)
      else this.#waiting.set(host, rest)
      this.#startedAt.set(host, now)
      return { host, state }
    }
    return null
  }

  done({ host, state }: Turn, now: number): void {
    const slow = now - (this.#startedAt.get(host) ?? now) > SLOW_AFTER_MS
    if (slow) this.#slow.add(host)
    else this.#slow.delete(host)
    this.#startedAt.delete(host)
    this.#known.delete(state.feedId)
  }

  /** Forgets who waits, not who is slow. */
  clear(): void {
    for (const states of this.#waiting.values()) for (const { feedId } of states) this.#known.delete(feedId)
    this.#waiting.clear()
  }
}
