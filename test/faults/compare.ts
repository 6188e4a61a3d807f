import { DatabaseSync } from 'node:sqlite'
import { parseCustomId } from '#src/channels/discord/custom-id.ts'
import { deliveryKey } from '#src/delivery/key.ts'
import type { Json } from '../stand-ins/discord/world.ts'
import { SLACK_CHANNELS, type World } from './world.ts'

/** What the platforms hold, against what should be there. Each entry is one trouble in words. */
export type Verdict = {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  /** Posts and edits that were right. */
  readonly right: number
  /** From a report's coming out to the last channel that shows it, in real milliseconds. */
  readonly slowestMs: number
}

export type Row = {
  readonly id: number
  readonly story_id: string
  readonly revision: number
  readonly route_id: string
  readonly state: string
  readonly reason: string | null
}
export type Kept = { readonly guid: string; readonly story_id: string | null; readonly merged_into: string | null }
/** One storing on a platform, in the order in which they took place. */
type Storing = { readonly kind: 'post' | 'edit'; readonly message: string; readonly key: string; readonly tookPlaceAt: number }

const ACTION_ROW = 1

function keyOf(components: readonly Json[]): string {
  const buttons = components.flatMap((row) => (row.type === ACTION_ROW ? (row.components as readonly Json[]) : []))
  const clicks = buttons.map((button) => parseCustomId(String(button.custom_id ?? '')))
  return clicks.find((click) => click?.kind === 'why')?.key ?? ''
}

type Shown = Pick<World, 'discord' | 'slack' | 'channels' | 'published'>

type Place = { readonly route: string; readonly storings: readonly Storing[]; readonly standing: readonly string[] }

/** Every channel with what was stored there, and the keys that its messages carry now. */
function places({ discord, slack, channels }: Shown): readonly Place[] {
  const inDiscord = channels.map(({ id }) => ({
    route: `discord-${id}`,
    storings: discord.world.stored
      .filter(({ channelId }) => channelId === id)
      .map((one) => ({ kind: one.kind, message: one.messageId, key: keyOf(one.components), tookPlaceAt: one.tookPlaceAt })),
    standing: discord.messages(id).map((message) => keyOf(message.components)),
  }))
  const inSlack = SLACK_CHANNELS.map((id) => ({
    route: `slack-${id.toLowerCase()}`,
    storings: slack.workspace.stored
      .filter(({ channel }) => channel === id)
      .map((one) => ({ kind: one.kind, message: one.ts, key: String(one.metadata?.event_payload.key), tookPlaceAt: one.tookPlaceAt })),
    standing: slack.workspace.channel(id).messages.map(({ metadata }) => String(metadata?.event_payload.key)),
  }))
  return [...inDiscord, ...inSlack]
}

export const ROWS = 'select id, story_id, revision, route_id, state, reason from deliveries order by id'
export const ITEMS = `select guid, story_items.story_id, stories.merged_into from items
  left join story_items on story_items.item_id = items.id left join stories on stories.id = story_items.story_id`

/** Reads the store from outside, while the program may be running. */
function read(path: string): { readonly rows: readonly Row[]; readonly items: readonly Kept[] } {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
  try {
    const rows = database.prepare(ROWS).all()
    const items = database.prepare(ITEMS).all()
    return { rows: rows as unknown as Row[], items: items as unknown as Kept[] }
  } finally {
    database.close()
  }
}

/** Compares every channel with the reports that came out and the outbox that was made of them. */
export const compare = (world: World): Verdict => compareRows(world, read(world.storePath))

