import { ChannelType, type Client } from 'discord.js'
import type { ChannelSeen } from '../../domain/delivery.ts'
import { NEEDED, permissionName } from './invite.ts'

/** What the bot sees of its servers. */
export type Sights = {
  /** What the bot may not do in a channel, as Discord's settings name it; null while that is not known. */
  missing(channelId: string): readonly string[] | null
  /** A channel of a server of the bot that posts can go to; null where there is none of this id, or while that is not known. */
  see(channelId: string): ChannelSeen | null
  /** How many servers the bot is in; `Infinity` while that is not known. */
  places(): number
}

/** Who may change what depends on it: what is not known must not count as few. */
const UNKNOWN = Number.POSITIVE_INFINITY

const POSTABLE: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
])

/** Permissions the bot lacks in a channel. A channel that no server of the bot has is one it cannot see. */
function missingIn(client: Client<true>, channelId: string): readonly string[] {
  const channel = client.channels.cache.get(channelId)
  if (channel === undefined) return [permissionName('ViewChannel')]
  const may = channel.isDMBased() ? null : channel.permissionsFor(client.user)
  return may === null ? [] : NEEDED.filter((permission) => !may.has(permission)).map(permissionName)
}

function seenBy(client: Client<true>, channelId: string): ChannelSeen | null {
  const channel = client.channels.cache.get(channelId)
  if (channel === undefined || channel.isDMBased() || !POSTABLE.has(channel.type)) return null
  const tags = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia ? channel.availableTags : null
  return {
    name: channel.name,
    place: channel.guildId,
    missing: missingIn(client, channelId),
    ...(tags === null ? {} : { tags: tags.map(({ name }) => name) }),
  }
}

/**
 * What a client sees; nothing while it is not connected. One that has some of the shards only knows nothing of the servers on the others.
 */
export const sightsOf = (client: () => Client<true> | null, isWhole: boolean): Sights => ({
  missing(channelId) {
    const made = client()
    return made !== null && (isWhole || made.channels.cache.has(channelId)) ? missingIn(made, channelId) : null
  },
  see(channelId) {
    const made = client()
    return made === null ? null : seenBy(made, channelId)
  },
  places() {
    const made = client()
    return made !== null && isWhole ? made.guilds.cache.size : UNKNOWN
  },
})
