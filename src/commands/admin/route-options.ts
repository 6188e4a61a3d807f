import type { CommandOption } from '../../domain/command.ts'
import { ROUTE_MODES } from '../../domain/delivery.ts'
import { LOCALES } from '../../domain/locale.ts'

const text = (name: string, description: string, more: Partial<CommandOption> = {}): CommandOption => ({
  name,
  description,
  required: false,
  choices: [],
  autocomplete: false,
  ...more,
})

const choices = (values: readonly string[]) => values.map((value) => ({ name: value, value }))

export const ALIGNMENTS = text('alignments', 'Which alignments, comma-separated; all where left out', { autocomplete: true })
export const ROUTE = text('route', 'Which one, as /watch list names it', { required: true, autocomplete: true })
export const CHANNEL = text('channel', 'The channel to post to; this one where left out', { kind: 'channel' })
export const CHANGE = text('change', 'Its number, as the log names it; the newest where left out')

/** What a route takes and how it posts; a value of `off` or `all` takes a restriction away. */
export const DETAILS: readonly CommandOption[] = [
  text('threshold', 'Lowest score to post, 0 to 1'),
  text('actors', 'Only stories that name one of these, comma-separated', { autocomplete: true }),
  text('languages', 'Only stories with a report in one of these: ko, ja, ru'),
  text('mode', 'Each story at once, in digests, or both', { choices: choices(ROUTE_MODES) }),
  text('digest', 'When: 08:00, or as cron writes it: 0 8 * * 1-5'),
  text('quiet', 'Hours without posts: 22:00-07:00'),
  text('timezone', 'Of digest and quiet: Asia/Seoul'),
  text('mention', 'A role to mention for major stories', { kind: 'role' }),
  text('cap', 'New posts an hour; what is more goes into one post'),
  text('tags', 'Forum tags for every thread, comma-separated'),
  text('publish', 'Announcement channels: publish to followers', { choices: choices(['yes', 'no']) }),
  text('speak', 'Language of our own words in its posts', { choices: choices(LOCALES) }),
]
export const POST_A_LINE = text('post', 'Whether to post a line there, too', { choices: choices(['yes', 'no']) })
