import { type Kysely, sql } from 'kysely'
import type { Clock } from '../domain/clock.ts'
import type { KeepingKind } from '../domain/upkeep.ts'
import type { Engine } from './engine.ts'
import { forgetDropped } from './old-items.ts'
import { forgetStories } from './old-stories.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>
type Batch = { readonly before: number; readonly limit: number; readonly now: number }

/** One batch of one kind, inside the caller's transaction; answers how many it took. */
type Forget = (tx: Tx, batch: Batch, engine: Engine) => Promise<number>

/**
 * An identity is let go when its feed has stored something new so long after it last listed it: an entry that left a feed's list
 * comes back only by a publisher's mistake. Of a feed that is dead or never changes, every identity stays.
 */
const LISTED_NO_MORE_MS = 30 * 86_400_000

/** Takes out one batch of a kind, in a transaction of its own. */
export const forget = (engine: Engine, now: Clock, kind: KeepingKind, before: number, limit: number): Promise<number> =>
  engine.transaction((tx) => FORGET[kind](tx, { before, limit, now: now() }, engine))

const FORGET: Readonly<Record<KeepingKind, Forget>> = {
  dropped: forgetDropped,
  stories: forgetStories,
  receipts: forgetReceipts,
  wordings: emptyWordings,
  revisions: forgetRevisions,
  digests: forgetDigests,
  posts: (tx, { before, limit }) => {
    const old = tx
      .selectFrom('local_posts')
      .select(['route_id', 'story_id'])
      .where('posted_at', '<', before)
      .orderBy('posted_at')
      .limit(limit)
    return counted(
      tx
        .deleteFrom('local_posts')
        .where(({ eb, refTuple }) => eb(refTuple('route_id', 'story_id'), 'in', old.$asTuple('route_id', 'story_id')))
        .executeTakeFirst(),
    )
  },
  silences: (tx, { before, limit }) => {
    const old = tx.selectFrom('feed_silences').select(['feed_id', 'from_at']).where('to_at', '<', before).orderBy('to_at').limit(limit)
    return counted(
      tx
        .deleteFrom('feed_silences')
        .where(({ eb, refTuple }) => eb(refTuple('feed_id', 'from_at'), 'in', old.$asTuple('feed_id', 'from_at')))
        .executeTakeFirst(),
    )
  },
  model: (tx, { before, limit }) => {
    const old = tx.selectFrom('model_answers').select('key').where('at', '<', before).limit(limit)
    return counted(tx.deleteFrom('model_answers').where('key', 'in', old).executeTakeFirst())
  },
  reviews: (tx, { before, limit }) => {
    const old = tx.selectFrom('reviews').select('id').where('done_at', '<', before).limit(limit)
    return counted(tx.deleteFrom('reviews').where('id', 'in', old).executeTakeFirst())
  },
  identities: (tx, { before, limit }) => {
    const old = tx
      .selectFrom('forgotten_items as gone')
      .select('gone.id')
      .where('gone.listed_at', '<', before)
      .where(({ exists, selectFrom, ref }) =>
        exists(
          selectFrom('items')
            .select('items.id')
            .whereRef('items.feed_id', '=', 'gone.feed_id')
            .where('items.first_seen_at', '>', sql<number>`${ref('gone.listed_at')} + ${sql.lit(LISTED_NO_MORE_MS)}`),
        ),
      )
      .limit(limit)
    return counted(tx.deleteFrom('forgotten_items').where('id', 'in', old).executeTakeFirst())
  },
}

const counted = async (deleting: Promise<{ readonly numDeletedRows: bigint }>): Promise<number> => Number((await deleting).numDeletedRows)

/**
 * Settled deliveries, unless their story may still be told anew, or waits to be on the same route: its next revision edits the post that
 * the receipt names.
 */
async function forgetReceipts(tx: Tx, { before, limit }: Batch): Promise<number> {
  const old = tx
    .selectFrom('deliveries')
    .select('deliveries.id')
    .where('deliveries.settled_at', '<', before)
    .where('deliveries.open', '=', 0)
    .where('deliveries.state', '!=', 'gathered')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('stories')
            .select('stories.id')
            .whereRef('stories.id', '=', 'deliveries.story_id')
            .where((story) => story.or([story('stories.updated_at', '>=', before), story('stories.recorded_at', '>=', before)])),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries as waiting')
            .select('waiting.id')
            .whereRef('waiting.story_id', '=', 'deliveries.story_id')
            .whereRef('waiting.route_id', '=', 'deliveries.route_id')
            .where((row) => row.or([row('waiting.open', '=', 1), row('waiting.state', '=', 'gathered')])),
        ),
      ),
    )
    .orderBy('deliveries.settled_at')
    .limit(limit)
  return counted(tx.deleteFrom('deliveries').where('id', 'in', old).executeTakeFirst())
}

/** Texts of wordings that a newer one has replaced are emptied. Their rows stay: they number the ones to come. */
async function emptyWordings(tx: Tx, { before, limit }: Batch): Promise<number> {
  const rows = await tx
    .selectFrom('item_wordings')
    .innerJoin('items', 'items.id', 'item_wordings.item_id')
    .select(['item_wordings.item_id', 'item_wordings.number'])
    // A literal, so that the index of wordings that have a text serves.
    .where('item_wordings.title', '!=', sql.lit(''))
    .where('item_wordings.seen_at', '<', before)
    .where('items.assessed', '=', 1)
    .whereRef('item_wordings.number', '<', 'items.newest_revision')
    .limit(limit)
    .execute()
  for (const { item_id, number } of rows)
    await tx.updateTable('item_wordings').set({ title: '', text: '' }).where('item_id', '=', item_id).where('number', '=', number).execute()
  return rows.length
}

/** Briefs that a newer revision took the place of, but those that are still to be sent, or kept back for a digest. */
async function forgetRevisions(tx: Tx, { before, limit }: Batch): Promise<number> {
  const old = tx
    .selectFrom('briefs')
    .select(['story_id', 'revision'])
    .where('overtaken_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.story_id', '=', 'briefs.story_id')
            .whereRef('deliveries.revision', '=', 'briefs.revision')
            .where((row) => row.or([row('deliveries.open', '=', 1), row('deliveries.state', '=', 'gathered')])),
        ),
      ),
    )
    .orderBy('overtaken_at')
    .limit(limit)
  return counted(
    tx
      .deleteFrom('briefs')
      .where(({ eb, refTuple }) => eb(refTuple('story_id', 'revision'), 'in', old.$asTuple('story_id', 'revision')))
      .executeTakeFirst(),
  )
}

/** Digests that were sent, with their deliveries. That one is not made again is remembered by the route's run. */
async function forgetDigests(tx: Tx, { before, limit }: Batch): Promise<number> {
  const rows = await tx
    .selectFrom('digests')
    .select('id')
    .where('made_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.story_id', '=', 'digests.id')
            .where('deliveries.open', '=', 1),
        ),
      ),
    )
    .limit(limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await tx.deleteFrom('deliveries').where('story_id', 'in', ids).execute()
  await tx.deleteFrom('digests').where('id', 'in', ids).execute()
  return ids.length
}
