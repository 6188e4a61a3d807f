import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArchive } from '#src/store/archive.ts'
import { createHistory } from '#src/store/history.ts'
import { migration0012 } from '#src/store/migrations/0012-history.ts'
import { migration0016 } from '#src/store/migrations/0016-lookups.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { openStore } from '#src/store/store.ts'
import { makeOutcome, makeVisitBrief, VISIT_AT, visitInRussian } from '../fixtures/make.ts'

const ACTS = ['story_acts', 'act_states', 'act_pairs', 'act_alignments']
const LATER = ['mention_weeks', 'story_languages', 'outlets', 'story_docs']

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-history-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a store of before is given all that its stories are looked up by', async () => {
  const path = join(folder, 'store.sqlite')
  const store = await openStore({ path })
  const brief = makeVisitBrief()
  const story = { openedAt: VISIT_AT, updatedAt: VISIT_AT }
  await store.stories.record(makeOutcome({ item: visitInRussian(), story, brief }))
  await store.close()
  const database = new DatabaseSync(path)
  for (const table of [...ACTS, ...LATER, 'feed_silences', 'story_words']) database.exec(`drop table ${table}`)
  database.close()
  const engine = openSqlite({ path })
  for (const step of [migration0012, migration0016]) await engine.db.transaction().execute((tx) => step.up(tx, engine))
  const parties = [
    { state: 'RUS', actorId: null },
    { state: 'PRK', actorId: null },
  ]
  const found = await createHistory(engine.db).acts({ since: 0, until: VISIT_AT + 86_400_000, parties, limit: 9 })
  expect(found.map(({ act }) => act)).toEqual(brief.acts)
  const archive = createArchive(engine)
  const sought = { words: [{ text: 'Лавров', quoted: false }], actorIds: ['choe-son-hui'], language: 'ru', outlets: ['TASS'] }
  expect((await archive.find(sought, { limit: 9 })).briefs).toEqual([brief])
  expect(await archive.latest({ language: 'ru', limit: 9 })).toEqual([brief])
  expect(await archive.outlets(9)).toEqual(['TASS'])
  const [week] = await archive
    .mentionsByWeek('han-duck-soo', VISIT_AT - 7 * 86_400_000, VISIT_AT + 7 * 86_400_000)
    .then((weeks) => weeks.filter(({ byAlignment }) => Object.keys(byAlignment).length > 0))
  expect(week?.byAlignment).toEqual({ 'us-jp-kr': 1 })
  await engine.close()
})
