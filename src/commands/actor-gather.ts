import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { CommandContext, Picture } from '../domain/command.ts'
import { happenedAt } from '../domain/history.ts'
import type { PairCount, Web } from '../domain/network.ts'
import { actWords } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { webOf } from './network-web.ts'
import { acts } from './parties.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 604_800_000
const STORIES = 5
/** Events are marked from so many of the newest stories: the weightiest of them. */
const [LOOKED_AT, MARKED] = [40, 4]
/** More are asked for than shown, since some are left out. */
const ASKED_COUNTERPARTS = 20

/** What is looked back on: up to now or, for those not in the news of late, up to their last story. */
type Span = { readonly since: number; readonly until: number }

/** What has been reported of an actor. */
export type Gathered = Span & {
  readonly stories: readonly Brief[]
  readonly counterparts: readonly Counterpart[]
  /** Whom it acts on and with; null for what does not act. */
  readonly dealings: { readonly web: Web; readonly pairs: readonly PairCount[] } | null
  readonly picture: Picture | null
}

/** A Monday, 00:00 UTC. */
const MONDAY_AT = Date.UTC(1970, 0, 5)
const weekStart = (at: number): number => MONDAY_AT + Math.floor((at - MONDAY_AT) / WEEK_MS) * WEEK_MS

/** Whole weeks from Monday, the last one as far as it has gone. */
const upTo = (until: number, days: number): Span => ({
  since: weekStart(until - 1) - (Math.max(1, Math.round((days * DAY_MS) / WEEK_MS)) - 1) * WEEK_MS,
  until,
})

/** A week after the last story, to the end of that week: a past week is told of whole. */
const afterLast = (lastAt: number, now: number, days: number): Span => upTo(Math.min(now, weekStart(lastAt + 2 * WEEK_MS - 1)), days)

/** Those who act: not places and things, not the grouping as such, and not a person's own state. */
function acting(counterparts: readonly Counterpart[], actor: Actor, { directory, alignments }: CommandContext): readonly Counterpart[] {
  const collectives = new Set(alignments.flatMap((alignment) => alignment.collectives))
  const isShown = ({ actorId }: Counterpart): boolean => {
    const other = directory.byId(actorId)
    if (other === undefined || collectives.has(actorId) || !acts(other)) return false
    return other.kind !== 'state' || other.country !== actor.country
  }
  return counterparts.filter(isShown)
}

/** What happened in the span: of the weightiest stories, one a day, newest first. */
function events(briefs: readonly Brief[], { since, until }: Span, words: Words): readonly { readonly at: number; readonly text: string }[] {
  const byDay = new Map<number, Brief>()
  for (const brief of briefs.toSorted((a, b) => b.importance - a.importance)) {
    const day = Math.floor(happenedAt(brief) / DAY_MS)
    if (brief.acts.length > 0 && happenedAt(brief) >= since && happenedAt(brief) < until && !byDay.has(day)) byDay.set(day, brief)
  }
  return [...byDay.values()]
    .slice(0, MARKED)
    .flatMap((brief) => brief.acts.slice(0, 1).map((act) => ({ at: happenedAt(brief), text: actWords(act, words) })))
    .toSorted((a, b) => b.at - a.at)
}

async function countsIn(span: Span, actor: Actor, briefs: readonly Brief[], context: CommandContext): Promise<Gathered> {
  const { archive, charts, alignments, locale } = context
  const [found, weeks, dealings] = await Promise.all([
    archive.counterparts(actor.id, span.since, ASKED_COUNTERPARTS),
    archive.mentionsByWeek(actor.id, span.since, span.until),
    acts(actor) ? webOf({ kind: 'actor', actor }, span, context) : null,
  ])
  const named = weeks.some((week) => week.other > 0 || Object.values(week.byAlignment).some((count) => count > 0))
  return {
    ...span,
    stories: briefs.slice(0, STORIES),
    counterparts: acting(found, actor, context),
    dealings,
    picture: named
      ? charts.mentionsByWeek(
          {
            actor: { ...actor, name: actorName(actor, locale) },
            weeks,
            alignments,
            until: span.until,
            events: events(briefs, span, wordsIn(locale)),
          },
          locale,
        )
      : null,
  }
}

/** All that has been reported of an actor in so many days up to now; up to its last story, where there is none in them. */
export async function gather(actor: Actor, days: number, context: CommandContext): Promise<Gathered> {
  const now = context.now()
  const briefs = await context.archive.latest({ actorId: actor.id, limit: LOOKED_AT })
  const [last] = briefs
  const recent = upTo(now, days)
  const found = await countsIn(recent, actor, briefs, context)
  if (found.picture !== null || last === undefined || last.updatedAt >= recent.since) return found
  return countsIn(afterLast(last.updatedAt, now, days), actor, briefs, context)
}
