import { apiError, formError } from './errors.ts'
import { messageProblems, objects } from './limits.ts'
import { type Channel, type Guild, type Json, type Message, may, type Pings, type StoredFile, type World } from './world.ts'

export type Upload = { readonly name: string; readonly type: string; readonly bytes: Uint8Array; readonly index: number }

/**
 * Whom a message pings: in ordinary messages everything is parsed unless `allowed_mentions` says otherwise; in answers to
 * interactions users only. https://discord.com/developers/docs/resources/message#allowed-mentions-object
 */
export function pingsOf(content: string, allowed: unknown, guild: Guild | undefined, mayPingAll: boolean, interaction: boolean): Pings {
  const rule = (typeof allowed === 'object' && allowed !== null ? allowed : null) as Json | null
  const parse =
    (rule?.parse as readonly string[] | undefined) ?? (rule !== null ? [] : interaction ? ['users'] : ['users', 'roles', 'everyone'])
  const listed = (key: string): readonly string[] => (Array.isArray(rule?.[key]) ? (rule[key] as string[]) : [])
  const found = (pattern: RegExp): readonly string[] => [...content.matchAll(pattern)].map((match) => match[1] ?? '')
  const mentionable = (id: string): boolean => mayPingAll || guild?.roles.find((role) => role.id === id)?.mentionable === true
  return {
    everyone: parse.includes('everyone') && mayPingAll && /@(everyone|here)/.test(content),
    users: found(/<@!?(\d+)>/g).filter((id) => parse.includes('users') || listed('users').includes(id)),
    roles: found(/<@&(\d+)>/g).filter((id) => (parse.includes('roles') || listed('roles').includes(id)) && mentionable(id)),
  }
}

function store(world: World, channelId: string, upload: Upload, described: Json | undefined): Json {
  const id = world.nextId()
  const file: StoredFile = { id, name: upload.name, type: upload.type, bytes: upload.bytes }
  world.files.set(id, file)
  const url = `${world.base}/cdn/attachments/${channelId}/${id}/${encodeURIComponent(upload.name)}?ex=1&is=1&hm=${id}`
  return {
    id,
    filename: upload.name,
    size: upload.bytes.byteLength,
    content_type: upload.type,
    url,
    proxy_url: url,
    ...(described?.description === undefined ? {} : { description: described.description }),
  }
}

function withPictures(embeds: readonly Json[], attachments: readonly Json[]): readonly Json[] {
  return embeds.map((embed) => {
    const image = embed.image as Json | undefined
    const name = String(image?.url ?? '').split('attachment://')[1]
    const file = attachments.find((attachment) => attachment.filename === name)
    return { type: 'rich', ...embed, ...(file === undefined ? {} : { image: { url: file.url, proxy_url: file.url } }) }
  })
}

export type Draft = {
  readonly payload: Json
  readonly uploads: readonly Upload[]
  readonly channel: Channel
  readonly interactionToken: string | null
}

function check(draft: Draft, kept: readonly Json[]): void {
  const names = [...draft.uploads.map((upload) => upload.name), ...kept.map((file) => String(file.filename))]
  const problems = messageProblems(draft.payload, names)
  if (problems.length > 0) throw formError(problems)
}

function attachmentsOf(world: World, draft: Draft): readonly Json[] {
  const described = objects(draft.payload.attachments)
  return draft.uploads.map((upload) =>
    store(
      world,
      draft.channel.id,
      upload,
      described.find((one) => String(one.id) === String(upload.index)),
    ),
  )
}

/** Makes a message of a checked payload; throws Discord's errors. It is not yet in any channel. */
export function makeMessage(world: World, draft: Draft): Message {
  const { payload, channel } = draft
  check(draft, [])
  const attachments = attachmentsOf(world, draft)
  const content = String(payload.content ?? '')
  const embeds = objects(payload.embeds)
  if (content === '' && embeds.length === 0 && attachments.length === 0) throw apiError(50006)
  const guild = world.guilds.get(channel.guildId)
  return {
    id: world.nextId(),
    channelId: channel.id,
    authorId: world.botId,
    createdAt: world.clock.now(),
    editedAt: null,
    content,
    // Without Embed Links the platform drops embeds in silence; answers to interactions keep them.
    embeds: draft.interactionToken !== null || may(channel, 'EMBED_LINKS') ? withPictures(embeds, attachments) : [],
    components: objects(payload.components),
    attachments,
    flags: Number(payload.flags ?? 0),
    pings: pingsOf(content, payload.allowed_mentions, guild, may(channel, 'MENTION_EVERYONE'), draft.interactionToken !== null),
    nonce: payload.nonce === undefined ? null : String(payload.nonce),
    interactionToken: draft.interactionToken,
  }
}

/** Changes a message in place: what the payload does not name stays. */
export function editMessage(world: World, message: Message, draft: Draft): void {
  const { payload } = draft
  const keptIds = Array.isArray(payload.attachments) ? objects(payload.attachments).map((one) => String(one.id)) : null
  const kept = message.attachments.filter((file) => keptIds === null || keptIds.includes(String(file.id)))
  check(draft, kept)
  message.attachments = [...kept, ...attachmentsOf(world, draft)]
  if (payload.content !== undefined) message.content = String(payload.content ?? '')
  if (payload.embeds !== undefined) message.embeds = withPictures(objects(payload.embeds), message.attachments)
  if (payload.components !== undefined) message.components = objects(payload.components)
  message.editedAt = world.clock.now()
}

/** A message as the API shows it. */
export function messageJson(world: World, message: Message): Json {
  const iso = (at: number): string => new Date(at).toISOString()
  return {
    id: message.id,
    type: message.interactionToken === null ? 0 : 20,
    channel_id: message.channelId,
    author: botUser(world),
    content: message.content,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    mention_everyone: message.pings.everyone,
    mentions: message.pings.users.map((id) => ({ id, username: `user-${id}`, discriminator: '0', avatar: null })),
    mention_roles: message.pings.roles,
    attachments: message.attachments,
    embeds: message.embeds,
    components: message.components,
    pinned: false,
    flags: message.flags,
    application_id: world.applicationId,
  }
}

export const botUser = (world: World): Json => ({
  id: world.botId,
  username: 'alignment-watch',
  discriminator: '0000',
  global_name: null,
  avatar: null,
  bot: true,
})
