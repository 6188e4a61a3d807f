import { type Kysely, sql } from 'kysely'
import type { ModelMemory } from '../domain/model.ts'
import type { Database } from './schema.ts'

/** Answers are kept for half a year after they were given: who replays an older archive asks again. */
const KEEP_MS = 183 * 86_400_000

/** What the model answered and what was spent on it. */
export const createModelMemory = (db: Kysely<Database>): ModelMemory => ({
  async answer(key) {
    const row = await db.selectFrom('model_answers').select('body').where('key', '=', key).executeTakeFirst()
    return row?.body ?? null
  },

  async keep(answer) {
    const { model, purpose, body, at } = answer
    await db
      .deleteFrom('model_answers')
      .where('at', '<', at - KEEP_MS)
      .execute()
    await db
      .insertInto('model_answers')
      .values(answer)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ model, purpose, body, at }))
      .execute()
  },

  async spent(day) {
    const row = await db.selectFrom('model_days').select(['calls', 'tokens']).where('day', '=', day).executeTakeFirst()
    return row ?? { calls: 0, tokens: 0 }
  },

  async spend(day, { calls, tokens }) {
    await db
      .insertInto('model_days')
      .values({ day, calls, tokens })
      .onConflict((conflict) =>
        conflict.column('day').doUpdateSet({ calls: sql`model_days.calls + ${calls}`, tokens: sql`model_days.tokens + ${tokens}` }),
      )
      .execute()
  },
})
