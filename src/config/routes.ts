import { z } from 'zod'
import type { Alignment } from '../domain/alignment.ts'
import type { Route } from '../domain/delivery.ts'
import type { Locale } from '../domain/locale.ts'
import { threshold } from './alignments.ts'
import { CHANNEL_IDS } from './channel-ids.ts'
import { checkList, duplicates, type Entry } from './check.ts'
import { type Environment, listOf, variable } from './environment.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import { completeTimes, NO_TIMES, routeTimes, timesProblems } from './route-times.ts'
import { alreadyRouted, isSameChannel, routedTwice } from './routed-twice.ts'
import type { Secrets } from './secrets.ts'
import { id, language, locale, strict, text, yesOrNo } from './shapes.ts'
import type { Source } from './source.ts'

/** Channel adapters that a route may name. */
export const PLATFORMS = ['local', 'terminal', 'discord', 'slack', 'webhook'] as const

const routeShape = strict({
  id,
  platform: z.enum(PLATFORMS),
  channel: text,
  alignments: z.array(id).default([]),
  threshold: threshold.nullable().default(null),
  languages: z.array(language).default([]),
  actors: z.array(id).default([]),
  mention: text.nullable().default(null),
  publish: yesOrNo.default(false),
  tags: z.array(text).default([]),
  alerts: yesOrNo.nullable().default(null),
  language: locale.nullable().default(null),
  ...routeTimes,
})

type RouteEntry = z.output<typeof routeShape>

type Known = {
  readonly alignments: readonly Alignment[]
  readonly alignmentIds: ReadonlySet<string>
  readonly actorIds: ReadonlySet<string>
  /** IANA zone of times without one of their own. */
  readonly timeZone: string
  /** Of routes without one of their own; left out: English. */
  readonly language?: Locale
}

function complete({ timeZone, language: own, ...entry }: RouteEntry, { alignments, timeZone: zone, language }: Known): Route {
  const chosen = entry.alignments.length === 0 ? alignments.map((alignment) => alignment.id) : entry.alignments
  const lowest = alignments.filter((alignment) => chosen.includes(alignment.id)).map((alignment) => alignment.threshold)
  const times = completeTimes({ ...entry, timeZone }, zone)
  const shared = {
    ...entry,
    ...times,
    alignments: chosen,
    language: own ?? language ?? 'en',
    alerts: entry.alerts ?? entry.mode !== 'digest',
  }
  return { ...shared, threshold: entry.threshold ?? Math.min(1, ...lowest) }
}

/** A webhook's address is a secret: it is not said back. */
const noChannel = ({ platform, channel }: RouteEntry): string =>
  platform === 'webhook' ? 'this is no name of a webhook' : `"${channel}" is no channel of ${platform}`

function routeProblems(source: Source, { value, path }: Entry<RouteEntry>, known: Known): readonly Problem[] {
  const unknown = (key: 'alignments' | 'actors', ids: ReadonlySet<string>, noun: string): readonly Problem[] =>
    value[key].flatMap((one, index) =>
      ids.size === 0 || ids.has(one) ? [] : [source.problem([...path, key, index], `"${one}" is no ${noun}`, suggestion(one, [...ids]))],
    )
  const channel = CHANNEL_IDS[value.platform]
  return [
    ...unknown('alignments', known.alignmentIds, 'alignment'),
    ...unknown('actors', known.actorIds, 'actor of actors.yaml'),
    ...(channel === undefined || channel.pattern.test(value.channel)
      ? []
      : [source.problem([...path, 'channel'], noChannel(value), channel.fix)]),
  ]
}

function fromEnvironment(env: Environment, platform: 'discord' | 'slack', problems: Problem[]): readonly RouteEntry[] {
  const name = `${platform.toUpperCase()}_CHANNELS`
  return [...new Set(listOf(variable(env, name) ?? ''))].flatMap((channel): readonly RouteEntry[] => {
    const known = CHANNEL_IDS[platform]
    if (known !== undefined && !known.pattern.test(channel)) {
      problems.push({ file: 'environment', line: null, path: name, message: `"${channel}" is no channel of ${platform}`, fix: known.fix })
      return []
    }
    return [
      {
        id: `${platform}-${channel.toLowerCase()}`,
        platform,
        channel,
        alignments: [],
        threshold: null,
        languages: [],
        actors: [],
        mention: null,
        publish: false,
        tags: [],
        alerts: null,
        language: null,
        ...NO_TIMES,
      },
    ]
  })
}

