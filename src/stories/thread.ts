import { dateBounds } from '../domain/actor.ts'
import type { Brief } from '../domain/brief.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import type { ActFound } from './acts.ts'
import { DAY_MS } from './dates.ts'

/** The longer affair a story is a step of: one exercise through its editions, one kind of act between the same states. */
export type ThreadKey = {
  readonly key: string
  readonly label: string /** The exercise whose name the label begins with. */
  readonly about?: string
}

/** An exercise or treaty belongs to the story where so large a share of its reports name it. */
const SHARE = 0.5

function edition(facts: Facts, actorId: string, at: number): string {
  const actor = facts.actors.find(({ id }) => id === actorId)
  const role = actor?.roles.find(
    ({ from, to, title }) =>
      /^\d+(?:st|nd|rd|th)$/u.test(title) &&
      from !== null &&
      dateBounds(from).from - 14 * DAY_MS <= at &&
      at <= dateBounds(to ?? from).to + 7 * DAY_MS,
  )
  return role === undefined ? '' : `, ${role.title} edition`
}

/** What thread a story is in, by its reports and its first act; null where it stands alone. */
export function threadKey(reports: readonly Report[], first: ActFound | undefined, facts: Facts): ThreadKey | null {
  const counts = new Map<string, number>()
  const kinds = new Map(facts.actors.map((actor) => [actor.id, actor]))
  for (const { assessment } of reports)
    for (const id of new Set(assessment.mentions.map(({ actorId }) => actorId)))
      if (kinds.get(id)?.kind === 'exercise') counts.set(id, (counts.get(id) ?? 0) + 1)
  const [named] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  if (named !== undefined && named[1] >= reports.length * SHARE) {
    const at = Math.min(...reports.map(({ item }) => item.publishedAt))
    return { key: `named:${named[0]}`, about: named[0], label: `${kinds.get(named[0])?.name ?? named[0]}${edition(facts, named[0], at)}` }
  }
  const subtype = first?.act.subtype ?? null
  const label = facts.affairs.threads[subtype ?? '']
  return label === undefined ? null : { key: `affair:${subtype}`, label }
}

const EARLIER = 5

/** The thread as a brief shows it: the label and the stories before this one, latest first. */
export function threadFor(
  thread: ThreadKey | null,
  openedAt: number,
  others: readonly { readonly key: ThreadKey | null; readonly brief: Brief }[],
): Brief['thread'] {
  if (thread === null) return null
  const earlier = others
    .filter(({ key, brief }) => key?.key === thread.key && brief.openedAt < openedAt)
    .map(({ brief }) => ({ storyId: brief.storyId, headline: brief.headline, at: brief.openedAt }))
    .toSorted((a, b) => b.at - a.at || a.storyId.localeCompare(b.storyId))
    .slice(0, EARLIER)
  // An edition says something by itself; an affair only by what went before.
  if (earlier.length === 0 && !thread.key.startsWith('named:')) return null
  return { label: thread.label, ...(thread.about === undefined ? {} : { about: thread.about }), earlier }
}
