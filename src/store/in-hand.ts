import { setImmediate as turn } from 'node:timers/promises'

/** Counts what is under way, so that closing can wait for it. */
export type InHand = { begin(): void; end(): void; allDone(): Promise<void> }

export function createInHand(): InHand {
  let count = 0
  let tell = (): void => {}
  return {
    begin: () => {
      count += 1
    },
    end: () => {
      count -= 1
      if (count === 0) tell()
    },
    async allDone() {
      // What was asked for a moment ago has not begun yet.
      await turn()
      while (count > 0) {
        const { promise, resolve } = Promise.withResolvers<void>()
        tell = resolve
        await promise
        await turn()
      }
    },
  }
}