/** As `compare`, with what a store of any kind holds: `ROWS` and `ITEMS` ask for it. */
export function compareRows(world: Shown, { rows, items }: { readonly rows: readonly Row[]; readonly items: readonly Kept[] }): Verdict {
  const lost: string[] = []
  const doubled: string[] = []
  const disordered: string[] = []
  let right = 0
  let slowestMs = 0
  for (const guid of world.published.keys()) {
    const known = items.filter((item) => item.guid === guid)
    if (known.length !== 1 || known[0]?.story_id == null) lost.push(`report ${guid} is in no story`)
  }
  const stories = new Set(items.map((item) => item.merged_into ?? item.story_id).filter((id) => id !== null))
  for (const { route, storings, standing } of places(world)) {
    const mine = rows.filter((row) => row.route_id === route)
    const byKey = new Map(mine.map((row) => [deliveryKey({ storyId: row.story_id, revision: row.revision, routeId: route }), row]))
    for (const story of stories) if (!mine.some((row) => row.story_id === story)) lost.push(`${route}: story ${story} was never queued`)
    for (const [story, revisions] of Map.groupBy(mine, (row) => row.story_id)) {
      const newest = revisions.at(-1)
      const here = standing.filter((key) => byKey.get(key)?.story_id === story)
      const wanted = newest === undefined ? '' : deliveryKey({ storyId: story, revision: newest.revision, routeId: route })
      const isExpected = newest?.state !== 'superseded'
      if (isExpected && !here.includes(wanted))
        lost.push(`${route}: story ${story} revision ${newest?.revision} (${newest?.state}: ${newest?.reason ?? ''})`)
      if (here.length > 1) doubled.push(`${route}: story ${story} stands there ${here.length} times`)
      if (here.length === 1 && here[0] === wanted) right += 1
    }
    const strange = standing.filter((key) => !byKey.has(key))
    if (strange.length > 0) doubled.push(`${route}: ${strange.length} messages that no delivery knows`)
    const seen = new Set<string>()
    let last = 0
    for (const { key, kind } of storings) {
      const row = byKey.get(key)
      if (row === undefined) continue
      const name = `${route}: story ${row.story_id} revision ${row.revision} (${kind})`
      if (seen.has(key)) doubled.push(`${name} was stored again`)
      else if (row.id < last) disordered.push(`${name} came after a later one`)
      seen.add(key)
      last = Math.max(last, row.id)
    }
    const lastAt = Math.max(0, ...storings.map((one) => one.tookPlaceAt))
    const lastOut = Math.max(0, ...world.published.values())
    if (lastAt > lastOut) slowestMs = Math.max(slowestMs, lastAt - lastOut)
  }
  return { lost, doubled, disordered, right, slowestMs: Math.round(slowestMs) }
}

/** What still waits, when the first of any route is next due (what waits behind that is not), and the platforms that refuse us; null while the store cannot be read. */
export type Waiting = {
  readonly items: number
  readonly judged: number
  readonly open: number
  /** What some program has claimed, one claim each: it may be sending it, or have died over it. */
  readonly claimed: readonly string[]
  readonly dueAt: number | null
  readonly refused: number
}

export function waiting(world: World): Waiting | null {
  try {
    const database = new DatabaseSync(world.storePath, { readOnly: true, timeout: 200 })
    try {
      const one = (sql: string): number | null => {
        const value = Object.values(database.prepare(sql).get() ?? {})[0]
        return typeof value === 'number' ? value : null
      }
      const due = [
        one(
          "select min(case when state = 'claimed' then lease_until else due_at end) from deliveries where id in (select min(id) from deliveries where open = 1 group by route_id)",
        ),
        one('select min(next_at) from feeds'),
      ]
      const claims = database.prepare("select id, attempts from deliveries where state = 'claimed'").all()
      return {
        claimed: claims.map((row) => `${row.id} ${row.attempts}`),
        items: one("select count(*) from items where guid != 'expo'") ?? 0,
        judged: one("select count(*) from items where assessed = 1 and guid != 'expo'") ?? 0,
        open: one('select count(*) from deliveries where open = 1') ?? 0,
        dueAt: due[0] ?? due[1] ?? null,
        refused: one("select count(*) from stops where subject like 'platform:%'") ?? 0,
      }
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
