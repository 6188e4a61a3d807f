import { type ChannelHarness, FAULTS, type Fault, RATE_LIMIT_MS, testChannel } from '../../contract/channel.ts'
import { makeRoute } from '../../fixtures/make.ts'
import type { FaultRule } from '../../stand-ins/discord/faults.ts'
import { linksOf, wordsOf } from './reading.ts'
import { type Desk, openDesk } from './setup.ts'

const WRITES = /^\/channels\/\d+\/messages(\/\d+)?$/

const RULES: Readonly<Record<Exclude<Fault, 'no-permission' | 'channel-gone'>, FaultRule['fault']>> = {
  'rate-limited': { kind: 'limit', retryAfterMs: RATE_LIMIT_MS },
  'server-error': { kind: 'status', status: 503 },
  dropped: { kind: 'drop' },
  'answer-lost': { kind: 'lost', how: 'drop' },
  unauthorised: { kind: 'status', status: 401, code: 0 },
}

function fail({ discord, place }: Desk, next: Fault): void {
  if (next === 'no-permission') place.denied.add('SEND_MESSAGES')
  else if (next === 'channel-gone') discord.removeChannel(place.id)
  else discord.faults.add({ path: WRITES, fault: RULES[next] })
}

async function open(): Promise<ChannelHarness> {
  const desk = await openDesk()
  const { discord, place } = desk
  return {
    channel: desk.channel,
    route: makeRoute({ platform: 'discord', channel: place.id }),
    messages: async () =>
      place.messages.map((message) => ({
        id: message.id,
        channel: message.channelId,
        text: wordsOf(message),
        pings: [...(message.pings.everyone ? ['everyone'] : []), ...message.pings.users, ...message.pings.roles],
        links: linksOf(message),
      })),
    fail: (next) => fail(desk, next),
    remove: ({ messageId }) => {
      place.messages = place.messages.filter(({ id }) => id !== messageId)
    },
    close: async () => {
      if (discord.faults.waiting() > 0) throw new Error('a fault was never met')
      await desk.close()
    },
  }
}

testChannel('Discord', open, { edits: true, postsKeyOnce: true, reconciles: true, faults: FAULTS })
