import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>
type Asked = { readonly run: (tx: Tx) => Promise<void>; readonly done: () => void; readonly fail: (error: unknown) => void }

/**
 * Durable transactions that are asked for while one is under way share the next one: a disk that takes 5 ms to sync would otherwise
 * settle no more than a hundred posts a second, each with its claim. Each caller has its own answer, after the commit; where one
 * fails, all of that transaction are done again one by one, so that it fails alone.
 */
export function together({ durably }: Pick<Engine, 'durably'>): Engine['durably'] {
  const waiting: Asked[] = []
  let isBusy = false

  const alone = ({ run, done, fail }: Asked): Promise<void> => durably(run).then(done, fail)

  async function doAll(asked: readonly Asked[]): Promise<void> {
    const [first] = asked
    if (first !== undefined && asked.length === 1) return alone(first)
    try {
      await durably(async (tx) => {
        for (const { run } of asked) await run(tx)
      })
      for (const { done } of asked) done()
    } catch {
      for (const one of asked) await alone(one)
    }
  }

  async function work(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) await doAll(waiting.splice(0))
    isBusy = false
  }

  return <T>(task: (tx: Tx) => Promise<T>): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    let finish = (): void => {}
    const run = async (tx: Tx): Promise<void> => {
      const value = await task(tx)
      finish = () => resolve(value)
    }
    waiting.push({ run, done: () => finish(), fail: reject })
    if (!isBusy) void work()
    return promise
  }
}
