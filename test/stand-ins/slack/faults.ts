/**
 * One planned misbehaviour of the next call of a method.
 * `status`: an HTTP error, nothing stored. `error`: Slack's own `{ok: false, error}`. `limited`: 429 with Retry-After. `drop`: the
 * connection ends before anything is stored. `lost`: stored, then the connection ends, or 502, or no answer at all. `delay`: it is done later; `hold`:
 * when it is told. `late`: the connection ends, and it is stored `afterMs` later. `tell` calls back where it names: who is told may kill
 * the caller there.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string; readonly afterMs?: number }
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'lost'; readonly how: 'drop' | 'bad-gateway' | 'silence' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hold'; readonly until: () => Promise<void> }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'tell'; readonly when: 'received' | 'stored' | 'answered'; readonly tell: () => void }

/** Faults waiting for calls, first in first out for each method; `*` takes any method. */
export class FaultQueue {
  readonly #waiting: { readonly method: string; readonly fault: Fault }[] = []

  add(method: string, fault: Fault, times = 1): void {
    for (let left = times; left > 0; left -= 1) this.#waiting.push({ method, fault })
  }

  take(method: string): Fault | null {
    const at = this.#waiting.findIndex((entry) => entry.method === method || entry.method === '*')
    return at < 0 ? null : (this.#waiting.splice(at, 1)[0]?.fault ?? null)
  }

  clear(): void {
    this.#waiting.length = 0
  }
}
