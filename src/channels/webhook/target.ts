import type { Secret } from '../../domain/secret.ts'

/** What a receiver expects: our own document, or the shape of a chat's incoming webhooks. */
export type Shape = 'json' | 'discord' | 'slack'

/** A receiver with its address. The address of a chat's webhook is a secret: who has it can post. */
export type Target = {
  readonly name: string
  readonly url: Secret
  readonly shape: Shape
  /** Signs our own document; null for none. */
  readonly signingSecret: Secret | null
  /** The receiver's own shape, as JSON with `{{…}}` in its strings; null for ours. */
  readonly template: string | null
}

/** The shape an address asks for, by whose it is. */
export function shapeOf(url: string): Shape {
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
