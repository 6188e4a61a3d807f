import { createLocalChannel, type LocalChannel } from '#src/channels/local/channel.ts'
import { held } from '#src/delivery/held.ts'
import type { Alignment } from '#src/domain/alignment.ts'
import type { Brief } from '#src/domain/brief.ts'
import { type Command, type CommandContext, textReply } from '#src/domain/command.ts'
import type { Feed } from '#src/domain/feed.ts'
import { type Log, silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { openStore, type Store } from '#src/store/store.ts'
import type { WebNeeds } from '#src/web/needs.ts'
import { createSite, type Site } from '#src/web/site.ts'
import { CALL_AT, makeFeed, makePost, makeRoute } from '../fixtures/make.ts'

const alignment = (id: string, label: string, colour: string): Alignment => ({
  id,
  label,
  colour,
  states: [],
  collectives: [],
  instruments: [],
  rules: [],
  threshold: 0.5,
})
export const ALIGNMENTS = [
  alignment('us-jp-kr', 'US–Japan–South Korea', '#0072b2'),
  alignment('dprk-russia', 'North Korea–Russia', '#d55e00'),
]

const NAMES = ['Sergey Lavrov', 'Choe Son Hui', 'Kim Jong Un', 'Kim Yo Jong']

const option = (name: string, changes: Partial<Command['options'][number]> = {}) => ({
  name,
  description: `the ${name}`,
  required: false,
  choices: [],
  autocomplete: false,
  ...changes,
})

/** Commands small enough to see through, of every shape the page must handle. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'actor',
    description: 'Who is this',
    options: [option('name', { required: true, autocomplete: true }), option('on')],
    run: async ({ name = '', on = '' }) => ({
      ...textReply(on),
      title: `Card of ${name}`,
      url: 'https://www.wikidata.org/wiki/Q58217',
      colour: '#d55e00',
      body: [[{ text: 'Minister', bold: true }, { text: ' of Foreign Affairs' }], ...(on === '' ? [] : [[{ text: `on ${on}` }]])],
      picture: {
        name: 'mentions.svg',
        alt: 'Mentions by week: most in July',
        svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>',
        png: async () => new Uint8Array(),
      },
      fields: [{ name: 'Acts with', inline: true, value: [[{ text: 'Choe Son Hui' }]] }],
      suggestions: [{ label: 'Choe Son Hui', command: 'actor', args: { name: 'Choe Son Hui' } }],
      footer: 'Offices as of today',
    }),
    complete: (_option, typed) =>
      NAMES.filter((name) => name.toLowerCase().includes(typed.toLowerCase())).map((name) => ({ name: `${name}, person`, value: name })),
  },
  {
    name: 'latest',
    description: 'The newest stories',
    options: [option('alignment', { choices: ALIGNMENTS.map(({ id, label }) => ({ name: label, value: id })) })],
    run: async ({ alignment: id = '' }, { archive }) => ({
      ...textReply('Newest first'),
      briefs: await archive.latest({ ...(id === '' ? {} : { alignment: id }), limit: 5 }),
    }),
  },
  {
    name: 'search',
    description: 'Stories by words',
    options: [option('query', { required: true })],
    run: async ({ query = '' }) => textReply(`Searched for ${query}`),
  },
  {
    name: 'why',
    description: 'Why it was posted',
    options: [option('item', { required: true })],
    run: async ({ item = '' }) => textReply(`Because of ${item}`),
  },
  {
    name: 'break',
    description: 'Fails',
    options: [],
    run: async () => {
      throw new Error('the secret reason')
    },
  },
]

/** Who gives it may see the deliveries. */
export const TOKEN = 'the-token-of-the-desk'

export type Desk = {
  readonly needs: WebNeeds
  readonly site: Site
  readonly store: Store
  readonly channel: LocalChannel
  post(brief: Brief): Promise<void>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  page(path: string): Promise<string>
  close(): Promise<void>
}

export type DeskOptions = { readonly feeds?: readonly Feed[]; readonly log?: Log; readonly now?: () => number }

/** The page over a real store in memory, with the real local channel posting to it. */
export async function openDesk({ feeds = [makeFeed()], log = silentLog, now = () => CALL_AT }: DeskOptions = {}): Promise<Desk> {
  const store = await openStore({ path: ':memory:', now })
  const channel = createLocalChannel({ posts: store.posts, clock: now })
  const context: CommandContext = {
    directory: { byId: () => undefined, find: () => ({ actor: null, candidates: [] }), complete: () => [] },
    archive: store.archive,
    charts: {
      mentionsByWeek: () => {
        throw new Error('no chart is drawn here')
      },
      eventsByWeek: () => {
        throw new Error('no chart is drawn here')
      },
      unusual: () => {
        throw new Error('no chart is drawn here')
      },
      network: () => {
        throw new Error('no chart is drawn here')
      },
    },
    alignments: ALIGNMENTS,
    now,
  }
  const needs: WebNeeds = {
    posts: store.posts,
    subscribe: channel.subscribe,
    commands: COMMANDS,
    context,
    feeds: () => feeds,
    actors: () => [],
    trend: async () => ({ subject: 'All alignments', weeks: [], usual: null, until: now() }),
    token: new Secret(TOKEN),
    version: '0.1.0',
    outbox: store.outbox,
    digests: store.digests,
    held: () => held({ ...store, routes: [makeRoute()], platforms: new Set(['local']), now: 0 }),
    clock: now,
    timeZone: 'Asia/Seoul',
    log,
    heartbeatMs: 50,
  }
  const site = createSite(needs, '127.0.0.1')
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    site.app.request(path, { headers: { host: '127.0.0.1:8787', ...headers } })
  return {
    needs,
    site,
    store,
    channel,
    get,
    page: async (path) => (await get(path)).text(),
    post: async (brief) => {
      const result = await channel.send(makePost({ brief }), new AbortController().signal)
      if (result.kind !== 'sent') throw new Error(`not posted: ${JSON.stringify(result)}`)
    },
    close: async () => {
      site.live.close()
      await channel.close()
      await store.close()
    },
  }
}
