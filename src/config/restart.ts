import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config.ts'
import { Secret } from '../domain/secret.ts'
import type { Settings } from './settings.ts'

/** Secrets do not show whether they differ: here they do. */
const told = (value: unknown): unknown => {
  if (value instanceof Secret) return value.reveal()
  if (Array.isArray(value)) return value.map(told)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)]))
}

const differ = (a: unknown, b: unknown): boolean => !isDeepStrictEqual(told(a), told(b))

const ENVIRONMENT: Readonly<Record<string, string>> = {
  discordToken: 'DISCORD_TOKEN',
  slackBotToken: 'SLACK_BOT_TOKEN',
  slackAppToken: 'SLACK_APP_TOKEN',
  slackSigningSecret: 'SLACK_SIGNING_SECRET',
  databaseUrl: 'DATABASE_URL',
  webToken: 'WEB_TOKEN',
}

/** What of the settings is followed while the bot runs: whom to tell, who may change things, how long rows are kept, and how often feeds are polled. */
const following = (before: Settings, next: Settings): Settings => ({
  ...before,
  admin: next.admin,
  retention: next.retention,
  poll: { ...before.poll, intervalMs: next.poll.intervalMs },
})

/** `web.port`: the settings in which two differ, by the names of `settings.yaml`. */
function differing(before: object, next: object, path = ''): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(next)])
  return [...keys].flatMap((key) => {
    const [a, b] = [before, next].map((each): unknown => (each as Record<string, unknown>)[key])
    if (!differ(a, b)) return []
    const isGroup = [a, b].every((each) => typeof each === 'object' && each !== null && !Array.isArray(each) && !(each instanceof Secret))
    return isGroup ? differing(a as object, b as object, `${path}${key}.`) : [`${path}${key.replace(/Ms$/, '')}`]
  })
}

/** What differs and takes effect with the next start only: tokens, the store, the page's address, and the like. Never their values. */
export function takesRestart(before: Config, next: Config): readonly string[] {
  const secrets = Object.keys(next.secrets).filter((key) =>
    differ((before.secrets as Record<string, unknown>)[key], (next.secrets as Record<string, unknown>)[key]),
  )
  return [
    ...differing(following(before.settings, next.settings), next.settings).toSorted(),
    ...secrets.map((key) => ENVIRONMENT[key] ?? key),
    ...(differ(before.webhooks, next.webhooks) ? ['webhooks'] : []),
    ...(differ(before.model, next.model) ? ['the language model'] : []),
  ]
}

/** The configuration to go on with: all of the next one but what takes a restart. What is equal stays the very same, and is not made anew. */
export function adopted(before: Config, next: Config): Config {
  const { secrets, webhooks, model } = before
  const keep = <K extends 'facts' | 'wording' | 'scoring'>(key: K): Config[K] => (differ(before[key], next[key]) ? next[key] : before[key])
  return {
    ...next,
    settings: following(before.settings, next.settings),
    secrets,
    webhooks,
    model,
    facts: keep('facts'),
    wording: keep('wording'),
    scoring: keep('scoring'),
  }
}
