/** What the bot needs in a channel: see it, post with embeds and charts, and look up a post whose answer was lost. */
export const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory'] as const
export type Needed = (typeof NEEDED)[number]

// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
const BITS: Readonly<Record<Needed, bigint>> = {
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
}

/** As Discord's settings name it: `EmbedLinks` → `Embed Links`. */
export const permissionName = (permission: Needed): string => permission.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')

/** The address that invites the bot to a server with what it needs and nothing more. */
export function inviteUrl(applicationId: string): string {
  const permissions = NEEDED.reduce((sum, name) => sum | BITS[name], 0n)
  const query = new URLSearchParams({ client_id: applicationId, scope: 'bot applications.commands', permissions: String(permissions) })
  return `https://discord.com/oauth2/authorize?${query}`
}
