import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '#src/store/engine.ts'
import { migrate } from '#src/store/migrate.ts'
import type { Database } from '#src/store/schema.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { together } from '#src/store/together.ts'

let engine: Engine
let commits: number
let durably: Engine['durably']
beforeEach(async () => {
  engine = openSqlite({ path: ':memory:' })
  await migrate(engine, () => 0)
  commits = 0
  durably = together({
    durably: (work) => {
      commits += 1
      return engine.durably(work)
    },
  })
})
afterEach(() => engine.close())

const note = (subject: string) => async (tx: Kysely<Database>) => {
  await tx.insertInto('notices').values({ subject, text: 'told', told_at: 0 }).execute()
  return subject
}
const noted = async () => (await engine.db.selectFrom('notices').select('subject').orderBy('subject').execute()).map((row) => row.subject)

test('what is asked for while the disk is busy shares one commit, and each caller has its own answer', async () => {
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((subject) => durably(note(subject))))).toEqual(['a', 'b', 'c', 'd'])
  expect(await noted()).toEqual(['a', 'b', 'c', 'd'])
  expect(commits).toBe(2)
  expect(await durably(note('e'))).toBe('e')
})

test('one that fails fails alone: the others of its transaction are stored, once', async () => {
  const results = await Promise.allSettled(['a', 'b', 'b', 'c'].map((subject) => durably(note(subject))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await noted()).toEqual(['a', 'b', 'c'])
})
