import { actorName } from '../../domain/actor-name.ts'
import { labelIn } from '../../domain/alignment.ts'
import type { CommandContext, Reply } from '../../domain/command.ts'
import type { ChannelSeen, Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { platformCalled, told } from '../../words/retold.ts'
import { tongueName } from '../../words/states.ts'
import { type Words, wordsIn } from '../../words/words.ts'

/** `#alerts on Discord`, or the channel's id where the bot does not see it. */
export const channelName = ({ platform, channel }: Pick<Route, 'platform' | 'channel'>, seen: ChannelSeen | null, words: Words): string =>
  words.routes.on(seen === null ? channel : `#${seen.name}`, platformCalled(platform, words))

/** `"0 8 * * *"` as `every day at 08:00`; other schedules as they are written. */
function scheduleWords({ schedule, timeZone }: NonNullable<Route['digest']>, { routes }: Words): string {
  const [, minute = '', hour = '', days] = /^(\d{1,2}) (\d{1,2}) \* \* (\S+)$/.exec(schedule) ?? []
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (days === '*') return routes.daily(time, timeZone)
  return days === '1-5' ? routes.weekdays(time, timeZone) : routes.bySchedule(schedule, timeZone)
}

function modeWords({ mode = 'live', digest }: Route, words: Words): string {
  const { routes } = words
  if (mode === 'live' || !digest) return routes.atOnce
  const when = scheduleWords(digest, words)
  return mode === 'digest' ? routes.inDigest(when) : routes.both(when)
}

/** How it posts, part by part. */
function howWords(route: Route, words: Words): readonly string[] {
  const { routes, writing } = words
  const { quiet, cap, mention, publish, tags = [], language = 'en' } = route
  return [
    modeWords(route, words),
    quiet ? routes.quiet(quiet.from, quiet.to, quiet.timeZone) : '',
    cap === null || cap === undefined ? '' : routes.atMost(cap),
    mention === null ? '' : routes.mentions(mention),
    publish === true ? routes.published : '',
    tags.length === 0 ? '' : routes.tags(tags.join(writing.comma)),
    language === 'en' ? '' : routes.inLanguage(tongueName(language, words.locale)),
  ].filter((part) => part !== '')
}

/** What a route takes and how it posts, a line each. */
export function routeLines(route: Route, { alignments, directory, locale }: CommandContext): readonly RichText[] {
  const words = wordsIn(locale)
  const { routes, writing } = words
  const nameOf = (id: string): string => {
    const actor = directory.byId(id)
    return actor === undefined ? id : actorName(actor, locale)
  }
  const labels = alignments.filter(({ id }) => route.alignments.includes(id)).map((one) => labelIn(one, locale))
  const people = route.actors.map((id) => nameOf(id))
  const tongues = route.languages.map((code) => (words.locale === 'en' ? code : tongueName(code, words.locale)))
  const what = [
    writing.listed(labels),
    routes.fromScore(route.threshold.toFixed(2)),
    people.length === 0 ? '' : routes.naming(writing.either(people)),
    tongues.length === 0 ? '' : routes.reportedIn(writing.either(tongues)),
  ].filter((part) => part !== '')
  return [[{ text: routes.takes(what.join(' · ')) }], [{ text: routes.posts(howWords(route, words).join(' · ')) }]]
}

/** What the bot may not do where a route leads; '' where it may do all it needs. Permissions are named as the platform's settings name them. */
export const missingWords = ({ name, missing }: ChannelSeen, words: Words): string =>
  words.routes.lacks(name, missing.map((one) => (PERMISSION.test(one) ? one : told(one, words))).join(words.writing.comma))

/** `View Channel`, `Send Messages in Threads`: a name of a platform's own. */
const PERMISSION = /^(?:[A-Z][a-z]+|in)(?: (?:[A-Z][a-z]+|in))*$/

/** A button that asks for one of the route's own. */
export const routeButton = (label: string, action: string, route: Pick<Route, 'id'>): Reply['suggestions'][number] => ({
  label,
  command: 'watch',
  args: { action, route: route.id },
})
