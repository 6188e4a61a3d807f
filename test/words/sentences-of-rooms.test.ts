import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DiscordAPIError, HTTPError, type Interaction, RateLimitError } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { askerOf as askerOfDiscord } from '#src/channels/discord/asker.ts'
import { sendResultOf } from '#src/channels/discord/outcome.ts'
import { fatalReason, resultOf } from '#src/channels/slack/fate.ts'
import { goneOf, refusalOf, failureOf as webhookFailure } from '#src/channels/webhook/fate.ts'
import { feedEntry, feedOf, inUse, routeEntry, routeOf } from '#src/config/set-by-command.ts'
import { loadConfig } from '#src/config.ts'
import type { SendResult } from '#src/domain/delivery.ts'
import { OUTCOME_KINDS } from '#src/domain/feed.ts'
import { BlockedAddress } from '#src/feeds/addresses.ts'
import { TooLarge, UnknownEncoding } from '#src/feeds/body.ts'
import { explainError } from '#src/feeds/fetch-errors.ts'
import { describeFailure } from '#src/feeds/health.ts'
import { diagnose } from '#src/feeds/not-a-feed.ts'
import { followable } from '#src/feeds/redirects.ts'
import { failureOf as modelFailure } from '#src/model/failure.ts'
import { reasonTold, told } from '#src/words/retold.ts'
import { readGold } from '../judgement/gold-items.ts'
import { assess } from '../judgement/world.ts'
import { OTHERS } from './phrases.ts'

// What other rooms say in English, made by them: each must be known by its form in every language.

const SRC = join(import.meta.dirname, '../../src')
const config = await loadConfig({ dir: join(import.meta.dirname, '../../config'), env: {} })
const reasonOf = (result: SendResult): string => ('reason' in result ? result.reason : '')

/** Every code that a source file gives words to: `channel_not_found: '…'`. */
const slackCodes = [...readFileSync(join(SRC, 'channels/slack/fate.ts'), 'utf8').matchAll(/^ {4}([a-z_]+): ['"]/gm)].map(
  ([, code = '']) => code,
)
const discordCodes = [10003, 10004, 10008, 50001, 50005, 50008, 50013, 50083, 20001]

const apiError = (code: number | string, status: number): DiscordAPIError =>
  new DiscordAPIError({ code: Number(code), message: 'Unknown' }, code, status, 'POST', 'https://discord.example', {})

const ofSlack = [
  ...slackCodes.flatMap((code) => [
    reasonOf(resultOf({ kind: 'refused', code, detail: '' })),
    fatalReason({ kind: 'refused', code, detail: '' }, 'app') ?? '',
  ]),
  reasonOf(resultOf({ kind: 'refused', code: 'something_new', detail: 'a detail' })),
  reasonOf(resultOf({ kind: 'limited', afterMs: 1 })),
  reasonOf(resultOf({ kind: 'unsent', why: 'ENOTFOUND' })),
  reasonOf(resultOf({ kind: 'unanswered', why: 'HTTP 502' })),
]
const ofDiscord = [
  ...discordCodes.map((code) => reasonOf(sendResultOf(apiError(code, 400)))),
  reasonOf(sendResultOf(apiError(0, 401))),
  reasonOf(sendResultOf(apiError(20001, 403))),
  reasonOf(sendResultOf(apiError('no number', 403))),
  reasonOf(sendResultOf(new HTTPError(502, 'Bad Gateway', 'POST', 'https://discord.example', {}))),
  ...[true, false].map((global) => {
    const limit = { global, timeToReset: 1, limit: 1, method: 'POST', hash: '', url: '', route: '', majorParameter: '', retryAfter: 1 }
    return reasonOf(sendResultOf(new RateLimitError({ ...limit, sublimitTimeout: 0, scope: 'user' })))
  }),
  reasonOf(sendResultOf(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))),
  reasonOf(sendResultOf(new Error('x'))),
]
const ofWebhooks = [
  ...[429, 503, 502, 301, 401, 400].map((status) => reasonOf(refusalOf('night-desk', status, 5))),
  reasonOf(goneOf('night-desk')),
  reasonOf(webhookFailure('night-desk', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))),
  reasonOf(webhookFailure('night-desk', Object.assign(new Error('x'), { code: 'ECONNRESET' }))),
  reasonOf(webhookFailure('night-desk', new Error('x'))),
]

const asked = async (guildId: string | null): Promise<string> =>
  (await askerOfDiscord({ user: { id: '1' }, guildId, channelId: '2', memberPermissions: null } as Interaction).mayAdminister()) ?? ''

