import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import type { ActFilter, ActWeek, DatedAct, History } from '../domain/history.ts'
import { inOrder } from './acts.ts'
import { briefsOf } from './briefs.ts'
import type { Database, StoryActRow } from './schema.ts'
import { silences } from './silences.ts'
import { toBrief } from './stories.ts'
import { startOf, weekOf, weeksIn } from './weeks.ts'

type Db = Kysely<Database>

/** What is remembered of how things went, out of the store. */
export const createHistory = (db: Db): History => ({
  revisions: (storyId) => revisions(db, storyId),
  acts: (filter) => acts(db, filter),
  actsByWeek: (filter) => actsByWeek(db, filter),
  silences: (since) => silences(db, since),
})

/** The tables of acts have the same columns; which one leads is what the acts are found by. */
type ActQuery = SelectQueryBuilder<{ readonly act: StoryActRow }, 'act', object>

/** Acts are found by the pair of states, else the state, else the alignment, else time, by an index; and checked for the rest. */
function matching(db: Db, { since, until, alignment, parties = [] }: ActFilter): ActQuery {
  const states = [...new Set(parties.flatMap(({ state }) => state ?? []))]
  const actorIds = parties.flatMap(({ actorId }) => actorId ?? [])
  const spanned = foundBy(db, states, alignment)
    .where('act.week', '>=', weekOf(since))
    .where('act.week', '<=', weekOf(until))
    .where('act.at', '>=', since)
    .where('act.at', '<', until)
  const kept = alignment === undefined || states.length === 0 ? spanned : spanned.where(storyIn, 'in', storiesOf(db, alignment))
  const named = actorIds.reduce((query, actorId) => query.where(storyIn, 'in', storiesNaming(db, actorId)), kept)
  return states.slice(2).reduce((query, state) => query.where(({ exists }) => exists(withState(db, state))), named)
}

const storyIn = 'act.story_id'

const storiesOf = (db: Db, alignment: string) => db.selectFrom('story_alignments').select('story_id').where('alignment', '=', alignment)
const storiesNaming = (db: Db, actorId: string) => db.selectFrom('story_actors').select('story_id').where('actor_id', '=', actorId)

const withState = (db: Db, state: string) =>
  db
    .selectFrom('act_states as other')
    .select('other.state')
    .where('other.state', '=', state)
    .where('other.story_id', '=', sql.ref<string>('act.story_id'))
    .where('other.number', '=', sql.ref<number>('act.number'))

function foundBy(db: Db, states: readonly string[], alignment: string | undefined): ActQuery {
  const [a, b] = states
  if (a === undefined)
    return alignment === undefined
      ? db.selectFrom('story_acts as act')
      : db.selectFrom('act_alignments as act').where('act.alignment', '=', alignment)
  if (b === undefined) return db.selectFrom('act_states as act').where('act.state', '=', a)
  const { first, second } = inOrder(a, b)
  return db.selectFrom('act_pairs as act').where('act.first', '=', first).where('act.second', '=', second)
}

/** Acts with the story that tells of them, latest first. */
async function acts(db: Db, filter: ActFilter & { readonly limit: number }): Promise<readonly DatedAct[]> {
  const found = await matching(db, filter)
    .select(['act.at', 'act.number', 'act.story_id'])
    .orderBy('act.at', 'desc')
    .orderBy('act.story_id')
    .orderBy('act.number')
    .limit(filter.limit)
    .execute()
  const briefs = await briefsOf(db, [...new Set(found.map((row) => row.story_id))])
  const byId = new Map(briefs.map((brief) => [brief.storyId, brief]))
  return found.flatMap(({ at, number, story_id }) => {
    const brief = byId.get(story_id)
    const act = brief?.acts[number]
    return brief === undefined || act === undefined ? [] : [{ at, act, brief }]
  })
}

/** Acts by week and category, weeks without any included. */
async function actsByWeek(db: Db, filter: ActFilter): Promise<readonly ActWeek[]> {
  const rows = await matching(db, filter)
    .select(['act.week', 'act.category'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(['act.week', 'act.category'])
    .execute()
  const byWeek = Map.groupBy(rows, (row) => row.week)
  return weeksIn(filter.since, filter.until).map((week) => ({
    startAt: startOf(week),
    counts: Object.fromEntries((byWeek.get(week) ?? []).map((row) => [row.category as Category, Number(row.count)])),
  }))
}

/** Every brief of a story and of those that turned out to be it, oldest first. */
async function revisions(db: Db, storyId: string): Promise<readonly Brief[]> {
  const rows = await db
    .selectFrom('stories')
    .innerJoin('briefs', 'briefs.story_id', 'stories.id')
    .select('briefs.body')
    .where(({ eb, or }) => or([eb('stories.id', '=', storyId), eb('stories.merged_into', '=', storyId)]))
    .execute()
  return rows
    .map(({ body }) => toBrief(body))
    .toSorted((a, b) => a.updatedAt - b.updatedAt || (a.storyId === b.storyId ? a.revision - b.revision : a.storyId < b.storyId ? -1 : 1))
}
