import type { Clock } from '../domain/clock.ts'
import type { Sharing } from '../domain/sharing.ts'
import { recordDropped } from './dropped-reports.ts'
import type { Engine } from './engine.ts'
import { toState } from './feeds.ts'
import { toAssessment, toItem } from './items.ts'
import { recordOutcome } from './record.ts'
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
      return (await tx.selectFrom('terms').select('number').where('office', '=', JUDGE).executeTakeFirstOrThrow()).number
    }),

  recordAs: (term, outcome) =>
    engine.beside(async (tx) => {
      await engine.alone(tx, ['stories'])
      const running = await tx.selectFrom('terms').select('number').where('office', '=', JUDGE).executeTakeFirst()
      if (running?.number !== term) throw storeError('stale', `${engine.place} (the judge's term ${term} is over)`)
      await recordOutcome(tx, engine, outcome, now())
      await tx.deleteFrom('staged').where('item_id', '=', outcome.report.item.id).execute()
    }),
})

const dueOf = ({ db }: Engine): Pick<Sharing, 'dueFeeds' | 'feedStates' | 'putOffFeeds'> => ({
  async dueFeeds(now, limit) {
    const due = db.selectFrom('feeds').select(['feed_id', 'next_at']).where('next_at', '<=', now)
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

const stagingOf = (engine: Engine, now: Clock): Pick<Sharing, 'unstaged' | 'itemsToAssess' | 'stage' | 'toJudge'> => ({
  async unstaged(limit) {
    const rows = await unassessed(engine)
      .leftJoin('staged', (join) => join.onRef('staged.item_id', '=', 'items.id').onRef('staged.revision', '=', 'items.newest_revision'))
      .where('staged.item_id', 'is', null)
      .select('items.id')
      .orderBy('items.published_at')
      .orderBy('items.id')
      .limit(limit)
      .execute()
    return rows.map(({ id }) => id)
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
    const rows = reports
      .map(({ item, assessment }) => ({
        item_id: item.id,
        revision: item.revision ?? 0,
        stamp,
        body: JSON.stringify(assessment),
        staged_at: now(),
      }))
      .toSorted((a, b) => (a.item_id < b.item_id ? -1 : 1))
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

  async toJudge(limit) {
    const rows = await unassessed(engine)
      .leftJoin('staged', (join) => join.onRef('staged.item_id', '=', 'items.id').onRef('staged.revision', '=', 'items.newest_revision'))
      .selectAll('items')
      .select(['staged.body', 'staged.stamp', 'staged.staged_at'])
      .orderBy('items.published_at')
      .orderBy('items.id')
      .limit(limit)
      .execute()
    const items = await inNewestWording(
      engine.db,
      rows.map((row) => ({ item: toItem(row), newest: row.newest_revision })),
    )
    return items.map((item, at) => ({ item, staged: stagedOf(rows[at]) }))
  },
})

type StagedColumns = { readonly body: string | null; readonly stamp: string | null; readonly staged_at: number | null }

const stagedOf = (row: StagedColumns | undefined) =>
  row === undefined || row.body === null || row.stamp === null || row.staged_at === null
    ? null
    : { assessment: toAssessment(row.body), stamp: row.stamp, at: row.staged_at }
