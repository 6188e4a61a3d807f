import { z } from 'zod'
import type { Locale } from '../domain/locale.ts'
import type { Share } from '../domain/turn.ts'
import type { Keeping } from '../domain/upkeep.ts'
import { openNetworks } from './allowed-networks.ts'
import { CHANNEL_IDS } from './channel-ids.ts'
import { checkValue } from './check.ts'
import { type Environment, overlaySettings } from './environment.ts'
import type { Problem } from './problem.ts'
import { NO_PROXIES, type Proxies, readProxies } from './proxies.ts'
import { retention } from './retention.ts'
import { cidr, duration, headerText, locale, size, strict, text, textThat, timeZone, told, webAddress, whole, yesOrNo } from './shapes.ts'
import { shards } from './shards.ts'
import type { Source } from './source.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** How the program runs. Durations in milliseconds, sizes in bytes. */
export type Settings = {
  /** A file; or, where the environment names a Postgres database, how that is used. */
  readonly store: { readonly path: string; readonly connections: number; readonly statementTimeoutMs: number }
  readonly web: {
    readonly host: string
    readonly port: number
    /** Host names that the page answers to besides this machine's own. */
    readonly names: readonly string[]
    /** Where readers reach the page, without a slash at its end, for links in chats; null where they do not. */
    readonly url: string | null
  }
  readonly poll: {
    /** The age up to which a feed's first poll posts. */
    readonly backfillMs: number
    readonly intervalMs: number
    /** Feeds that publish seldom are polled less often, up to this. */
    readonly maxIntervalMs: number
    readonly concurrency: number
    readonly connectTimeoutMs: number
    readonly totalTimeoutMs: number
    readonly maxBytes: number
    readonly userAgent: string
    /** Private networks, as CIDR, that feeds may live in; empty for none. */
    readonly allowAddresses: readonly string[]
    /** Of the environment's HTTP_PROXY, HTTPS_PROXY and NO_PROXY; '' for none. */
    readonly proxies: Proxies
  }
  /** What a language model is asked, where the environment names one, and what that may cost. */
  readonly model: {
    readonly secondOpinion: boolean
    readonly wording: boolean
    /** How far from an alignment's threshold a score may lie for a second opinion to be asked. */
    readonly band: number
    readonly timeoutMs: number
    readonly callsPerDay: number
    readonly tokensPerDay: number
    readonly concurrency: number
  }
  readonly admin: {
    /** Channels that are told what a person should look at: a route that stopped, a feed that died. null for none. */
    readonly discord: string | null
    readonly slack: string | null
    /** People who may change everything by command, by platform and id: `discord:123456789`. */
    readonly users: readonly string[]
  }
  /** Which of Discord's shards this process takes, where the bot works over several. */
  readonly discord: { readonly shards: Share }
  /** Where Slack's requests are taken when there is a signing secret in place of an app token. */
  readonly slackHttp: { readonly host: string; readonly port: number }
  /** How long each kind of row is kept; null for ever. */
  readonly retention: Keeping
  /** Where `/metrics` is served: on the page's own port where `port` is null. So many feeds have a series of their own. */
  readonly metrics: { readonly host: string; readonly port: number | null; readonly feeds: number }
  readonly log: { readonly level: (typeof LOG_LEVELS)[number] }
  /** IANA zone of the times that people are shown. */
  readonly timeZone: string
  /** The language of our own words, where neither reader nor route names another. */
  readonly language: Locale
}

const hostName = text.refine((value) => !/[\s/:*]/.test(value), {
  error: (issue) => told(`"${String(issue.input)}" is no host name`, 'Write the name alone, without http:// and port: desk.example.'),
})

const ofDuration = (value: string) => duration.default(() => duration.parse(value))

const band = z
  .number({ error: (issue) => told(`${JSON.stringify(issue.input)} is no number`, 'Write a number from 0 to 0.5.') })
  .refine((value) => value >= 0 && value <= 0.5, {
    error: (issue) => told(`${String(issue.input)} is out of range`, 'Write a number from 0 to 0.5.'),
  })