/** Reads `routes.yaml` and the channels that the environment names. */
export function readRoutes(
  source: Source | null,
  env: Environment,
  known: Known,
): { readonly routes: readonly Route[]; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const { entries, problems: shape } =
    source === null ? { entries: [], problems: [] } : checkList<RouteEntry>(source, 'routes', routeShape, ['webhooks'])
  problems.push(...shape)
  if (source !== null) {
    problems.push(...duplicates(source, entries, 'id', (route) => route.id))
    problems.push(...routedTwice(source, entries))
    problems.push(...entries.flatMap((entry) => [...routeProblems(source, entry, known), ...timesProblems(source, entry)]))
  }
  const written = entries.map(({ value }) => value)
  const named = [...fromEnvironment(env, 'discord', problems), ...fromEnvironment(env, 'slack', problems)].filter((route) => {
    const known = written.find((other) => other.id === route.id || isSameChannel(other, route))
    if (known !== undefined) warnings.push(alreadyRouted(route, known))
    return known === undefined
  })
  return { routes: [...written, ...named].map((route) => complete(route, known)), problems, warnings }
}

const told = (path: string, message: string, fix: string): Problem => ({ file: 'environment', line: null, path, message, fix })

/** Routes and tokens that need each other: a route without a token is a problem, a token without a route a warning. */
export function tokenProblems(
  routes: readonly Route[],
  secrets: Secrets,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const routed = (platform: string): boolean => routes.some((route) => route.platform === platform)
  const wants = (platform: 'discord' | 'slack', token: string, has: boolean): void => {
    if (routed(platform) && !has)
      problems.push(
        told(token, `a route leads to ${platform}, but there is no token`, `Set ${token} or ${token}_FILE, or remove the route.`),
      )
    if (!routed(platform) && has)
      warnings.push(
        told(
          token,
          `there is a token of ${platform}, but no route leads there: commands work, nothing is posted`,
          `Set ${platform.toUpperCase()}_CHANNELS, or add a route to routes.yaml.`,
        ),
      )
  }
  wants('discord', 'DISCORD_TOKEN', secrets.discordToken !== null)
  wants('slack', 'SLACK_BOT_TOKEN', secrets.slackBotToken !== null)
  const ofSlack = slackIntakeProblems(secrets)
  problems.push(...ofSlack.problems)
  warnings.push(...ofSlack.warnings)
  return { problems, warnings }
}

/** Commands come in by an app token (we connect to Slack) or by a signing secret (Slack asks us). */
function slackIntakeProblems({ slackBotToken: bot, slackAppToken: app, slackSigningSecret: signing }: Secrets) {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  if (bot !== null && app === null && signing === null)
    warnings.push(
      told(
        'SLACK_APP_TOKEN',
        'slack is without an app token: stories are posted, commands do not work',
        'Set SLACK_APP_TOKEN or SLACK_APP_TOKEN_FILE, or SLACK_SIGNING_SECRET where Slack is to send its requests here.',
      ),
    )
  if (bot === null && app !== null)
    problems.push(told('SLACK_BOT_TOKEN', 'slack has an app token, but no bot token', 'Set SLACK_BOT_TOKEN or SLACK_BOT_TOKEN_FILE.'))
  if (bot === null && signing !== null)
    problems.push(told('SLACK_BOT_TOKEN', 'slack has a signing secret, but no bot token', 'Set SLACK_BOT_TOKEN or SLACK_BOT_TOKEN_FILE.'))
  if (app !== null && signing !== null)
    warnings.push(
      told(
        'SLACK_SIGNING_SECRET',
        'slack has an app token and a signing secret: its requests are taken over HTTP, and the app token is not used',
        'Unset one of SLACK_APP_TOKEN and SLACK_SIGNING_SECRET.',
      ),
    )
  return { problems, warnings }
}
