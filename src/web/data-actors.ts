import { type Actor, rolesOn } from '../domain/actor.ts'
import type { CommandContext } from '../domain/command.ts'
import { parseDay } from '../domain/day.ts'

const DAY_MS = 86_400_000
const [STANDARD_DAYS, MOST_DAYS] = [182, 730]
const COUNTERPARTS = 20

/** An actor in a list. */
export const actorRow = ({ id, kind, name, country, alignment, wikidata, aliases }: Actor): object => ({
  id,
  kind,
  name,
  country,
  alignment,
  wikidata,
  aliases,
})

/** How many days are asked for; the sentence that says what may be where it cannot be read. */
export function readDays(typed: string | undefined, least: number): number | string {
  if (typed === undefined || typed === '') return STANDARD_DAYS
  const days = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN
  return days >= least && days <= MOST_DAYS ? days : `days must be a whole number from ${least} to ${MOST_DAYS}.`
}

/** One actor with its offices on a day, how often it was named by week, and with whom. */
export async function actorData(
  actor: Actor,
  { on, days: typed }: { readonly on?: string; readonly days?: string },
  { archive, now }: CommandContext,
): Promise<object | { readonly error: string }> {
  const days = readDays(typed, 7)
  if (typeof days === 'string') return { error: days }
  const day = on === undefined ? null : parseDay(on)
  if (on !== undefined && day === null) return { error: 'on must be a day, for example 2025-07-12.' }
  const until = now()
  const since = until - days * DAY_MS
  const [weeks, counterparts] = await Promise.all([
    archive.mentionsByWeek(actor.id, since, until),
    archive.counterparts(actor.id, since, COUNTERPARTS),
  ])
  const { roles, verification, asOf = null, note } = actor
  return {
    actor: { ...actorRow(actor), roles, verification, asOf, note },
    on: new Date(day?.at ?? until).toISOString().slice(0, 10),
    rolesOn: rolesOn(actor, day?.at ?? until),
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    weeks: weeks.map(({ startAt, byAlignment, other }) => ({ from: new Date(startAt).toISOString().slice(0, 10), byAlignment, other })),
    counterparts,
    stories: `/api/stories?actor=${encodeURIComponent(actor.id)}`,
  }
}
