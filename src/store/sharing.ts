import type { Kysely } from 'kysely'
import type { Clock } from '../domain/clock.ts'
import type { Sharing } from '../domain/sharing.ts'
import type { Report } from '../domain/story.ts'
import { recordDropped } from './dropped-reports.ts'
import type { Engine } from './engine.ts'
import { toState } from './feeds.ts'
import { toAssessment, toItem } from './items.ts'
import { recordOutcome } from './record.ts'
import type { Database, StagedRow } from './schema.ts'
import { storeError } from './store-error.ts'
import { inNewestWording } from './wordings.ts'

/** The office that has terms. */
const JUDGE = 'judge'

export const createSharing = (engine: Engine, now: Clock): Sharing => ({
  ...dueOf(engine),
  ...stagingOf(engine, now),
  recordDropped: (reports) => (reports.length === 0 ? Promise.resolve([]) : engine.beside((tx) => recordDropped(tx, engine, reports))),

  // Whoever records at this moment is waited for; whoever comes after finds another number.
  beginTerm: () =>
    engine.beside(async (tx) => {
      await engine.alone(tx, ['stories'])
      await tx
        .insertInto('terms')
        .values({ office: JUDGE, number: 1 })
        .onConflict((conflict) => conflict.column('office').doUpdateSet(({ eb }) => ({ number: eb('terms.number', '+', 1) })))
        .execute()
      // What a bot alone has judged since.
      await tx
        .deleteFrom('staged')
        .where(({ not, exists, selectFrom, lit }) =>
          not(
            exists(selectFrom('items').select('items.id').whereRef('items.id', '=', 'staged.item_id').where('items.assessed', '=', lit(0))),
          ),
        )
        .execute()
      return runningTerm(tx)
    }),

  term: () => runningTerm(engine.db),

  recordAs: (term, outcome) =>
    engine.beside(async (tx) => {
      await engine.alone(tx, ['stories'])
      if ((await runningTerm(tx)) !== term) throw storeError('stale', `${engine.place} (the judge's term ${term} is over)`)
      const { id } = outcome.report.item
      // Another has found that nothing follows from it: what the judge made of it must not stay in its memory either.
      if (!(await recordOutcome(tx, engine, outcome, now()))) throw storeError('stale', `${engine.place} (item ${id})`)
      await tx.deleteFrom('staged').where('item_id', '=', id).execute()
    }),
})

const runningTerm = async (db: Kysely<Database>): Promise<number> =>
  (await db.selectFrom('terms').select('number').where('office', '=', JUDGE).executeTakeFirst())?.number ?? 0

const dueOf = ({ db }: Engine): Pick<Sharing, 'dueFeeds' | 'feedStates' | 'putOffFeeds'> => ({
  async dueFeeds(now, limit, after) {
    const all = db.selectFrom('feeds').select(['feed_id', 'next_at']).where('next_at', '<=', now)
    const due =
      after === undefined
        ? all
        : all.where(({ eb, or, and }) =>
            or([eb('next_at', '>', after.nextAt), and([eb('next_at', '=', after.nextAt), eb('feed_id', '>', after.feedId)])]),
          )
    const rows = await due.orderBy('next_at').orderBy('feed_id').limit(limit).execute()
    return rows.map((row) => ({ feedId: row.feed_id, nextAt: row.next_at }))
  },

  async feedStates(feedIds) {
    if (feedIds.length === 0) return []
    return (await db.selectFrom('feeds').selectAll().where('feed_id', 'in', feedIds).execute()).map(toState)
  },

  async putOffFeeds(feedIds, until) {
    if (feedIds.length === 0) return
    await db
      .updateTable('feeds')
      .set({ next_at: Math.ceil(until) })
      .where('feed_id', 'in', feedIds)
      .where('next_at', '<', Math.ceil(until))
      .execute()
  },
})

/** Items still to be assessed. A literal, so that the index of what is still to do serves. */
const unassessed = ({ db }: Engine) => db.selectFrom('items').where(({ eb, lit }) => eb('items.assessed', '=', lit(0)))

type Staging = Pick<Sharing, 'unstaged' | 'itemsToAssess' | 'stage' | 'staged'>

const stagingOf = (engine: Engine, now: Clock): Staging => ({
  async unstaged(stamp, limit) {
    const rows = await unassessed(engine)
      .leftJoin('staged', (join) =>
        join.onRef('staged.item_id', '=', 'items.id').onRef('staged.revision', '=', 'items.newest_revision').on('staged.stamp', '=', stamp),
      )
      .where('staged.item_id', 'is', null)
      .select(['items.id', 'items.published_at'])
      .orderBy('items.published_at')
      .orderBy('items.id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ itemId: row.id, publishedAt: row.published_at }))
  },

  async itemsToAssess(itemIds) {
    if (itemIds.length === 0) return []
    const rows = await unassessed(engine).where('items.id', 'in', itemIds).selectAll('items').execute()
    return inNewestWording(
      engine.db,
      rows.map((row) => ({ item: toItem(row), newest: row.newest_revision })),
    )
  },

  async stage(reports, stamp) {
    if (reports.length === 0) return
    const rows = reports.map((report) => stagedRow(report, stamp, now())).toSorted((a, b) => (a.item_id < b.item_id ? -1 : 1))
    await engine.db
      .insertInto('staged')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('item_id').doUpdateSet(({ ref }) => ({
          revision: ref('excluded.revision'),
          stamp: ref('excluded.stamp'),
          body: ref('excluded.body'),
          staged_at: ref('excluded.staged_at'),
        })),
      )
      .execute()
  },

  async staged(stamp, limit) {
    const rows = await unassessed(engine)
      .innerJoin('staged', (join) => join.onRef('staged.item_id', '=', 'items.id').onRef('staged.revision', '=', 'items.newest_revision'))
      .where('staged.stamp', '=', stamp)
      .selectAll('items')
      .select(['staged.body', 'staged.staged_at'])
      .orderBy('items.published_at')
      .orderBy('items.id')
      .limit(limit)
      .execute()
    const items = await inNewestWording(
      engine.db,
      rows.map((row) => ({ item: toItem(row), newest: row.newest_revision })),
    )
    return rows.flatMap((row, at) => {
      const item = items[at]
      return item === undefined ? [] : [{ report: { item, assessment: toAssessment(row.body) }, stagedAt: row.staged_at }]
    })
  },
})

const stagedRow = ({ item, assessment }: Report, stamp: string, staged_at: number): StagedRow => ({
  item_id: item.id,
  revision: item.revision ?? 0,
  stamp,
  body: JSON.stringify(assessment),
  staged_at,
})
