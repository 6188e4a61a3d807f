/** What the bot needs in a channel: see it, post with embeds and charts, and look up a post whose answer was lost. */
const NEEDED = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory'] as const

// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
const BITS: Readonly<Record<(typeof NEEDED)[number], bigint>> = {
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
}

/** The address that invites the bot to a server with what it needs and nothing more. */
export function inviteUrl(applicationId: string): string {
  const permissions = NEEDED.reduce((sum, name) => sum | BITS[name], 0n)
  const query = new URLSearchParams({ client_id: applicationId, scope: 'bot applications.commands', permissions: String(permissions) })
  return `https://discord.com/oauth2/authorize?${query}`
}
