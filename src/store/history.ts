import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import type { ActFilter, ActWeek, DatedAct, History, Party } from '../domain/history.ts'
import type { Database } from './schema.ts'
import { silences } from './silences.ts'
import { toBrief } from './stories.ts'

type Db = Kysely<Database>

const WEEK_MS = 604_800_000
/** The first Monday of the epoch: 5 January 1970, 00:00 UTC. */
const FIRST_MONDAY = 345_600_000

const weekOf = (at: number): number => Math.floor((at - FIRST_MONDAY) / WEEK_MS)

/** What is remembered of how things went, out of the store. */
export const createHistory = (db: Db): History => ({
  revisions: (storyId) => revisions(db, storyId),
  acts: (filter) => acts(db, filter),
  actsByWeek: (filter) => actsByWeek(db, filter),
  silences: (since) => silences(db, since),
})

type ActQuery = SelectQueryBuilder<Database, 'story_acts', object>

/** The first state leads, by its index; all else is looked up for each act. */
function matching(db: Db, { since, until, alignment, parties = [] }: ActFilter): ActQuery {
  const start: ActQuery = db.selectFrom('story_acts').where('story_acts.at', '>=', since).where('story_acts.at', '<', until)
  const kept = alignment === undefined ? start : start.where(({ exists }) => exists(ofAlignment(db, alignment)))
  return parties.reduce(withParty(db, since, until), kept)
}

const ofAlignment = (db: Db, alignment: string) =>
  db
    .selectFrom('story_alignments')
    .select('story_alignments.story_id')
    .where('story_alignments.alignment', '=', alignment)
    .where('story_alignments.story_id', '=', sql.ref<string>('story_acts.story_id'))

const withParty =
  (db: Db, since: number, until: number) =>
  (query: ActQuery, { state, actorId }: Party): ActQuery => {
    const named =
      actorId === null
        ? query
        : query.where('story_acts.story_id', 'in', db.selectFrom('story_actors').select('story_id').where('actor_id', '=', actorId))
    if (state === null) return named
    return named.where(({ eb, refTuple }) =>
      eb(
        refTuple('story_acts.story_id', 'story_acts.number'),
        'in',
        db
          .selectFrom('act_states')
          .select(['act_states.story_id', 'act_states.number'])
          .where('act_states.state', '=', state)
          .where('act_states.at', '>=', since)
          .where('act_states.at', '<', until)
          .$asTuple('story_id', 'number'),
      ),
    )
  }

/** Acts with the story that tells of them, latest first. */
async function acts(db: Db, filter: ActFilter & { readonly limit: number }): Promise<readonly DatedAct[]> {
  const rows = await matching(db, filter)
    .innerJoin('stories', 'stories.id', 'story_acts.story_id')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .select(['story_acts.at', 'story_acts.number', 'briefs.body'])
    .orderBy('story_acts.at', 'desc')
    .orderBy('story_acts.story_id')
    .orderBy('story_acts.number')
    .limit(filter.limit)
    .execute()
  return rows.flatMap(({ at, number, body }) => {
    const brief = toBrief(body)
    const act = brief.acts[number]
    return act === undefined ? [] : [{ at, act, brief }]
  })
}

/** Acts by week and category, weeks without any included. */
async function actsByWeek(db: Db, filter: ActFilter): Promise<readonly ActWeek[]> {
  const week = sql<number>`(story_acts.at - ${sql.lit(FIRST_MONDAY)}) / ${sql.lit(WEEK_MS)}`
  const rows = await matching(db, filter)
    .select(['story_acts.category', week.as('week')])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(['story_acts.category', 'week'])
    .execute()
  const first = weekOf(filter.since)
  const length = filter.until <= filter.since ? 0 : weekOf(filter.until - 1) - first + 1
  return Array.from({ length }, (_, index) => ({
    startAt: FIRST_MONDAY + (first + index) * WEEK_MS,
    counts: Object.fromEntries(
      rows.filter((row) => row.week === first + index).map((row) => [row.category as Category, Number(row.count)]),
    ),
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
