/**
 * What goes wrong with a request. `status` answers instead of doing it; `limit` is a 429; `lost` does it and then gives
 * no answer (`how`: a 502, or the socket cut); `drop` cuts the socket undone; `delay` waits first; `hold` until it is told to go on; `hang` never answers; `late` cuts the
 * socket and does it only then, `afterMs` later. `tell` calls back where it names: who is told may kill the asker there.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  | { readonly kind: 'limit'; readonly retryAfterMs: number; readonly global?: boolean }
  | { readonly kind: 'lost'; readonly how: 'status' | 'drop' | 'hang' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hold'; readonly until: () => Promise<void> }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'tell'; readonly when: 'received' | 'stored' | 'answered'; readonly tell: () => void }

export type FaultRule = { readonly method?: string; readonly path?: RegExp; readonly times?: number; readonly fault: Fault }

/** A queue of faults: each request takes the first rule that fits it, and a rule is used up after `times` (default 1). */
export type Faults = { add(rule: FaultRule): void; take(method: string, path: string): Fault | null; clear(): void; waiting(): number }

export function createFaults(): Faults {
  let rules: { rule: FaultRule; left: number }[] = []
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? 1 })
    },
    take: (method, path) => {
      const found = rules.find(({ rule }) => (rule.method ?? method) === method && (rule.path?.test(path) ?? true))
      if (found === undefined) return null
      found.left -= 1
      rules = rules.filter(({ left }) => left > 0)
      return found.rule.fault
    },
    clear: () => {
      rules = []
    },
    waiting: () => rules.length,
  }
}
