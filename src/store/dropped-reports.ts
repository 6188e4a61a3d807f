import type { Kysely } from 'kysely'
import { keptFor } from '../domain/assessment.ts'
import type { Report } from '../domain/story.ts'
import type { Engine } from './engine.ts'
import { mentionRows, putMentionRows } from './mentions.ts'
import { insertReviews } from './reviews.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>

/** Many reports that no story is made of, in their first wordings, inside the caller's transaction. Answers those recorded. */
export async function recordDropped(tx: Tx, engine: Engine, reports: readonly Report[]): Promise<readonly Report[]> {
  const ids = reports.map(({ item }) => item.id)
  // A poll that brings a new wording at this moment waits, and has the item judged again. In one order, so that no two wait for each other.
  const rows = await engine
    .kept(
      tx.selectFrom('items').select('id').where('id', 'in', ids).where('assessed', '=', 0).where('newest_revision', '=', 0).orderBy('id'),
    )
    .execute()
  const open = new Set(rows.map(({ id }) => id))
  const taken = reports.filter(({ item }) => open.has(item.id))
  if (taken.length === 0) return []
  await tx
    .updateTable('items')
    .set({ assessed: 1 })
    .where('id', 'in', [...open])
    .execute()
  await tx
    .deleteFrom('staged')
    .where('item_id', 'in', [...open])
    .execute()
  await tx.insertInto('assessments').values(taken.map(assessmentRow)).execute()
  for (const report of taken) await insertReviews(tx, report)
  // Last: whoever else counts the same actors waits for the end of this transaction.
  await putMentionRows(tx, taken.flatMap(mentionRows))
  return taken
}

/** The row of an assessment. */
export const assessmentRow = ({ item, assessment }: Report) => ({
  item_id: item.id,
  language: assessment.language,
  kept: keptFor(assessment).length > 0 ? 1 : 0,
  best_score: Math.max(0, ...Object.values(assessment.verdicts).map((verdict) => verdict.score)),
  published_at: item.publishedAt,
  body: JSON.stringify(assessment),
})
