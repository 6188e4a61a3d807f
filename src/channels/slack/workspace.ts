import type { webApi } from '@slack/bolt'
import type { Asker } from '../../domain/admin.ts'
import type { ChannelSeen } from '../../domain/delivery.ts'
import { failureOf } from './fate.ts'
import { type ChannelNames, openChannelNames } from './named-channel.ts'

/** What the app may look up of its workspace: who its people are, and which channels it sees. */
export type Workspace = {
  readonly channelNames: ChannelNames
  /** The workspace that the app is installed in; null while Slack cannot be asked. */
  team(): Promise<string | null>
  /** A channel as the app sees it; null where it sees none of this id. Never rejects. */
  see(channelId: string): Promise<ChannelSeen | null>
  /** Who asks: by Slack's word, and only members of this workspace look after it. */
  asker(userId: string, team: string | null, channel: string | null): Asker
}

/** How long what was looked up of a channel is believed. */
const BELIEVED_MS = 60_000

export function openWorkspace(client: webApi.WebClient, now: () => number): Workspace {
  let own: string | null = null
  const seen = new Map<string, { readonly channel: ChannelSeen; readonly at: number }>()

  const team = async (): Promise<string | null> => {
    own ??= await client.auth.test().then(
      ({ team_id }) => team_id ?? null,
      () => null,
    )
    return own
  }

  const see = async (id: string): Promise<ChannelSeen | null> => {
    const known = seen.get(id)
    if (known !== undefined && now() - known.at < BELIEVED_MS) return known.channel
    const place = await team()
    if (place === null) return null
    const channel = await lookUp(client, id, place)
    if (channel !== null && channel.missing.length === 0) seen.set(id, { channel, at: now() })
    return channel
  }

  return {
    channelNames: openChannelNames(client, now),
    team,
    see,
    asker: (userId, place, channel) => ({
      platform: 'slack',
      userId,
      place,
      channel,
      mayAdminister: async () => whyNot(client, userId, place, await team()),
    }),
  }
}

async function lookUp(client: webApi.WebClient, id: string, place: string): Promise<ChannelSeen | null> {
  try {
    const { channel } = await client.conversations.info({ channel: id })
    if (channel === undefined) return null
    const missing = [
      ...(channel.is_archived === true ? ['an end of its archiving'] : []),
      ...(channel.is_member === true ? [] : ['an invitation (/invite, in the channel)']),
    ]
    return { name: channel.name ?? id, place, missing }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused') return { name: id, place, missing: ['an answer of Slack, which cannot be asked just now'] }
    // An app that was installed before it asked for this permission still posts.
    return failure.code === 'missing_scope' ? { name: id, place, missing: [] } : null
  }
}

/** null where Slack says that they are an admin or owner of the app's own workspace; else why not. */
async function whyNot(client: webApi.WebClient, userId: string, place: string | null, own: string | null): Promise<string | null> {
  if (own === null) return 'Slack cannot be asked who you are just now; try again in a moment'
  if (place !== own) return 'you ask from another workspace than the bot’s own'
  try {
    const { user } = await client.users.info({ user: userId })
    if (user === undefined || user.deleted === true || (user.team_id !== undefined && user.team_id !== own))
      return 'you are no member of the bot’s own workspace'
    if (user.is_admin === true || user.is_owner === true || user.is_primary_owner === true) return null
    return 'it takes an admin or owner of this workspace, or whoever the bot’s settings name (admin.users)'
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'refused' && failure.code === 'missing_scope')
      return 'the app may not ask Slack who is an admin: install it again with the permission users:read, or name people in admin.users'
    return 'Slack cannot be asked who you are just now; try again in a moment'
  }
}
