import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import { happenedAt } from '../domain/history.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

/** Takes a story's acts out of what is looked up: before they are told anew, and where the story is told no more. */
export async function forgetActs(db: Db, storyId: string): Promise<void> {
  await db.deleteFrom('act_states').where('story_id', '=', storyId).execute()
  await db.deleteFrom('story_acts').where('story_id', '=', storyId).execute()
}

/** Puts the acts of a story's newest brief in the place of those of the one before. */
export async function putActs(db: Db, brief: Pick<Brief, 'storyId' | 'acts' | 'date' | 'openedAt' | 'withdrawn'>): Promise<void> {
  await forgetActs(db, brief.storyId)
  if (brief.withdrawn || brief.acts.length === 0) return
  const at = happenedAt(brief)
  const acts = brief.acts.map(({ category }, number) => ({ story_id: brief.storyId, number, category, at }))
  const states = brief.acts.flatMap((act, number) =>
    [...new Set([...act.actors, ...act.recipients])].map((state) => ({ story_id: brief.storyId, number, state, at })),
  )
  await db.insertInto('story_acts').values(acts).execute()
  if (states.length > 0) await db.insertInto('act_states').values(states).execute()
}
