import type { CommandContext, Reply } from '../../domain/command.ts'
import type { ChannelSeen, Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { many, platformName } from './saying.ts'

/** `#alerts on Discord`, or the channel's id where the bot does not see it. */
export const channelName = ({ platform, channel }: Pick<Route, 'platform' | 'channel'>, seen: ChannelSeen | null): string =>
  `${seen === null ? channel : `#${seen.name}`} on ${platformName(platform)}`

/** `"0 8 * * *"` as `at 08:00`; other schedules as they are written. */
function scheduleWords(schedule: string): string {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) \* \* (\S+)$/.exec(schedule) ?? []
  if (minute === undefined || hour === undefined) return `by the schedule ${schedule}`
  const time = `at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return days === '*' ? `every day ${time}` : days === '1-5' ? `Monday to Friday ${time}` : `by the schedule ${schedule}`
}

const modeWords = ({ mode = 'live', digest }: Route): string => {
  if (mode === 'live' || !digest) return 'each story at once'
  const when = `${scheduleWords(digest.schedule)} (${digest.timeZone})`
  return mode === 'digest' ? `in one digest ${when}` : `each story at once, and a digest ${when}`
}

/** What a route takes and how it posts, a line each. */
export function routeLines(route: Route, { alignments, directory }: CommandContext): readonly RichText[] {
  const labels = alignments.filter(({ id }) => route.alignments.includes(id)).map(({ label }) => label)
  const people = route.actors.map((id) => directory.byId(id)?.name ?? id)
  const how = [
    modeWords(route),
    route.quiet ? `quiet from ${route.quiet.from} to ${route.quiet.to} (${route.quiet.timeZone})` : '',
    route.cap === null || route.cap === undefined ? '' : `at most ${many(route.cap, 'new post')} an hour`,
    route.mention === null ? '' : `mentions ${route.mention} for major stories`,
    route.publish === true ? 'published to followers' : '',
    route.tags === undefined || route.tags.length === 0 ? '' : `forum tags ${route.tags.join(', ')}`,
    route.language === undefined || route.language === 'en' ? '' : `in ${route.language}`,
  ].filter((part) => part !== '')
  const what = [
    labels.join(' and '),
    `from score ${route.threshold.toFixed(2)}`,
    people.length === 0 ? '' : `naming ${people.join(' or ')}`,
    route.languages.length === 0 ? '' : `reported in ${route.languages.join(' or ')}`,
  ].filter((part) => part !== '')
  return [[{ text: `Takes: ${what.join(' · ')}` }], [{ text: `Posts: ${how.join(' · ')}` }]]
}

/** What the bot may not do where a route leads; '' where it may do all it needs. */
export const missingWords = ({ name, missing }: ChannelSeen): string =>
  `The bot may not do all it needs in #${name}: give it ${missing.join(', ')} there.`

/** A button that asks for one of the route's own. */
export const routeButton = (label: string, action: string, route: Pick<Route, 'id'>): Reply['suggestions'][number] => ({
  label,
  command: 'watch',
  args: { action, route: route.id },
})
