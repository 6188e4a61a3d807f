import { type Kysely, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import { DELIVERY_STATES } from '../domain/delivery.ts'
import type { StoreFault } from '../domain/upkeep.ts'
import type { Engine } from './engine.ts'
import type { Database } from './schema.ts'
import { find } from './search.ts'
import { toBrief } from './stories.ts'
import { phrases, wordsOf } from './tokens.ts'

type Db = Kysely<Database>

/** A question whose answer is how many rows are wrong: 0 in a sound store. The same words in every engine. */
type Rule = { readonly part: string; readonly text: string; readonly count: (db: Db) => Promise<number> }

const counting = async (query: ReturnType<typeof sql<{ count: number | string }>>, db: Db): Promise<number> =>
  Number((await query.execute(db)).rows[0]?.count ?? 0)

const rule = (part: string, text: string, from: ReturnType<typeof sql>): Rule => ({
  part,
  text,
  count: (db) => counting(sql`select count(*) as count from ${from}`, db),
})

const OPEN = sql`('pending', 'claimed', 'unknown')`
const KNOWN = sql.join(DELIVERY_STATES.map((state) => sql.lit(state)))

const RULES: readonly Rule[] = [
  rule('outbox', 'deliveries are in a state that there is not', sql`deliveries where state not in (${KNOWN})`),
  rule(
    'outbox',
    'deliveries are marked as open and are settled, or the other way round',
    sql`deliveries where open != case when state in ${OPEN} then 1 else 0 end`,
  ),
  rule('outbox', 'deliveries are claimed without an end of their lease', sql`deliveries where state = 'claimed' and lease_until is null`),
  rule('outbox', 'deliveries are sent and have no receipt', sql`deliveries where state = 'sent' and receipt_message is null`),
  rule(
    'outbox',
    'deliveries are settled, and nobody knows when',
    sql`deliveries where state in ('sent', 'rejected', 'superseded') and settled_at is null`,
  ),
  rule(
    'outbox',
    'routes have more than one delivery claimed at a time',
    sql`(select route_id from deliveries where state = 'claimed' group by route_id having count(*) > 1) as doubled`,
  ),
  rule(
    'outbox',
    'deliveries that wait have neither a brief nor a digest to send',
    sql`deliveries where (open = 1 or state = 'gathered')
      and not exists (select 1 from briefs where briefs.story_id = deliveries.story_id and briefs.revision = deliveries.revision)
      and not exists (select 1 from digests where digests.id = deliveries.story_id)`,
  ),
  rule(
    'stories',
    'stories have no brief of their newest revision',
    sql`stories where exists (select 1 from briefs where briefs.story_id = stories.id)
      and not exists (select 1 from briefs where briefs.story_id = stories.id and briefs.revision = stories.revision)`,
  ),
  rule(
    'stories',
    'stories turned out to be one that is not there, or is merged itself',
    sql`stories where merged_into is not null
      and not exists (select 1 from stories as other where other.id = stories.merged_into and other.merged_into is null)`,
  ),
  rule(
    'items',
    'items count as judged and have no assessment',
    sql`items where assessed = 1 and not exists (select 1 from assessments where assessments.item_id = items.id)`,
  ),
  rule(
    'items',
    'items wait for a wording that is not there',
    sql`items where newest_revision > revision
      and not exists (select 1 from item_wordings as w where w.item_id = items.id and w.number = items.newest_revision)`,
  ),
  rule(
    'items',
    'items are let go and still there',
    sql`items where exists (select 1 from forgotten_items as gone where gone.id = items.id)`,
  ),
]

/** So many of the newest stories are looked for by their own headlines. */
const SEARCHED = 200

/** Looks at the whole store and says what is wrong with it. Reads only. */
export async function check(engine: Engine, onStep: (part: string, done: number, all: number) => void = () => {}): Promise<StoreFault[]> {
  const all = RULES.length + 2
  onStep('the file and its references', 0, all)
  const faults = [...(await engine.upkeep.damage())]
  for (const [index, { part, text, count }] of RULES.entries()) {
    onStep(part, index + 1, all)
    const wrong = await count(engine.db)
    if (wrong > 0) faults.push({ part, text: `${wrong} ${text}` })
  }
  onStep('search', all - 1, all)
  faults.push(...(await unfoundStories(engine)))
  onStep('', all, all)
  return faults
}

/** The search index agrees with the stories where each is found by what its post says. */
async function unfoundStories(engine: Engine): Promise<readonly StoreFault[]> {
  const rows = await engine.db
    .selectFrom('stories')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .select(['stories.id', 'briefs.body'])
    .where('stories.merged_into', 'is', null)
    .orderBy('stories.updated_at', 'desc')
    .limit(SEARCHED)
    .execute()
  const unfound: string[] = []
  for (const { id, body } of rows) if (!(await isFound(engine, toBrief(body)))) unfound.push(id)
  if (unfound.length === 0) return []
  const some = unfound.slice(0, 3).join(', ')
  return [{ part: 'search', text: `${unfound.length} of the ${rows.length} newest stories are not found by their own headlines: ${some}` }]
}

/** Texts that came in one second stand side by side; so many more may push one on. */
const SPAN_MS = 60_000

async function isFound(engine: Engine, { storyId, headline, openedAt, withdrawn }: Brief): Promise<boolean> {
  const words = wordsOf(headline)
  if (withdrawn || phrases(words).length === 0) return true
  const found = await find(engine, { words, since: openedAt, until: openedAt + SPAN_MS }, { limit: 500 })
  return found.briefs.some((brief) => brief.storyId === storyId)
}
