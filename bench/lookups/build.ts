import { type Kysely, sql } from 'kysely'
import { keptFor } from '#src/domain/assessment.ts'
import { actRows } from '#src/store/acts.ts'
import { countCompanions } from '#src/store/companions.ts'
import type { Engine } from '#src/store/engine.ts'
import { toItemRow } from '#src/store/items.ts'
import { countMentions, mentionRows } from '#src/store/mentions.ts'
import { migrate } from '#src/store/migrate.ts'
import { putDealings } from '#src/store/network.ts'
import type { Database } from '#src/store/schema.ts'
import { putSources } from '#src/store/sources.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { putText } from '#src/store/texts.ts'
import { droppedAt, END_AT, type Judged, storyAt, storyCount, type Told, type World } from './world.ts'

/** Items and stories in one transaction. */
const BATCH = 2_000
/** Rows in one statement. */
const CHUNK = 400

type Tx = Kysely<Database>

/**
 * Fills a fresh file with so many items by the store's own tables and its own makers of rows, many to a transaction: what
 * `StoryStore.record` would leave behind, without the transaction for each item and without briefs that were overwritten on the way.
 */
export async function build(path: string, items: number, world: World, told: (done: number) => void): Promise<void> {
  const engine = openSqlite({ path })
  await migrate(engine, () => END_AT)
  await sql`pragma cache_size = -1000000`.execute(engine.db)
  await sql`pragma foreign_keys = off`.execute(engine.db)
  const stories = storyCount(items)
  let number = 0
  for (let n = 0; n < stories; ) {
    const batch: Told[] = []
    for (let reports = 0; reports < BATCH && n < stories; n += 1) {
      const one = storyAt(world, n, number)
      number += one.reports.length
      reports += one.reports.length
      batch.push(one)
    }
    await engine.db.transaction().execute((tx) => putStories(tx, engine, batch))
    told(number)
  }
  while (number < items) {
    const count = Math.min(BATCH, items - number)
    const batch = Array.from({ length: count }, (_, index) => droppedAt(world, number + index))
    await engine.db.transaction().execute((tx) => putJudged(tx, batch))
    number += count
    told(number)
  }
  await engine.db.transaction().execute(countMentions)
  await engine.db.transaction().execute(countCompanions)
  await engine.close()
}

async function inChunks<T>(rows: readonly T[], put: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await put(rows.slice(at, at + CHUNK))
}

async function putJudged(tx: Tx, judged: readonly Judged[]): Promise<void> {
  const items = judged.map(({ item }) => ({ ...toItemRow(item), assessed: 1 }))
  const assessments = judged.map(({ item, assessment }) => ({
    item_id: item.id,
    language: assessment.language,
    kept: keptFor(assessment).length > 0 ? 1 : 0,
    best_score: Math.max(...Object.values(assessment.verdicts).map(({ score }) => score)),
    published_at: item.publishedAt,
    body: JSON.stringify(assessment),
  }))
  await inChunks(items, (rows) => tx.insertInto('items').values(rows).execute())
  await inChunks(assessments, (rows) => tx.insertInto('assessments').values(rows).execute())
  await inChunks(
    judged.flatMap((one) => mentionRows(one)),
    (rows) => tx.insertInto('mentions').values(rows).execute(),
  )
}

async function putStories(tx: Tx, engine: Engine, told: readonly Told[]): Promise<void> {
  await putJudged(
    tx,
    told.flatMap(({ reports }) => reports),
  )
  const newest = told.flatMap(({ briefs }) => briefs.at(-1) ?? [])
  const stories = newest.map((brief) => ({
    id: brief.storyId,
    revision: brief.revision,
    opened_at: brief.openedAt,
    updated_at: brief.updatedAt,
    merged_into: null,
    first_recorded_at: brief.openedAt,
    recorded_at: brief.updatedAt,
  }))
  const members = told.flatMap(({ briefs, reports }) =>
    reports.map(({ item }) => ({ story_id: briefs[0]?.storyId ?? '', item_id: item.id, published_at: item.publishedAt })),
  )
  const bodies = told.flatMap(({ briefs }) =>
    briefs.map((brief) => ({ story_id: brief.storyId, revision: brief.revision, body: JSON.stringify(brief) })),
  )
  const of = <T>(rowsOf: (brief: (typeof newest)[number]) => readonly T[]): readonly T[] => newest.flatMap(rowsOf)
  const at = (brief: (typeof newest)[number]) => ({ story_id: brief.storyId, updated_at: brief.updatedAt })
  await inChunks(stories, (rows) => tx.insertInto('stories').values(rows).execute())
  await inChunks(members, (rows) => tx.insertInto('story_items').values(rows).execute())
  await inChunks(bodies, (rows) => tx.insertInto('briefs').values(rows).execute())
  const alignments = of((brief) => brief.alignments.map(({ id }) => ({ ...at(brief), alignment: id })))
  const actors = of((brief) => brief.actors.map((actor_id) => ({ ...at(brief), actor_id })))
  const categories = of((brief) =>
    [...new Set(brief.acts.map((act) => act.category))].map((category) => ({ story_id: brief.storyId, category })),
  )
  await inChunks(alignments, (rows) => tx.insertInto('story_alignments').values(rows).execute())
  await inChunks(actors, (rows) => tx.insertInto('story_actors').values(rows).execute())
  await inChunks(categories, (rows) => tx.insertInto('story_categories').values(rows).execute())
  const acts = newest.map(actRows)
  await inChunks(
    acts.flatMap((rows) => rows.acts),
    (rows) => tx.insertInto('story_acts').values(rows).execute(),
  )
  await inChunks(
    acts.flatMap((rows) => rows.states),
    (rows) => tx.insertInto('act_states').values(rows).execute(),
  )
  await inChunks(
    acts.flatMap((rows) => rows.pairs),
    (rows) => tx.insertInto('act_pairs').values(rows).execute(),
  )
  await inChunks(
    acts.flatMap((rows) => rows.alignments),
    (rows) => tx.insertInto('act_alignments').values(rows).execute(),
  )
  for (const [index, brief] of newest.entries()) {
    await putSources(tx, brief)
    await putDealings(tx, brief)
    await putText(tx, engine, brief, textOf(brief, told[index]?.reports ?? []))
  }
}

const textOf = (brief: { readonly headline: string; readonly summary: readonly string[] }, reports: readonly Judged[]): string =>
  [brief.headline, ...brief.summary, ...reports.flatMap(({ item }) => [item.title, item.text])].join('\n')
