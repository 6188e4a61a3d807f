import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'
import { indexed, mark } from './tokens.ts'

type Tx = Kysely<Database>

/**
 * Texts are numbered by when their story was first told, so that the index itself gives the newest first and keeps to a span of time:
 * so many numbers to each second, taken by the story's id, then the next free one. The same in every engine.
 */
const A_SECOND = 256
const PROBED = 500

/** The number before which all texts of stories lie that were first told before this moment. */
export const docAt = (at: number): number => Math.floor(at / 1_000) * A_SECOND

type Told = Pick<Brief, 'storyId' | 'openedAt' | 'alignments' | 'actors' | 'sources'>

/** Puts the text that a story is found by in the place of the one before, with what it is narrowed by. */
export async function putText(tx: Tx, { textIndex }: Pick<Engine, 'textIndex'>, brief: Told, text: string): Promise<void> {
  const { doc, old } = await place(tx, brief)
  if (old !== undefined && old !== doc) await textIndex.put(tx, old, '')
  // First, so that no text is too long for them.
  await textIndex.put(tx, doc, [...marksOf(brief), indexed(text)].join(' '))
}

/** Takes a story out of what is searched. */
export async function forgetText(tx: Tx, { textIndex }: Pick<Engine, 'textIndex'>, storyId: string): Promise<void> {
  const row = await tx.selectFrom('story_docs').select('doc').where('story_id', '=', storyId).executeTakeFirst()
  if (row === undefined) return
  await textIndex.put(tx, row.doc, '')
  await tx.deleteFrom('story_docs').where('doc', '=', row.doc).execute()
}

/** The story's number, with the one that it had before. */
async function place(tx: Tx, { storyId, openedAt }: Told): Promise<{ readonly doc: number; readonly old: number | undefined }> {
  const old = (await tx.selectFrom('story_docs').select('doc').where('story_id', '=', storyId).executeTakeFirst())?.doc
  const first = docAt(openedAt)
  if (old !== undefined && old >= first && old < first + A_SECOND) return { doc: old, old }
  if (old !== undefined) await tx.deleteFrom('story_docs').where('doc', '=', old).execute()
  const doc = await freeFrom(tx, first + (createHash('sha256').update(storyId).digest()[0] ?? 0))
  await tx.insertInto('story_docs').values({ doc, story_id: storyId }).execute()
  return { doc, old }
}

async function freeFrom(tx: Tx, wanted: number): Promise<number> {
  const rows = await tx.selectFrom('story_docs').select('doc').where('doc', '>=', wanted).orderBy('doc').limit(PROBED).execute()
  const gap = rows.findIndex(({ doc }, index) => doc !== wanted + index)
  if (gap !== -1) return wanted + gap
  return rows.length < PROBED ? wanted + rows.length : freeFrom(tx, wanted + PROBED)
}

const marksOf = ({ alignments, actors, sources }: Told): readonly string[] => [
  mark('all'),
  ...alignments.map(({ id }) => mark('alignment', id)),
  ...new Set(actors.map((id) => mark('actor', id))),
  ...new Set(sources.map(({ language }) => mark('language', language))),
  ...new Set(sources.map(({ outlet }) => mark('outlet', outlet))),
]

/** The number of the last text that there is; -1 where there is none. */
export async function lastText({ db, textIndex }: Pick<Engine, 'db' | 'textIndex'>): Promise<number> {
  const every = { tokens: [mark('all')], prefix: false }
  const [last = -1] = await textIndex.find(db, { all: [every], none: [], from: 0, below: Number.MAX_SAFE_INTEGER, limit: 1 })
  return last
}

/**
 * Whether a row of `stories` has a text to be found by: it has a brief, and its newest is no withdrawal. In a brief as it is stored, quotation
 * marks within texts have a backslash before them: the words stand so nowhere else. What a query is written into, in every engine.
 */
export const isTold = sql`exists (select 1 from briefs where briefs.story_id = stories.id and briefs.revision = stories.revision
  and briefs.body not like ${sql.lit('%"withdrawn":true%')})`
