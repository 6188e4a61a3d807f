import type { Clock } from '../domain/clock.ts'
import type { ModelLimits, ModelMemory, Spent } from '../domain/model.ts'

/** The day's calls and tokens (UTC), over restarts too. */
export interface Budget {
  /** Takes one call out of the day's; false where calls or tokens are spent. */
  take(): Promise<boolean>
  /** Tokens that a call cost. */
  charge(tokens: number): Promise<void>
  today(): Spent
}

type Needs = { readonly limits: Pick<ModelLimits, 'callsPerDay' | 'tokensPerDay'>; readonly memory: ModelMemory; readonly clock: Clock }

export function createBudget({ limits, memory, clock }: Needs): Budget {
  let day = ''
  let spent: Spent = { calls: 0, tokens: 0 }
  const dayNow = (): string => new Date(clock()).toISOString().slice(0, 10)

  async function open(): Promise<void> {
    const today = dayNow()
    if (today === day) return
    const known = await memory.spent(today)
    if (today !== day) spent = known
    day = today
  }

  async function add(more: Spent): Promise<void> {
    spent = { calls: spent.calls + more.calls, tokens: spent.tokens + more.tokens }
    await memory.spend(day, more)
  }

  return {
    async take() {
      await open()
      if (spent.calls >= limits.callsPerDay || spent.tokens >= limits.tokensPerDay) return false
      await add({ calls: 1, tokens: 0 })
      return true
    },
    charge: (tokens) => add({ calls: 0, tokens }),
    today: () => (day === dayNow() ? spent : { calls: 0, tokens: 0 }),
  }
}
