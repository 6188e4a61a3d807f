import { randomBytes } from 'node:crypto'
import { checkBlocks } from './block-kit.ts'
import type { PostingLimit } from './rate.ts'
import type { StoredChannel, StoredMessage, Workspace } from './workspace.ts'

export type Args = Readonly<Record<string, string>>
export type Answer = Readonly<Record<string, unknown>>

/** A refusal in Slack's own form. */
export class Refusal extends Error {
  readonly extra: Answer
  /** Seconds for a Retry-After header, where the refusal is a rate limit. */
  readonly retryAfter: number | null

  constructor(error: string, extra: Answer = {}, retryAfter: number | null = null) {
    super(error)
    this.extra = extra
    this.retryAfter = retryAfter
  }
}

type Method = { readonly scope: string | null; run(args: Args, workspace: Workspace, origin: string, limit: PostingLimit): Answer }

const TEXT_LIMIT = 40_000
const METADATA_LIMIT = 16_000

/** The Web API's methods that the program and its libraries call. https://docs.slack.dev/reference/methods */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': {
    scope: null,
    run: (_, workspace) => ({
      team_id: workspace.teamId,
      team: 'Watchers',
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      user: 'watch',
    }),
  },
  'chat.postMessage': { scope: 'chat:write', run: postMessage },
  'chat.update': { scope: 'chat:write', run: updateMessage },
  'conversations.history': { scope: 'channels:history', run: history },
  'conversations.info': { scope: 'channels:read', run: channelInfo },
  'users.conversations': { scope: 'channels:read', run: ownChannels },
  'users.info': { scope: 'users:read', run: userInfo },
  'files.getUploadURLExternal': { scope: 'files:write', run: uploadUrl },
  'files.completeUploadExternal': { scope: 'files:write', run: completeUpload },
  'files.info': { scope: 'files:read', run: fileInfo },
}

function channelInfo(args: Args, workspace: Workspace): Answer {
  const { id, name, member, archived } = channelFor(args, workspace)
  return { channel: { id, name, is_member: member, is_archived: archived } }
}

const PAGE = 100
const MOST_A_PAGE = 999

/** The channels that the app is a member of, in pages; public ones only where no other kind is asked for. */
function ownChannels(args: Args, workspace: Workspace): Answer {
  const types = (args.types ?? 'public_channel').split(',')
  if (types.includes('private_channel') && !workspace.scopes.has('groups:read'))
    throw new Refusal('missing_scope', { needed: 'groups:read' })
  const own = [...workspace.channels.values()].filter(
    ({ member, gone, archived, secret }) =>
      member && !gone && !(archived && args.exclude_archived === 'true') && types.includes(secret ? 'private_channel' : 'public_channel'),
  )
  const [start, limit] = [Number(args.cursor ?? 0), Number(args.limit ?? PAGE)]
  if (limit > MOST_A_PAGE) throw new Refusal('invalid_limit')
  const next = start + limit < own.length ? String(start + limit) : ''
  return {
    channels: own.slice(start, start + limit).map(({ id, name, archived }) => ({ id, name, is_archived: archived })),
    response_metadata: { next_cursor: next },
  }
}

/** Members and guests of the workspace; whoever else is asked for is not shown. */
function userInfo(args: Args, workspace: Workspace): Answer {
  const id = args.user ?? ''
  if (workspace.strangers.has(id)) return { user: { id, team_id: 'T0OTHER', is_admin: true, is_stranger: true } }
  const locale = args.include_locale === 'true' ? { locale: workspace.locales.get(id) ?? 'en-US' } : {}
  return { user: { id, team_id: workspace.teamId, is_admin: workspace.admins.has(id), is_owner: false, deleted: false, ...locale } }
}

function channelFor(args: Args, workspace: Workspace): StoredChannel {
  const channel = workspace.channels.get(args.channel ?? '')
  if (channel === undefined || channel.gone) throw new Refusal('channel_not_found')
  return channel
}