const channelOf = (platform: string) =>
  text.refine((value) => CHANNEL_IDS[platform]?.pattern.test(value) === true, {
    error: (issue) => told(`"${String(issue.input)}" is no channel of ${platform}`, CHANNEL_IDS[platform]?.fix ?? ''),
  })

const operator = textThat(
  (value) => /^(discord:\d{5,20}|slack:[UW][A-Z0-9]{2,})$/.test(value),
  'is nobody on a platform',
  'Write the platform and the id of the person: discord:123456789012345678, slack:U0123ABCD.',
)

const settingsShape = strict({
  store: strict({
    path: text.default('data/alignment-watch.db'),
    connections: whole(1, 1000).default(10),
    statementTimeout: ofDuration('30s'),
  }).prefault({}),
  web: strict({
    host: text.default('127.0.0.1'),
    port: whole(0, 65_535).default(8787),
    names: z.array(hostName).default([]),
    url: webAddress
      .transform((address) => address.replace(/\/+$/, ''))
      .nullable()
      .default(null),
  }).prefault({}),
  poll: strict({
    backfill: ofDuration('24h'),
    interval: ofDuration('15m'),
    maxInterval: ofDuration('30m'),
    concurrency: whole(1, 1000).default(8),
    connectTimeout: ofDuration('10s'),
    totalTimeout: ofDuration('30s'),
    maxBytes: size.default(10_000_000),
    userAgent: headerText.default('alignment-watch/0.1 (RSS reader)'),
    allowAddresses: z.array(cidr).default([]),
  }).prefault({}),
  model: strict({
    secondOpinion: yesOrNo.default(true),
    wording: yesOrNo.default(true),
    band: band.default(0.15),
    timeout: ofDuration('20s'),
    callsPerDay: whole(0, 1_000_000).default(500),
    tokensPerDay: whole(0, 1_000_000_000).default(1_000_000),
    concurrency: whole(1, 64).default(2),
  }).prefault({}),
  admin: strict({
    discord: channelOf('discord').nullable().default(null),
    slack: channelOf('slack').nullable().default(null),
    users: z.array(operator).default([]),
  }).prefault({}),
  discord: strict({ shards: shards.default('whole') }).prefault({}),
  slackHttp: strict({ host: text.default('127.0.0.1'), port: whole(0, 65_535).default(3000) }).prefault({}),
  retention,
  metrics: strict({
    host: text.default('127.0.0.1'),
    port: whole(0, 65_535).nullable().default(null),
    feeds: whole(0, 100_000).default(2_000),
  }).prefault({}),
  log: strict({ level: z.enum(LOG_LEVELS).default('info') }).prefault({}),
  timeZone: timeZone.default('Asia/Seoul'),
  language: locale.default('en'),
})

export const DEFAULT_SETTINGS: Settings = toSettings(settingsShape.parse({}))

function toSettings({ store, poll, model, ...rest }: z.output<typeof settingsShape>): Settings {
  const { timeout, ...asking } = model
  const { backfill, interval, maxInterval, connectTimeout, totalTimeout, ...others } = poll
  return {
    ...rest,
    store: { path: store.path, connections: store.connections, statementTimeoutMs: store.statementTimeout },
    model: { ...asking, timeoutMs: timeout },
    poll: {
      ...others,
      backfillMs: backfill,
      intervalMs: interval,
      maxIntervalMs: maxInterval,
      connectTimeoutMs: connectTimeout,
      totalTimeoutMs: totalTimeout,
      proxies: NO_PROXIES,
    },
  }
}

type Read = { readonly settings: Settings; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }

/** Reads `settings.yaml` with what the environment overrides. Answers the defaults beside the problems where there are any. */
export function readSettings(source: Source, env: Environment): Read {
  const { value, problemAt } = overlaySettings(source, env)
  const checked = checkValue(settingsShape, value ?? {}, [], problemAt)
  if ('problems' in checked) return { settings: DEFAULT_SETTINGS, problems: checked.problems, warnings: [] }
  const settings = toSettings(checked.value)
  const { proxies, problems } = readProxies(env)
  const warnings = openNetworks(settings.poll.allowAddresses, problemAt)
  return { settings: { ...settings, poll: { ...settings.poll, proxies } }, problems, warnings }
}
