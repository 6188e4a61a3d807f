import type { webApi } from '@slack/bolt'
import type { Command } from '../../domain/command.ts'
import { optionNamed } from './choosing.ts'

/** Channels by what people call them, of those that the app is in. */
export interface ChannelNames {
  /** The id of a channel; null where the app is in none of that name. Rejects where Slack does not tell. */
  idOf(name: string): Promise<string | null>
}

/** As many as Slack advises. https://docs.slack.dev/reference/methods/users.conversations */
const PAGE = 200
/** An app that is in more channels than this takes their ids. */
const PAGES = 50
/** How long a name is believed: channels are renamed seldom. */
const BELIEVED_MS = 60_000

/**
 * Asks for the app's own channels, not for all of the workspace: it can post in no other, and a large workspace has tens of thousands.
 */
export function openChannelNames(client: webApi.WebClient, now: () => number): ChannelNames {
  let known: { readonly ids: ReadonlyMap<string, string>; readonly at: number } = { ids: new Map(), at: 0 }
  return {
    async idOf(name) {
      const wanted = plainName(name)
      const believed = now() - known.at < BELIEVED_MS ? known.ids.get(wanted) : undefined
      if (believed !== undefined) return believed
      // A name that is new to us may be that of a channel the app was invited to a moment ago.
      known = { ids: await readAll(client), at: now() }
      return known.ids.get(wanted) ?? null
    },
  }
}

/** Channels' names have no capitals, and may be in any script. */
const plainName = (name: string): string => name.trim().replace(/^#/, '').normalize('NFC').toLowerCase()

async function readAll(client: webApi.WebClient): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  let cursor = ''
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await client.users.conversations({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    })
    for (const { id, name } of answer.channels ?? []) if (id !== undefined && name !== undefined) ids.set(plainName(name), id)
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') break
  }
  return ids
}

/** An id of Slack's, a mention (`<#C0123ABCD|alerts>`), or a channel of another platform (`discord:123`). */
const NO_NAME = /^(?:<#.*>|[CGD][A-Z0-9]{6,}|[a-z]+:.*)$/s
const MAX_NAME = 80

type Args = Readonly<Record<string, string>>

export type Resolved =
  | { readonly args: Args }
  /** A channel was named, and none is called so; or Slack did not tell. */
  | { readonly kind: 'nowhere' | 'unknown'; readonly name: string }

/**
 * Puts ids in the place of channels' names: Slack hands over what was typed as it stands, also `#alerts`. Where something else may be
 * meant by it too, what is no channel's name stays. For whom `mayAsk` is not, nothing is looked up: the command refuses them itself, and
 * nobody learns from it which channels there are.
 */
export async function withChannelIds(command: Command, args: Args, names: ChannelNames, mayAsk: () => Promise<boolean>): Promise<Resolved> {
  const named = command.admin === true ? namedIn(command, args) : []
  if (named.length === 0 || !(await mayAsk())) return { args }
  const found: Record<string, string> = { ...args }
  for (const { option, typed, mustBe } of named) {
    const id = await names.idOf(typed).catch(() => undefined)
    if (id != null) found[option] = id
    else if (mustBe) return { kind: id === null ? 'nowhere' : 'unknown', name: plainName(typed) }
  }
  return { args: found }
}

/** What may be a channel's name, and whether it can be nothing else. */
const namedIn = (command: Command, args: Args) =>
  Object.entries(args).flatMap(([option, typed]) => {
    const mustBe = optionNamed(command, option, args)?.kind === 'channel'
    const isName = !NO_NAME.test(typed.trim()) && plainName(typed) !== '' && plainName(typed).length <= MAX_NAME
    return isName && (mustBe || /^#[^\s#]+$/.test(typed)) ? [{ option, typed, mustBe }] : []
  })