/** Checks and reads what is shown: text, blocks, metadata. */
function readContent(args: Args, workspace: Workspace): Pick<StoredMessage, 'text' | 'blocks' | 'metadata'> {
  const blocks = args.blocks === undefined ? undefined : JSON.parse(args.blocks)
  if ((args.text ?? '') === '' && blocks === undefined) throw new Refusal('no_text')
  const fileReady = (id: string): boolean => {
    const file = workspace.files.get(id)
    return file !== undefined && workspace.isReady(file)
  }
  const wrong = checkBlocks(blocks, fileReady)
  if (wrong !== null)
    throw new Refusal(wrong.error, { errors: [wrong.detail], response_metadata: { messages: [`[ERROR] ${wrong.detail}`] } })
  if ((args.metadata ?? '').length > METADATA_LIMIT) throw new Refusal('metadata_too_large')
  return {
    text: (args.text ?? '').slice(0, TEXT_LIMIT),
    blocks: blocks ?? [],
    metadata: args.metadata === undefined ? null : JSON.parse(args.metadata),
  }
}

function postMessage(args: Args, workspace: Workspace, _origin: string, limit: PostingLimit): Answer {
  const channel = channelFor(args, workspace)
  if (!channel.member) throw new Refusal('not_in_channel')
  if (channel.archived) throw new Refusal('is_archived')
  const wait = limit.take(channel.id)
  if (wait > 0) throw new Refusal('ratelimited', {}, wait)
  const message: StoredMessage = { ts: workspace.nextTs(), channel: channel.id, edited: false, ...readContent(args, workspace) }
  channel.messages.push(message)
  workspace.note('post', message)
  return { channel: channel.id, ts: message.ts, message: shown(message, workspace) }
}

function updateMessage(args: Args, workspace: Workspace): Answer {
  const channel = channelFor(args, workspace)
  if (channel.archived) throw new Refusal('is_archived')
  const message = channel.messages.find((one) => one.ts === args.ts)
  if (message === undefined) throw new Refusal('message_not_found')
  Object.assign(message, readContent(args, workspace), { edited: true })
  workspace.note('edit', message)
  return { channel: channel.id, ts: message.ts, text: message.text }
}

function shown(message: StoredMessage, workspace: Workspace): Answer {
  return { type: 'message', user: workspace.botUserId, bot_id: workspace.botId, ts: message.ts, text: message.text, blocks: message.blocks }
}

/** Newest first, in pages; metadata only where it is asked for, as on the platform. */
function history(args: Args, workspace: Workspace): Answer {
  const channel = channelFor(args, workspace)
  if (!channel.member) throw new Refusal('not_in_channel')
  const inclusive = args.inclusive === 'true'
  const within = channel.messages
    .filter((message) => after(message.ts, args.oldest, inclusive) && after(args.latest ?? '9'.repeat(12), message.ts, inclusive))
    .toReversed()
  const start = Number(args.cursor ?? 0)
  const limit = Number(args.limit ?? 100)
  const page = within.slice(start, start + limit)
  const more = start + limit < within.length
  return {
    messages: page.map((message) => ({
      ...shown(message, workspace),
      ...(args.include_all_metadata === 'true' && message.metadata ? { metadata: message.metadata } : {}),
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + limit) : '' },
  }
}

const after = (ts: string, bound: string | undefined, inclusive: boolean): boolean =>
  bound === undefined || (inclusive ? Number(ts) >= Number(bound) : Number(ts) > Number(bound))

function uploadUrl(args: Args, workspace: Workspace, origin: string): Answer {
  const id = `F${randomBytes(5).toString('hex').toUpperCase()}`
  if (!(Number(args.length) > 0)) throw new Refusal('invalid_arguments')
  workspace.files.set(id, { id, name: args.filename ?? '', altText: args.alt_text ?? '', bytes: new Uint8Array(), completedAt: null })
  return { upload_url: `${origin}/upload/${id}`, file_id: id }
}

function completeUpload(args: Args, workspace: Workspace): Answer {
  const wanted = JSON.parse(args.files ?? '[]') as { id: string; title?: string }[]
  const files = wanted.map(({ id }) => {
    const file = workspace.files.get(id)
    if (file === undefined || file.bytes.length === 0) throw new Refusal('file_not_found')
    file.completedAt = workspace.now()
    return { id, name: file.name }
  })
  return { files }
}

/** Slack works on an upload for a while: until then the file has no mimetype and no block may show it. */
function fileInfo(args: Args, workspace: Workspace): Answer {
  const file = workspace.files.get(args.file ?? '')
  if (file === undefined) throw new Refusal('file_not_found')
  return { file: { id: file.id, name: file.name, mimetype: workspace.isReady(file) ? 'image/png' : '' } }
}
