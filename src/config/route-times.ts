import { validate } from 'node-cron'
import { z } from 'zod'
import { ROUTE_MODES, type Route } from '../domain/delivery.ts'
import type { Entry } from './check.ts'
import type { Problem } from './problem.ts'
import { textThat, timeZone, whole } from './shapes.ts'
import type { Source } from './source.ts'

const FIELDS = 5

/** Minute, hour, day of month, month, day of week: a digest by the second is nobody's wish. */
const isSchedule = (value: string): boolean => value.trim().split(/\s+/).length === FIELDS && validate(value)

const schedule = textThat(
  isSchedule,
  'is no schedule',
  'Write it as cron does, minute hour day month weekday: "0 8 * * *" is every day at 08:00, "0 8 * * 1" every Monday.',
)

const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/

const hours = textThat(
  (value) => HOURS.test(value) && value.slice(0, 5) !== value.slice(6),
  'are no quiet hours',
  'Write when they begin and end: "22:00-07:00".',
)

/** When and how often a route posts. */
export const routeTimes = {
  mode: z.enum(ROUTE_MODES).default('live'),
  digest: schedule.nullable().default(null),
  quiet: hours.nullable().default(null),
  timeZone: timeZone.nullable().default(null),
  cap: whole(1, 1000).nullable().default(null),
}

type Times = z.output<z.ZodObject<typeof routeTimes>>

/** What a route without any of it has. */
export const NO_TIMES: Times = { mode: 'live', digest: null, quiet: null, timeZone: null, cap: null }

/** The route's own zone, else the settings'. */
export function completeTimes(
  { mode, digest, quiet, cap, ...own }: Times,
  zone: string,
): Required<Pick<Route, 'mode' | 'digest' | 'quiet' | 'cap'>> {
  const timeZone = own.timeZone ?? zone
  return {
    mode,
    digest: digest === null ? null : { schedule: digest, timeZone },
    quiet: quiet === null ? null : { from: quiet.slice(0, 5), to: quiet.slice(6), timeZone },
    cap,
  }
}

/** A digest without a time, or a time without a digest. */
export function timesProblems(source: Source, { value, path }: Entry<Times>): readonly Problem[] {
  if (value.mode !== 'live' && value.digest === null)
    return [source.problem([...path, 'mode'], `a route of mode ${value.mode} needs a time for it`, 'Add a schedule: digest: "0 8 * * *".')]
  if (value.mode === 'live' && value.digest !== null)
    return [source.problem([...path, 'digest'], 'a live route makes no digest', 'Add mode: digest, or mode: both; or take this line out.')]
  return []
}
