import type { Kysely } from 'kysely'
import type { Notices } from '../domain/notice.ts'
import type { Database } from './schema.ts'

export const createNotices = (db: Kysely<Database>): Notices => ({
  async change(subject, text, now) {
    const { numInsertedOrUpdatedRows: changed = 0n } = await db
      .insertInto('notices')
      .values({ subject, text, told_at: now })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet({ text, told_at: now }).where('notices.text', '!=', text))
      .executeTakeFirst()
    return changed > 0n
  },

  async clear(subject) {
    const { numDeletedRows } = await db.deleteFrom('notices').where('subject', '=', subject).executeTakeFirst()
    return numDeletedRows > 0n
  },

  async list() {
    const rows = await db.selectFrom('notices').selectAll().orderBy('told_at', 'desc').orderBy('subject').execute()
    return rows.map((row) => ({ subject: row.subject, text: row.text, toldAt: row.told_at }))
  },
})
