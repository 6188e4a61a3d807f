import { type ChannelHarness, FAULTS, type Fault, RATE_LIMIT_MS, testChannel } from '../../contract/channel.ts'
import { makeRoute } from '../../fixtures/make.ts'
import type { Fault as SlackFault } from '../../stand-ins/slack/faults.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { openBoth } from './open.ts'

const AS_SLACK: Readonly<Record<Fault, SlackFault>> = {
  'rate-limited': { kind: 'limited', seconds: RATE_LIMIT_MS / 1000 },
  'server-error': { kind: 'status', status: 503 },
  dropped: { kind: 'drop' },
  'answer-lost': { kind: 'lost', how: 'bad-gateway' },
  'no-permission': { kind: 'error', error: 'not_in_channel' },
  'channel-gone': { kind: 'error', error: 'channel_not_found' },
  unauthorised: { kind: 'error', error: 'token_revoked' },
}

async function open(): Promise<ChannelHarness> {
  const { slack, channel, close } = await openBoth()
  const alerts = slack.workspace.channel('C0ALERTS')
  return {
    channel,
    route: makeRoute({ id: 'slack-alerts', platform: 'slack', channel: alerts.id }),
    messages: async () => alerts.messages.map((message) => ({ id: message.ts, channel: alerts.id, ...readMessage(message) })),
    fail: (fault) => {
      slack.faults.add(alerts.messages.length > 0 ? 'chat.update' : 'chat.postMessage', AS_SLACK[fault])
    },
    remove: ({ messageId }) => {
      alerts.messages.splice(
        alerts.messages.findIndex((message) => message.ts === messageId),
        1,
      )
    },
    close,
  }
}

testChannel('Slack', open, { edits: true, postsKeyOnce: false, reconciles: true, faults: FAULTS })
