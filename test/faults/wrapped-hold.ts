import type { Log } from '#src/domain/log.ts'
import { type Hold, holdStore as hold } from '#src/store/hold.ts'
import type { EngineOptions } from '#src/store/open.ts'
import { StoreError } from '#src/store/store-error.ts'

/** The program's own, but that a second program is let in all the same: what keeps the two apart then is seen here, row by row. */
export async function holdStore(options: EngineOptions, log: Log): Promise<Hold> {
  try {
    return await hold(options, log)
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'taken') throw error
    return { lost: new Promise(() => {}), release: async () => {} }
  }
}
