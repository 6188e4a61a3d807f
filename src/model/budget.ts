import type { Clock } from '../domain/clock.ts'
import type { ModelLimits, ModelMemory, Spent } from '../domain/model.ts'

/** The day's calls and tokens (UTC), over restarts and by all processes on one store. */
export interface Budget {
  /** Takes one call out of the day's; false where calls or tokens are spent. */
  take(): Promise<boolean>
  /** Tokens that a call cost. */
  charge(tokens: number): Promise<void>
  /** As last seen. */
  today(): Spent
}

type Needs = { readonly limits: Pick<ModelLimits, 'callsPerDay' | 'tokensPerDay'>; readonly memory: ModelMemory; readonly clock: Clock }

const NOTHING: Spent = { calls: 0, tokens: 0 }

export function createBudget({ limits, memory, clock }: Needs): Budget {
  let seen = { day: '', spent: NOTHING }
  let last: Promise<unknown> = Promise.resolve()
  const dayNow = (): string => new Date(clock()).toISOString().slice(0, 10)

  async function add(more: Spent): Promise<void> {
    const day = dayNow()
    await memory.spend(day, more)
    seen = { day, spent: await memory.spent(day) }
  }

  async function takeOne(): Promise<boolean> {
    const day = dayNow()
    seen = { day, spent: await memory.spent(day) }
    const { calls, tokens } = seen.spent
    if (calls >= limits.callsPerDay || tokens >= limits.tokensPerDay) return false
    await add({ calls: 1, tokens: 0 })
    return true
  }

  return {
    /** One after the other: of several that ask at once, none may see what another is about to take. */
    take() {
      const taken = last.then(takeOne)
      last = taken.catch(() => {})
      return taken
    },
    charge: (tokens) => add({ calls: 0, tokens }),
    today: () => (seen.day === dayNow() ? seen.spent : NOTHING),
  }
}
