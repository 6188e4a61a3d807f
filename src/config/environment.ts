import { nearest } from './nearest.ts'
import { type Problem, printPath } from './problem.ts'
import type { Source } from './source.ts'

export type Environment = Readonly<Record<string, string | undefined>>

type Override = { readonly name: string; readonly path: readonly [string, ...string[]]; readonly as: 'text' | 'number' | 'list' }

/** Variables that win over settings.yaml. */
const OVERRIDES: readonly Override[] = [
  { name: 'STORE_PATH', path: ['store', 'path'], as: 'text' },
  { name: 'WEB_HOST', path: ['web', 'host'], as: 'text' },
  { name: 'WEB_PORT', path: ['web', 'port'], as: 'number' },
  { name: 'WEB_NAMES', path: ['web', 'names'], as: 'list' },
  { name: 'WEB_URL', path: ['web', 'url'], as: 'text' },
  { name: 'POLL_BACKFILL', path: ['poll', 'backfill'], as: 'text' },
  { name: 'POLL_INTERVAL', path: ['poll', 'interval'], as: 'text' },
  { name: 'POLL_USER_AGENT', path: ['poll', 'userAgent'], as: 'text' },
  { name: 'POLL_ALLOW_ADDRESSES', path: ['poll', 'allowAddresses'], as: 'list' },
  { name: 'DISCORD_ADMIN_CHANNEL', path: ['admin', 'discord'], as: 'text' },
  { name: 'SLACK_ADMIN_CHANNEL', path: ['admin', 'slack'], as: 'text' },
  { name: 'ADMIN_USERS', path: ['admin', 'users'], as: 'list' },
  { name: 'DISCORD_SHARDS', path: ['discord', 'shards'], as: 'text' },
  { name: 'SLACK_HTTP_HOST', path: ['slackHttp', 'host'], as: 'text' },
  { name: 'SLACK_HTTP_PORT', path: ['slackHttp', 'port'], as: 'number' },
  { name: 'METRICS_HOST', path: ['metrics', 'host'], as: 'text' },
  { name: 'METRICS_PORT', path: ['metrics', 'port'], as: 'number' },
  { name: 'LOG_LEVEL', path: ['log', 'level'], as: 'text' },
  { name: 'TIME_ZONE', path: ['timeZone'], as: 'text' },
  { name: 'BOT_LANGUAGE', path: ['language'], as: 'text' },
]

/** Secrets: each may stand in NAME, or in a file that NAME_FILE names. */
export const SECRET_NAMES = [
  'DATABASE_URL',
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'MODEL_API_KEY',
  'WEB_TOKEN',
] as const

/** Every variable that the program reads. */
export const VARIABLES: readonly string[] = [
  ...OVERRIDES.map(({ name }) => name),
  ...SECRET_NAMES.flatMap((name) => [name, `${name}_FILE`]),
  'DISCORD_CHANNELS',
  'SLACK_CHANNELS',
  'MODEL_BASE_URL',
  'MODEL_NAME',
]

/** The value of a variable; null where it is unset or blank. */
export const variable = (env: Environment, name: string): string | null => env[name]?.trim() || null

/** The words of a comma-separated list. */
export const listOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function typed(value: string, as: Override['as']): unknown {
  if (as === 'list') return listOf(value)
  return as === 'number' && /^\d+$/.test(value) ? Number(value) : value
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The settings as read, with the environment's values laid over them; problems name the variable where it is to blame. */
export function overlaySettings(source: Source, env: Environment): { readonly value: unknown; readonly problemAt: Source['problem'] } {
  const set = OVERRIDES.flatMap((override) => {
    const value = variable(env, override.name)
    return value === null ? [] : [{ ...override, value: typed(value, override.as) }]
  })
  const overlaid = set.reduce((settings: unknown, { path, value }) => withValue(settings, path, value), source.value)
  const problemAt: Source['problem'] = (path, message, fix) => {
    const blamed = set.find((override) => override.path.every((part, index) => part === path[index]))
    return blamed === undefined ? source.problem(path, message, fix) : { file: 'environment', line: null, path: blamed.name, message, fix }
  }
  return { value: overlaid, problemAt }
}

function withValue(settings: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (settings !== null && settings !== undefined && !isGroup(settings)) return settings
  return { ...settings, [key]: withValue(settings?.[key], rest, value) }
}

/** Variables that look like a misspelt one of ours: warnings, since the environment is not ours alone. */
export function misspelt(env: Environment): readonly Problem[] {
  const unset = VARIABLES.filter((name) => env[name] === undefined)
  return Object.keys(env).flatMap((name) => {
    if (VARIABLES.includes(name) || !/^(ADMIN|DATABASE|DISCORD|SLACK|POLL|WEB|STORE|LOG|MODEL|METRICS)_/.test(name)) return []
    const meant = nearest(name, unset)
    return meant === undefined
      ? []
      : [{ file: 'environment', line: null, path: printPath([name]), message: `${name} is not read`, fix: `Did you mean ${meant}?` }]
  })
}
