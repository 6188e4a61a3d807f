import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHistory } from '#src/store/history.ts'
import { migration0012 } from '#src/store/migrations/0012-history.ts'
import { openSqlite } from '#src/store/sqlite.ts'
import { openStore } from '#src/store/store.ts'
import { makeOutcome, makeVisitBrief, VISIT_AT, visitInRussian } from '../fixtures/make.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-history-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a store of before is given the acts of the stories it has', async () => {
  const path = join(folder, 'store.sqlite')
  const store = await openStore({ path })
  const brief = makeVisitBrief()
  const story = { openedAt: VISIT_AT, updatedAt: VISIT_AT }
  await store.stories.record(makeOutcome({ item: visitInRussian(), story, brief }))
  await store.close()
  const database = new DatabaseSync(path)
  for (const table of ['act_states', 'story_acts', 'feed_silences']) database.exec(`drop table ${table}`)
  database.close()
  const engine = openSqlite({ path })
  await engine.db.transaction().execute((tx) => migration0012.up(tx, engine))
  const parties = [
    { state: 'RUS', actorId: null },
    { state: 'PRK', actorId: null },
  ]
  const found = await createHistory(engine.db).acts({ since: 0, until: VISIT_AT + 86_400_000, parties, limit: 9 })
  expect(found.map(({ act }) => act)).toEqual(brief.acts)
  await engine.close()
})