const limits = { connectTimeoutMs: 5_000, totalTimeoutMs: 10_500, maxBytes: 10_000_000 }
const coded = (code: string): Error => Object.assign(new Error('x'), { code })
const redirected = (location: string, seen: readonly string[] = []): unknown => {
  try {
    followable({ statusCode: 301, headers: { location } }, new URL('https://hill.example/rss'), new Set(seen))
  } catch (error) {
    return error
  }
  return null
}
const thrown: readonly unknown[] = [
  ...[
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ETIMEDOUT',
    'UND_ERR_BODY_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'ECONNRESET',
    'Z_DATA_ERROR',
    'EPIPE',
  ].map(coded),
  new BlockedAddress('192.168.7.7'),
  new TooLarge(),
  new UnknownEncoding('lzma'),
  redirected('http://'),
  redirected('ftp://hill.example/'),
  redirected('http://hill.example/rss'),
  redirected('https://a:b@hill.example/rss'),
  redirected('https://hill.example/rss', ['https://hill.example/rss']),
]
const ofFeeds = [
  ...thrown.map((error) => explainError(error, 'https://hill.example/rss', limits, false)),
  explainError(new Error('x'), 'https://hill.example/rss', limits, true),
  ...[
    '',
    '<html><title>Just a moment...</title>',
    '<html><title>Sign in</title>',
    '<html></html>',
    '{"a":1}',
    '<kml></kml>',
    'plain words',
  ].map(diagnose),
  ...OUTCOME_KINDS.map((kind) => ({ kind, message: 'it is empty' })),
  ...[401, 403, 404, 500].map((httpStatus) => ({ kind: 'http-status' as const, message: `the server answered ${httpStatus}`, httpStatus })),
].map((failure) => describeFailure({ title: 'Hill Post' }, failure))

const route = { id: 'desk', platform: 'slack', channel: 'C0123ABCD' }
const feed = { id: 'hill', title: 'Hill', url: 'https://hill.example/rss', language: 'en', country: 'KOR', kind: 'wire', bloc: 'other' }
const wrongRoutes = [
  { platform: 'pigeon' },
  { platform: 'discord', channel: 'general' },
  { channel: 'general' },
  { platform: 'webhook', channel: 'Night Desk' },
  { languages: ['xx'] },
  { alignments: ['zzz'] },
  { actors: ['nobody-at-all'] },
  { mode: 'sometimes' },
  { mode: 'digest' },
  { mode: 'live', digest: '0 8 * * *' },
  { mode: 'digest', digest: 'banana' },
  { timeZone: 'Asia/Seul' },
  { timeZone: 'zzzzzzzzzz' },
  { cap: 5000 },
  { language: 'tlh' },
  { id: 'No Id' },
].flatMap((wrong) => {
  const checked = routeOf({ ...route, ...wrong }, config)
  return checked.ok ? [] : checked.problems
})
const wrongFeeds = [
  { url: 'x' },
  { language: 'xx' },
  { country: 'Korea' },
  { kind: 'paper' },
  { bloc: 'none' },
  { interval: '1s' },
  { interval: 'often' },
].flatMap((wrong) => {
  const checked = feedOf({ ...feed, ...wrong }, config)
  return checked.ok ? [] : checked.problems
})
const [ownRoute] = config.routes
const [ownFeed] = config.feeds
if (ownRoute === undefined || ownFeed === undefined) throw new Error('the configuration has no route or no feed')
const { unfit, doubled } = inUse(config, [
  { kind: 'route', id: 'desk', entry: { ...route, actors: ['nobody-at-all'] }, changeId: 3 },
  { kind: 'feed', id: 'hill', entry: { ...feed, bloc: 'none' }, changeId: 4 },
  { kind: 'route', id: 'again', entry: { ...routeEntry(ownRoute), id: 'again' }, changeId: 5 },
  { kind: 'feed', id: 'again', entry: { ...feedEntry(ownFeed), id: 'again' }, changeId: 6 },
])

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  Slack: ofSlack,
  Discord: [...ofDiscord, await asked(null), await asked('3')],
  webhooks: ofWebhooks,
  'fetching and parsing feeds': ofFeeds,
  'checking what was typed': [...wrongRoutes, ...wrongFeeds, ...unfit, ...doubled],
  'asking a model': [429, 401, 404, 301, 500].map((status) => modelFailure(status, null, 0).message),
}

/** The texts of findings, as the code writes them: `named('veto-launch', 'the report of a launch')`. */
const findings = readdirSync(join(SRC, 'judgement'))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join(SRC, 'judgement', file), 'utf8').matchAll(/named\(\s*['`a-z][^,]*,\s*(?:'([^']+)'|`([^`]+)`)/g)])
  .map(([, plain, template = '']) => plain ?? template.replace(/\$\{[^}]*\}/g, 'PRK'))

describe.each(OTHERS)('what other rooms say, in %s', (_, words) => {
  const marked = words.writing.inEnglish('⟦A⟧').split('⟦A⟧')[1] ?? ''

  test.each(Object.entries(SENTENCES))('%s: every sentence has a form', (_room, sentences) => {
    const all = [...new Set(sentences)].filter((one) => one !== '')
    expect(all.length).toBeGreaterThan(4)
    expect(all.filter((one) => told(one, words).includes(marked))).toEqual([])
  })

  test('every finding of judgement has a form', () => {
    expect(findings.length).toBeGreaterThan(50)
    expect(findings.filter((one) => reasonTold(one, words).includes(marked))).toEqual([])
  })

  test('every reason that the gold set gives has one', () => {
    const reasons = new Set(
      readGold().flatMap(({ title, description, published }) => assess(title, description, published).reasons.map(({ text }) => text)),
    )
    expect(reasons.size).toBeGreaterThan(30)
    expect([...reasons].filter((one) => reasonTold(one, words).includes(marked) || /\b[A-Z]{3}\b/.test(reasonTold(one, words)))).toEqual([])
  })
})
