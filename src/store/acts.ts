import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import { happenedAt } from '../domain/history.ts'
import type { Database } from './schema.ts'
import { weekOf } from './weeks.ts'

type Db = Kysely<Database>

const TABLES = ['act_pairs', 'act_states', 'act_alignments', 'story_acts'] as const

/** Takes a story's acts out of what is looked up: before they are told anew, and where the story is told no more. */
export async function forgetActs(db: Db, storyId: string): Promise<void> {
  for (const table of TABLES) await db.deleteFrom(table).where('story_id', '=', storyId).execute()
}

/** The two by the alphabet: a pair is the same whichever is named first. */
export const inOrder = (a: string, b: string): { readonly first: string; readonly second: string } =>
  a < b ? { first: a, second: b } : { first: b, second: a }

/** Each two of them. */
const pairsOf = (states: readonly string[]) => states.flatMap((a, index) => states.slice(index + 1).map((b) => inOrder(a, b)))

type Acting = Pick<Brief, 'storyId' | 'acts' | 'alignments' | 'date' | 'openedAt' | 'withdrawn'>

/** Puts the acts of a story's newest brief in the place of those of the one before. */
export async function putActs(db: Db, brief: Acting): Promise<void> {
  await forgetActs(db, brief.storyId)
  const { acts, states, pairs, alignments } = actRows(brief)
  if (acts.length > 0) await db.insertInto('story_acts').values(acts).execute()
  if (states.length > 0) await db.insertInto('act_states').values(states).execute()
  if (pairs.length > 0) await db.insertInto('act_pairs').values(pairs).execute()
  if (alignments.length > 0) await db.insertInto('act_alignments').values(alignments).execute()
}

/** What is looked up by a story's acts: each act, and each by its states, its pairs of states, and the story's alignments. */
export function actRows(brief: Acting) {
  const at = happenedAt(brief)
  const told = brief.withdrawn ? [] : brief.acts
  const acts = told.map(({ category }, number) => ({ story_id: brief.storyId, number, category, at, week: weekOf(at) }))
  const of = <T>(rowsOf: (states: readonly string[]) => readonly T[]) =>
    acts.flatMap((act) => {
      const { actors = [], recipients = [] } = told[act.number] ?? {}
      return rowsOf([...new Set([...actors, ...recipients])]).map((row) => ({ ...act, ...row }))
    })
  return {
    acts,
    states: of((states) => states.map((state) => ({ state }))),
    pairs: of(pairsOf),
    alignments: of(() => brief.alignments.map(({ id }) => ({ alignment: id }))),
  }
}
