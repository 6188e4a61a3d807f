import type { Kysely, Selectable } from 'kysely'
import type { Change, Changeable, Changes, Entry, NewChange, SetBy, Setting } from '../domain/change.ts'
import type { ChangeRow, Database, SettingRow } from './schema.ts'

/** Ends a transaction whose ground has moved: nothing of it is stored. */
class Overtaken extends Error {}

export const createChanges = (db: Kysely<Database>): Changes => ({
  settings: async () => (await db.selectFrom('settings').selectAll().orderBy('kind').orderBy('subject').execute()).map(toSetting),

  async newest() {
    const found = await db
      .selectFrom('changes')
      .select(({ fn }) => fn.max('id').as('newest'))
      .executeTakeFirst()
    return Number(found?.newest ?? 0)
  },

  async record(change, after) {
    try {
      return await db.transaction().execute((tx) => put(tx, change, after))
    } catch (error) {
      if (error instanceof Overtaken) return null
      throw error
    }
  },

  async find(id) {
    const row = await logged(db).where('changes.id', '=', id).executeTakeFirst()
    return row === undefined ? null : { ...toChange(row), setBefore: parsed(row.set_before) }
  },

  async list({ kind, place, limit }) {
    const rows = await logged(db)
      .$if(kind !== undefined, (query) => query.where('changes.kind', '=', kind ?? ''))
      .$if(place !== undefined, (query) => query.where('changes.place', '=', place ?? ''))
      .orderBy('changes.id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(toChange)
  },
})

const logged = (db: Kysely<Database>) =>
  db
    .selectFrom('changes')
    .selectAll('changes')
    .select((eb) =>
      eb
        .selectFrom('changes as later')
        .select(({ fn }) => fn.max('later.id').as('id'))
        .whereRef('later.undoes', '=', 'changes.id')
        .as('undone_by'),
    )

async function put(tx: Kysely<Database>, change: NewChange, after: number | null): Promise<number> {
  const { kind, subject } = change
  const held = await tx.selectFrom('settings').selectAll().where('kind', '=', kind).where('subject', '=', subject).executeTakeFirst()
  if ((held?.change_id ?? null) !== after) throw new Overtaken()
  const before: SetBy = held === undefined ? null : { entry: parsed(held.entry) }
  const { id } = await tx.insertInto('changes').values(toRow(change, before)).returning('id').executeTakeFirstOrThrow()
  if (!(await hold(tx, change, id, after))) throw new Overtaken()
  return id
}

/** Whether what the change sets holds now: not where another process was first. */
async function hold(tx: Kysely<Database>, { kind, subject, set }: NewChange, id: number, after: number | null): Promise<boolean> {
  if (after !== null) {
    const gone = tx.deleteFrom('settings').where('kind', '=', kind).where('subject', '=', subject).where('change_id', '=', after)
    if ((await gone.executeTakeFirst()).numDeletedRows === 0n) return false
  }
  if (set === null) return true
  const row = { kind, subject, entry: set.entry === null ? null : JSON.stringify(set.entry), change_id: id }
  const added = await tx
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const toRow = ({ at, by, kind, subject, place, before, after, undoes }: NewChange, setBefore: SetBy) => ({
  at,
  platform: by.platform,
  user_id: by.userId,
  asked_in: by.place,
  kind,
  subject,
  place,
  before: json(before),
  after: json(after),
  set_before: json(setBefore),
  undoes,
})

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))
const parsed = <T = Entry>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))

const toSetting = ({ kind, subject, entry, change_id }: Selectable<SettingRow>): Setting => ({
  kind: kind as Changeable,
  id: subject,
  entry: parsed(entry),
  changeId: change_id,
})

const toChange = (row: Selectable<ChangeRow> & { readonly undone_by: number | null }): Change => ({
  id: row.id,
  at: row.at,
  by: { platform: row.platform, userId: row.user_id, place: row.asked_in },
  kind: row.kind as Changeable,
  subject: row.subject,
  place: row.place,
  before: parsed(row.before),
  after: parsed(row.after),
  undoes: row.undoes,
  undoneBy: row.undone_by,
})
