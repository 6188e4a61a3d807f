import { type Kysely, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import { happenedAt } from '../domain/history.ts'
import { type Dealings, type Network, type PairCount, type PairFilter, pairsIn } from '../domain/network.ts'
import type { Database, DealingRow } from './schema.ts'
import { toBrief } from './stories.ts'
import { startOf, weekOf, weeksIn } from './weeks.ts'

type Db = Kysely<Database>

const DAY_MS = 86_400_000

/** Who acts with whom, out of the store. */
export const createNetwork = (db: Db): Network => ({
  storiesByDay: (of, since, until) => storiesByDay(db, of, since, until),
  storiesOf: (of, since, until, limit) => storiesOf(db, of, since, until, limit),
  pairs: (filter) => pairs(db, filter),
})

/** Takes a story's dealings out of what is looked up. */
export async function forgetDealings(db: Db, storyId: string): Promise<void> {
  const before = await db.deleteFrom('dealings').where('story_id', '=', storyId).returningAll().execute()
  await count(db, before, -1)
}

/** Rows of one statement: well under SQLite's limit of 32,766 values. */
const CHUNK = 1_000

/** Puts the pairs in the acts of a story's newest brief in the place of those of the one before. */
export async function putDealings(db: Db, brief: Pick<Brief, 'storyId' | 'acts' | 'date' | 'openedAt' | 'withdrawn'>): Promise<void> {
  await forgetDealings(db, brief.storyId)
  if (brief.withdrawn) return
  const at = happenedAt(brief)
  const rows = brief.acts.flatMap((act, number) =>
    pairsIn(act).map(({ a, b, joint }) => ({ story_id: brief.storyId, number, a, b, joint: joint ? 1 : 0, category: act.category, at })),
  )
  for (let from = 0; from < rows.length; from += CHUNK)
    await db
      .insertInto('dealings')
      .values(rows.slice(from, from + CHUNK))
      .execute()
  await count(db, rows, 1)
}

/** One row a week, pair and way: what many weeks are told from. */
async function count(db: Db, rows: readonly DealingRow[], by: 1 | -1): Promise<void> {
  const keyOf = ({ a, b, joint, category, at }: DealingRow): string => `${weekOf(at)} ${a} ${b} ${joint} ${category}`
  for (const same of Map.groupBy(rows, keyOf).values()) {
    const [first] = same
    if (first === undefined) continue
    const { a, b, joint, category, at } = first
    await db
      .insertInto('dealing_weeks')
      .values({ week: weekOf(at), a, b, joint, category, count: by * same.length })
      .onConflict((conflict) =>
        conflict.columns(['week', 'a', 'b', 'joint', 'category']).doUpdateSet({ count: sql<number>`dealing_weeks.count + excluded.count` }),
      )
      .execute()
  }
}

/** The stories of some dealings, each once, with when they happened. */
function stories(db: Db, of: Dealings, since: number, until: number) {
  if ('pair' in of) {
    const [a, b] = of.pair.toSorted()
    return db
      .selectFrom('dealings')
      .select(['dealings.story_id', 'dealings.at'])
      .distinct()
      .where('a', '=', a ?? '')
      .where('b', '=', b ?? '')
      .where('dealings.at', '>=', since)
      .where('dealings.at', '<', until)
  }
  return db
    .selectFrom('act_alignments')
    .select(['act_alignments.story_id', 'act_alignments.at'])
    .distinct()
    .where('act_alignments.alignment', '=', of.alignment)
    .where('act_alignments.week', '>=', weekOf(since))
    .where('act_alignments.week', '<=', weekOf(until))
    .where('act_alignments.at', '>=', since)
    .where('act_alignments.at', '<', until)
}

async function storiesByDay(db: Db, of: Dealings, since: number, until: number): Promise<readonly number[]> {
  const first = Math.floor(since / DAY_MS)
  const day = sql<number>`told.at / ${sql.lit(DAY_MS)}`
  const rows = await db
    .selectFrom(stories(db, of, since, until).as('told'))
    .select(day.as('day'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy('day')
    .execute()
  const counts = new Map(rows.map((row) => [Number(row.day) - first, Number(row.count)]))
  return Array.from({ length: Math.max(0, Math.ceil(until / DAY_MS) - first) }, (_, index) => counts.get(index) ?? 0)
}

async function storiesOf(db: Db, of: Dealings, since: number, until: number, limit: number): Promise<readonly Brief[]> {
  const rows = await db
    .selectFrom(stories(db, of, since, until).as('told'))
    .innerJoin('stories', 'stories.id', 'told.story_id')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .select('briefs.body')
    .orderBy('told.at', 'desc')
    .orderBy('told.story_id')
    .limit(limit)
    .execute()
  return rows.map(({ body }) => toBrief(body))
}

/** Of all stories, whole weeks are counted already; of those of an actor or an alignment, their dealings are looked up by story. */
async function pairs(db: Db, filter: PairFilter): Promise<readonly PairCount[]> {
  const rows = filter.actorId === undefined && filter.alignment === undefined ? await ofAll(db, filter) : await counted(db, filter)
  const sums = new Map<string, PairCount>()
  for (const { a, b, joint, category, count: more } of rows) {
    const key = `${a} ${b} ${joint} ${category}`
    const before = sums.get(key)?.count ?? 0
    sums.set(key, { a, b, joint: Number(joint) === 1, category: category as Category, count: before + Number(more) })
  }
  return [...sums]
    .filter(([, pair]) => pair.count > 0)
    .toSorted(([one, x], [other, y]) => y.count - x.count || (one < other ? -1 : 1))
    .map(([, pair]) => pair)
}

type Counted = {
  readonly a: string
  readonly b: string
  readonly joint: number
  readonly category: string
  readonly count: number | string
}

/** The whole weeks of the span, and of those that it cuts the dealings themselves. */
async function ofAll(db: Db, { since, until, state }: PairFilter): Promise<readonly Counted[]> {
  const weeks = weeksIn(since, until)
  const isWhole = (week: number): boolean => startOf(week) >= since && startOf(week + 1) <= until
  const [first, last] = [weeks.find(isWhole), weeks.findLast(isWhole)]
  const cut = weeks
    .filter((week) => !isWhole(week))
    .map((week) => ({
      since: Math.max(since, startOf(week)),
      until: Math.min(until, startOf(week + 1)),
      ...(state === undefined ? {} : { state }),
    }))
  const found = await Promise.all([wholeWeeks(db, first, last, state), ...cut.map((filter) => counted(db, filter))])
  return found.flat()
}

async function wholeWeeks(
  db: Db,
  first: number | undefined,
  last: number | undefined,
  state: string | undefined,
): Promise<readonly Counted[]> {
  if (first === undefined || last === undefined) return []
  const weeks = db.selectFrom('dealing_weeks').where('week', '>=', first).where('week', '<=', last)
  return (state === undefined ? weeks : weeks.where(({ or, eb }) => or([eb('a', '=', state), eb('b', '=', state)])))
    .select(({ fn }) => ['a', 'b', 'joint', 'category', fn.sum<number>('count').as('count')])
    .groupBy(['a', 'b', 'joint', 'category'])
    .execute()
}

/** A story that happened in a time was updated in it, or later. */
async function counted(db: Db, { since, until, alignment, state, actorId }: PairFilter): Promise<readonly Counted[]> {
  let query = db.selectFrom('dealings').where('dealings.at', '>=', since).where('dealings.at', '<', until)
  if (state !== undefined) query = query.where(({ or, eb }) => or([eb('a', '=', state), eb('b', '=', state)]))
  if (actorId !== undefined)
    query = query.where(
      'dealings.story_id',
      'in',
      db.selectFrom('story_actors').select('story_id').where('actor_id', '=', actorId).where('updated_at', '>=', since),
    )
  if (alignment !== undefined)
    query = query.where(
      'dealings.story_id',
      'in',
      db.selectFrom('story_alignments').select('story_id').where('alignment', '=', alignment).where('updated_at', '>=', since),
    )
  return query
    .select(({ fn }) => ['a', 'b', 'joint', 'category', fn.countAll<number>().as('count')])
    .groupBy(['a', 'b', 'joint', 'category'])
    .execute()
}
