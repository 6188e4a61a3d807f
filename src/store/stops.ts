import type { Kysely, Selectable } from 'kysely'
import type { Stop, Stops } from '../domain/delivery.ts'
import type { Database, StopRow } from './schema.ts'

export const createStops = (db: Kysely<Database>): Stops => ({
  list: async () => (await db.selectFrom('stops').selectAll().orderBy('since').orderBy('subject').execute()).map(toStop),

  async find(subject) {
    const row = await db.selectFrom('stops').selectAll().where('subject', '=', subject).executeTakeFirst()
    return row === undefined ? null : toStop(row)
  },

  stop: (subject, reason, now, until) =>
    db.transaction().execute(async (tx) => {
      const known = await tx.selectFrom('stops').select('tries').where('subject', '=', subject).executeTakeFirst()
      const row = { subject, reason, since: now, until, tries: (known?.tries ?? 0) + 1 }
      await tx
        .insertInto('stops')
        .values(row)
        .onConflict((conflict) => conflict.column('subject').doUpdateSet({ reason, until, tries: row.tries }))
        .execute()
      return known === undefined
    }),

  async lift(subject) {
    const { numDeletedRows } = await db.deleteFrom('stops').where('subject', '=', subject).executeTakeFirst()
    return numDeletedRows > 0n
  },
})

const toStop = (row: Selectable<StopRow>): Stop => ({
  subject: row.subject,
  reason: row.reason,
  since: row.since,
  until: row.until,
  tries: row.tries,
})
