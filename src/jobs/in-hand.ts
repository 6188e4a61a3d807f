import type { Job, Queue } from './boss.ts'

/** The jobs that one process has of a queue, with their leases kept. */
export interface InHand<T extends object> {
  /** Up to so many more. None where the database is away: it is asked again soon enough. */
  take(limit: number): Promise<readonly Job<T>[]>
  /** Told to the queue a moment later, together with others. */
  done(job: Job<T>): void
  /** Lets others have all that is not done. */
  release(): Promise<void>
  /** As `release`, and takes no more. */
  stop(): Promise<void>
}

/** How long jobs that are done wait for others, to be told of at once. */
const GATHER_MS = 50
const TELL_AGAIN_MS = 1_000

/** `onTrouble` is told of each failure of the queue: nobody else is. */
export function createInHand<T extends object>(queue: Queue<T>, onTrouble: (error: unknown) => void): InHand<T> {
  const held = new Map<string, Job<T>>()
  const finished = new Map<string, Job<T>>()
  let telling: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const beat = setInterval(() => {
    // What is done and could not be told yet must not run out either: another would do it again.
    void queue.stillAt([...held.values(), ...finished.values()]).catch(onTrouble)
  }, queue.beatMs)

  async function tell(): Promise<void> {
    while (finished.size > 0) {
      const jobs = [...finished.values()]
      await queue.done(jobs)
      for (const { id } of jobs) finished.delete(id)
    }
  }

  /** One telling at a time; what fails is told with the next. */
  function tellSoon(afterMs: number): void {
    if (stopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      telling ??= tell()
        .catch(onTrouble)
        .finally(() => {
          telling = null
          if (finished.size > 0) tellSoon(TELL_AGAIN_MS)
        })
    }, afterMs)
  }

  async function release(): Promise<void> {
    await telling
    clearTimeout(timer)
    timer = undefined
    const rest = [...held.values()]
    held.clear()
    await tell().catch((error: unknown) => {
      onTrouble(error)
      tellSoon(TELL_AGAIN_MS)
    })
    // Where even this fails they are another's when their lease has run out.
    await queue.giveBack(rest).catch(onTrouble)
  }

  return {
    async take(limit) {
      try {
        const jobs = await queue.take(limit)
        for (const job of jobs) held.set(job.id, job)
        return jobs
      } catch (error) {
        onTrouble(error)
        return []
      }
    },
    done(job) {
      // Another try of it may be in hand by now.
      if (held.get(job.id) !== job) return
      held.delete(job.id)
      finished.set(job.id, job)
      tellSoon(GATHER_MS)
    },
    release,
    async stop() {
      stopped = true
      clearInterval(beat)
      await release()
    },
  }
}
