import { openWebhook } from '#src/channels/webhook/channel.ts'
import type { Channel } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import type { Webhook, WebhookShape } from '#src/domain/webhook.ts'
import { makeRoute } from '../../fixtures/make.ts'
import { startReceiver, type WebhookReceiver } from '../../stand-ins/webhook-receiver.ts'

export const route = makeRoute({ id: 'hook-route', platform: 'webhook', channel: 'desk-hook' })
export const SECRET = 'a secret for tests'

export type Opened = { readonly receiver: WebhookReceiver; readonly channel: Channel; close(): Promise<void> }

/** The channel before a receiver on loopback, which a route reaches as `desk-hook`. */
export async function openHook(shape: WebhookShape, changes: Partial<Webhook> = {}): Promise<Opened> {
  const receiver = await startReceiver(shape)
  const webhook = { name: 'desk-hook', url: new Secret(receiver.url), shape, signingSecret: new Secret(SECRET), template: null, ...changes }
  const channel = openWebhook({ webhooks: [webhook], now: Date.now, log: silentLog, timeoutMs: 1_000 })
  return {
    receiver,
    channel,
    close: async () => {
      await channel.close()
      await receiver.close()
    },
  }
}
