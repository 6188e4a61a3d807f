import { type Kysely, sql } from 'kysely'
import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import { briefsOf } from './briefs.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>
type Filter = Parameters<Archive['latest']>[0]
type Found = Promise<readonly { readonly story_id: string }[]>

/** Stories are found by one thing (the actor, else the language, else the alignment, else time), newest first by its index, and checked for the rest. */
export async function latest(db: Db, filter: Filter): Promise<readonly Brief[]> {
  const { actorId, language, alignment } = filter
  const rows = await (actorId !== undefined
    ? ofActor(db, actorId, filter)
    : language !== undefined
      ? ofLanguage(db, language, filter)
      : alignment !== undefined
        ? ofAlignment(db, alignment, filter)
        : all(db, filter))
  return briefsOf(
    db,
    rows.map((row) => row.story_id),
  )
}

const all = (db: Db, { since = 0, limit, offset = 0 }: Filter): Found =>
  db
    .selectFrom('stories')
    .select('id as story_id')
    .where('merged_into', 'is', null)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

const ofAlignment = (db: Db, alignment: string, { since = 0, limit, offset = 0 }: Filter): Found =>
  db
    .selectFrom('story_alignments')
    .select('story_id')
    .where('alignment', '=', alignment)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .orderBy('story_id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

/** The story that is looked at. */
const lookedAt = sql.ref<string>('of.story_id')

const aligned = (db: Db, alignment: string) =>
  db
    .selectFrom('story_alignments')
    .select('story_alignments.story_id')
    .where('story_alignments.story_id', '=', lookedAt)
    .where('story_alignments.alignment', '=', alignment)

const toldIn = (db: Db, language: string) =>
  db
    .selectFrom('story_languages')
    .select('story_languages.story_id')
    .where('story_languages.story_id', '=', lookedAt)
    .where('story_languages.language', '=', language)

function ofLanguage(db: Db, language: string, { alignment, since = 0, limit, offset = 0 }: Filter): Found {
  const stories = db
    .selectFrom('story_languages as of')
    .select('of.story_id')
    .where('of.language', '=', language)
    .where('of.updated_at', '>=', since)
  const kept = alignment === undefined ? stories : stories.where(({ exists }) => exists(aligned(db, alignment)))
  return kept.orderBy('of.updated_at', 'desc').orderBy('of.story_id', 'desc').limit(limit).offset(offset).execute()
}

function ofActor(db: Db, actorId: string, { alignment, language, since = 0, limit, offset = 0 }: Filter): Found {
  const stories = db
    .selectFrom('story_actors as of')
    .select('of.story_id')
    .where('of.actor_id', '=', actorId)
    .where('of.updated_at', '>=', since)
  const kept = alignment === undefined ? stories : stories.where(({ exists }) => exists(aligned(db, alignment)))
  const told = language === undefined ? kept : kept.where(({ exists }) => exists(toldIn(db, language)))
  return told.orderBy('of.updated_at', 'desc').orderBy('of.story_id', 'desc').limit(limit).offset(offset).execute()
}
