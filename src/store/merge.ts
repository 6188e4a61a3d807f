import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import { forgetActs } from './acts.ts'
import { putBrief } from './briefs.ts'
import { forgetActors } from './companions.ts'
import type { Engine } from './engine.ts'
import { forgetDealings } from './network.ts'
import type { Database } from './schema.ts'
import { storeError } from './store-error.ts'
import { forgetText } from './texts.ts'

type Tx = Kysely<Database>

/** By what stories are looked up, besides what is counted too. */
export const LOOKUPS = ['story_alignments', 'story_categories', 'story_languages'] as const

/**
 * Puts the reports and the readers' voices of a story into the one it turned out to be, inside the caller's transaction. Its row and
 * its briefs stay, so that its id leads on and its posts can be corrected. One that was never stored is nothing to merge.
 */
export async function mergeStory(tx: Tx, engine: Engine, pointer: Brief, into: string, now: number): Promise<void> {
  const from = pointer.storyId
  const known = await tx.selectFrom('stories').select('revision').where('id', '=', from).executeTakeFirst()
  if (known === undefined) return
  if (known.revision >= pointer.revision) throw storeError('stale', `${engine.place} (story ${from})`)
  await tx.updateTable('stories').set({ merged_into: into }).where('merged_into', '=', from).execute()
  await tx.updateTable('stories').set({ revision: pointer.revision, updated_at: now, merged_into: into }).where('id', '=', from).execute()
  await putBrief(tx, pointer, now)
  await tx.updateTable('story_items').set({ story_id: into }).where('story_id', '=', from).execute()
  for (const table of LOOKUPS) await tx.deleteFrom(table).where('story_id', '=', from).execute()
  await forgetActors(tx, from)
  await forgetActs(tx, from)
  await forgetDealings(tx, from)
  await forgetText(tx, engine, from)
  await moveVoices(tx, from, into)
}

/** One voice a reader and story: who had spoken of both is heard as of the surviving one. */
async function moveVoices(tx: Tx, from: string, into: string): Promise<void> {
  const voices = await tx.selectFrom('feedback').selectAll().where('story_id', '=', from).execute()
  if (voices.length === 0) return
  await tx
    .insertInto('feedback')
    .values(voices.map((voice) => ({ ...voice, story_id: into, revision: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.deleteFrom('feedback').where('story_id', '=', from).execute()
}

/** The story that an id leads to: itself, or what it turned out to be. */
export async function survivorOf(db: Tx, storyId: string): Promise<string> {
  const row = await db.selectFrom('stories').select('merged_into').where('id', '=', storyId).executeTakeFirst()
  return row?.merged_into ?? storyId
}
