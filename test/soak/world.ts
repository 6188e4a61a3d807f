import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EVENTS } from '../faults/events.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')
const TOKENS = { bot: 'xoxb-for-the-soak', app: 'xapp-for-the-soak' }
export const CHANNEL = '123456789012345'
/**
 * Events that the bot tells apart even where all are reported within hours, so that a story ends when the next event begins. The first
 * has letters beyond Latin-1, as have the other entries: what they alone make V8 compile does not come in the middle of the run.
 */
const APART = [14, 0, 1, 5, 6, 7, 12, 21, 24, 28].flatMap((number) => EVENTS[number] ?? [])
/** Reports of an event, by as many feeds: in two hours each event has its turn once. */
const REPORTS = 5
/** How long a platform misbehaves towards the next request, in real milliseconds. */
const FAULT_MS = 1_000
/** Entries that a feed's document lists. */
const LISTED = 20
const SUBJECTS = [
  'harvest',
  'ferry timetable',
  'school term',
  'museum',
  'bridge repair',
  'rail fares',
  'orchard',
  'library',
  'swimming bath',
  'bus routes',
]
const PLACES = ['Busan', 'Sapporo', 'Vladivostok', 'Incheon', 'Kobe', 'Khabarovsk', 'Daegu', 'Niigata', 'Ulsan', 'Sendai']

export type SoakWorld = {
  readonly folder: string
  readonly feeds: FeedServer
  readonly discord: DiscordStandIn
  readonly slack: SlackStandIn
  readonly env: Readonly<Record<string, string>>
  /** Feed number `n` has something new, dated `at`; one in `oneKept` is about an alignment. */
  publish(n: number, at: number): void
  /** Something goes wrong somewhere. */
  fail(random: () => number): void
  close(): Promise<void>
}

/** So many feeds on loopback, both platforms, and a folder with a configuration of its own. */
export async function openSoakWorld(feedCount: number, oneKept: number): Promise<SoakWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-soak-'))
  const [discord, slack, feeds] = await Promise.all([
    openDiscordStandIn(),
    startSlack({ perSecond: 1_000, burst: 1_000, tokens: TOKENS }),
    startFeedServer(),
  ])
  const guild = discord.addGuild('Desk')
  guild.channels.set(CHANNEL, { ...discord.addChannel(guild, 'alerts'), id: CHANNEL })
  const config = path.join(folder, 'config')
  await cp(path.join(PROJECT, 'config'), config, { recursive: true })
  const yaml = (n: number): string =>
    `  - { id: feed-${n}, title: Feed ${n}, url: "${feeds.origin}/feed-${n}", language: en, country: KOR, kind: newspaper, bloc: other, interval: 5m }\n`
  await writeFile(path.join(config, 'feeds.yaml'), `feeds:\n${Array.from({ length: feedCount }, (_, n) => yaml(n)).join('')}`)
  await writeFile(
    path.join(config, 'settings.yaml'),
    'poll: { interval: 5m, maxInterval: 5m, totalTimeout: 2s, connectTimeout: 2s, concurrency: 16 }\n',
  )

  const entries = Array.from({ length: feedCount }, (): string[] => [])
  const down = new Map<number, number>()
  let published = 0
  const show = (n: number): void => {
    const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${n}</title>${entries[n]?.join('') ?? ''}</channel></rss>`
    feeds.set(`/feed-${n}`, { kind: 'feed', body })
  }
  const breakFeed = (n: number, random: () => number): void => {
    const body = '<rss version="2.0"><channel><title>cut'
    const faults = [
      { kind: 'status', status: 503 },
      { kind: 'cut', body },
      { kind: 'silent' },
      { kind: 'drip', body, everyMs: 100 },
    ] as const
    const fault = faults[Math.floor(random() * faults.length)] ?? faults[0]
    feeds.set(`/feed-${n}`, fault)
    down.set(n, (down.get(n) ?? 0) + 1)
    setTimeout(() => show(n), 3_000)
  }
  return {
    folder,
    feeds,
    discord,
    slack,
    env: {
      STORE_PATH: path.join(folder, 'store.db'),
      WEB_PORT: '0',
      POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
      DISCORD_TOKEN: discord.token,
      DISCORD_CHANNELS: CHANNEL,
      SLACK_BOT_TOKEN: TOKENS.bot,
      SLACK_APP_TOKEN: TOKENS.app,
      SLACK_CHANNELS: 'C0ALERTS',
    },
    publish(n, at) {
      published += 1
      const list = entries[n]
      list?.unshift(entryOf(n, published, at, published % oneKept === 0 ? published / oneKept : null))
      if (list !== undefined) list.length = Math.min(list.length, LISTED)
      show(n)
    },
    fail(random) {
      const turn = random()
      if (turn < 0.4) return breakFeed(Math.floor(random() * feedCount), random)
      const faults = turn < 0.7 ? discord.faults : slack.faults
      // A fault that no request has met passes: else one would wait for every request of a quiet platform.
      faults.clear()
      setTimeout(() => faults.clear(), FAULT_MS)
      if (turn < 0.5) discord.faults.add({ path: /messages/, fault: { kind: 'lost', how: 'drop' } })
      else if (turn < 0.6) discord.faults.add({ path: /messages/, fault: { kind: 'status', status: 500 } })
      else if (turn < 0.7) discord.faults.add({ path: /messages/, fault: { kind: 'limit', retryAfterMs: 300 } })
      else if (turn < 0.8) slack.faults.add('chat.postMessage', { kind: 'lost', how: 'drop' })
      else if (turn < 0.9) slack.faults.add('chat.postMessage', { kind: 'limited', seconds: 1 })
      else slack.faults.add('chat.postMessage', { kind: 'status', status: 503 })
    },
    close: async () => {
      await Promise.all([discord.close(), slack.close(), feeds.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Reports of one event come one after another, and then nobody tells of it until all others have had their turn. */
function reportOf(number: number): { readonly title: string; readonly text: string } {
  const event = APART[Math.floor(number / REPORTS) % APART.length]
  const { title, text } = event?.reports[number % 2] ?? { title: '', text: '' }
  return { title, text: `${text} (Report ${number}.)` }
}

function entryOf(n: number, number: number, at: number, keptNumber: number | null): string {
  const date = new Date(at).toUTCString()
  const subject = SUBJECTS[number % SUBJECTS.length]
  const place = PLACES[(number * 7 + n) % PLACES.length]
  const other = {
    title: `${place}: news of the city’s ${subject}, number ${number}`,
    text: `The ${subject} of ${place} was spoken of today. Those who run it gave ${number} reasons, and said that there would be more to say next month. ${'Nothing else was new. '.repeat(20)}`,
  }
  const { title, text } = keptNumber === null ? other : reportOf(keptNumber)
  return `<item><guid>${n}-${number}</guid><title>${title}</title><link>https://feed-${n}.example/${number}</link><pubDate>${date}</pubDate><description>${text}</description></item>`
}
