import { type ChannelHarness, type Fault, type ShownMessage, testChannel } from '../../contract/channel.ts'
import type { Kept, ReceiverFault } from '../../stand-ins/webhook-receiver.ts'
import { openHook, route } from './open.ts'

const AS_HTTP: Readonly<Record<Fault, ReceiverFault>> = {
  'rate-limited': { kind: 'status', status: 429, retryAfter: '60' },
  'server-error': { kind: 'status', status: 500 },
  dropped: { kind: 'drop' },
  'answer-lost': { kind: 'lost' },
  'no-permission': { kind: 'status', status: 403 },
  'channel-gone': { kind: 'status', status: 404 },
  unauthorised: { kind: 'status', status: 401 },
}

/** Every string in a document. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

const readDocument = ({ id, body }: Kept): ShownMessage => ({
  id,
  channel: 'desk-hook',
  text: wordsIn(body).join('\n'),
  pings: [],
  links: [],
})

type Embed = { readonly url?: string; readonly title?: string }

/** As Discord shows it: nothing pings where `parse` is empty; a backslash makes the next character a plain one. */
function readDiscord({ id, body }: Kept): ShownMessage {
  const text = wordsIn(body.embeds).join('\n')
  const [embed] = body.embeds as readonly Embed[]
  const mayPing = JSON.stringify(body.allowed_mentions) !== '{"parse":[]}'
  const plain = text.replace(/\\([\\*_~|`<>[\]()#:@-])/g, '$1')
  const masked = [...text.matchAll(/(?<!\\)\[([^\]]*)\]\(([^)]*)\)/g)].map(([, label = '', url = '']) => ({ label, url }))
  const titled = embed?.url === undefined ? [] : [{ label: embed.title ?? '', url: embed.url }]
  return { id, channel: 'desk-hook', text: plain, pings: mayPing ? ['everyone'] : [], links: [...masked, ...titled] }
}

const opener = (shape: 'json' | 'discord', read: (kept: Kept) => ShownMessage) => async (): Promise<ChannelHarness> => {
  const { receiver, channel, close } = await openHook(shape)
  return {
    channel,
    route,
    messages: async () => receiver.kept.map(read),
    fail: (fault) => receiver.failNext(AS_HTTP[fault]),
    remove: ({ messageId }) => {
      receiver.kept.splice(
        receiver.kept.findIndex((one) => one.id === messageId),
        1,
      )
    },
    close,
  }
}

testChannel('A webhook of our own documents', opener('json', readDocument), {
  edits: false,
  postsKeyOnce: true,
  reconciles: false,
  faults: ['rate-limited', 'server-error', 'dropped', 'answer-lost', 'no-permission', 'channel-gone'],
})

testChannel('A Discord webhook', opener('discord', readDiscord), {
  edits: true,
  postsKeyOnce: false,
  reconciles: false,
  faults: ['rate-limited', 'no-permission', 'channel-gone'],
})
