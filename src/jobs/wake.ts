import type { Worker } from './worker.ts'

/** Wakes a worker soon after it was asked for: what is asked for meanwhile is one waking. */
export interface Wake {
  ask(): void
  stop(): void
}

/** Kicks the worker `afterMs` after the first of the askings that it answers. Ticks would find the work too, only later. */
export function createWake(worker: Pick<Worker, 'kick'>, afterMs: number): Wake {
  let timer: NodeJS.Timeout | undefined
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined
        worker.kick()
      }, afterMs)
    },
    stop: () => clearTimeout(timer),
  }
}
