import type { Webhook, WebhookShape } from '../../domain/webhook.ts'

/** A receiver whose shape is decided. */
export type Target = Webhook & { readonly shape: WebhookShape }

/** The receiver with the shape it was given, or else the one its address tells. */
export const targetOf = (webhook: Webhook): Target => ({ ...webhook, shape: webhook.shape ?? shapeOf(webhook.url.reveal()) })

/** The shape an address asks for, by whose it is. */
export function shapeOf(url: string): WebhookShape {
  const { hostname, pathname } = new URL(url)
  if (hostname === 'hooks.slack.com') return 'slack'
  const isDiscord = hostname === 'discord.com' || hostname === 'discordapp.com' || hostname.endsWith('.discord.com')
  return isDiscord && pathname.startsWith('/api/') ? 'discord' : 'json'
}

/** The http(s) address in a text; null where there is none. */
export function addressOf(text: string): URL | null {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}
