import { createLocalChannel, type LocalChannel } from '../channels/local/channel.ts'
import { createTerminalChannel } from '../channels/terminal/channel.ts'
import { commands } from '../commands/index.ts'
import type { Channel } from '../domain/delivery.ts'
import type { Feedback } from '../domain/feedback.ts'
import type { Log } from '../domain/log.ts'
import type { Turn } from '../domain/turn.ts'
import type { Store } from '../store/store.ts'
import { openTurn } from '../store/turn.ts'
import { namesIn } from '../words/names.ts'
import type { Base } from './base.ts'
import { openChat } from './chat.ts'
import { type Opens, opensOf } from './roles.ts'
import { storeOptions } from './store-options.ts'

/** The channels, as the process opened them. */
export type Channels = {
  readonly local: LocalChannel
  /** Resolves when every chat platform takes commands; posting does not wait for it. */
  readonly ready: Promise<unknown>
}

/** Opens the channels: the local one and the terminal, and the chat platforms that have a token. */
export async function openChannels(base: Base, does: Opens['chat']): Promise<Channels> {
  const { options, living, context, store, clock, log, tell } = base
  const local = createLocalChannel({ posts: store.posts, clock, log })
  const chat = base.parts.adopt(
    await openChat({
      ...options,
      does,
      turn: await turnOf(base, does),
      living,
      commands,
      context,
      onRefused: tell.refused,
      onFeedback: (voice) => hear(store, voice, log),
    }),
    (part) => part.close(),
  )
  for (const channel of [local, terminalOf(base), ...chat.channels]) base.channels.set(channel.platform, channel)
  return { local, ready: chat.ready }
}

/** A bot alone takes all commands itself; of processes that share the work one at a time takes those of a shard. */
async function turnOf({ options: { config, role } }: Base, does: Opens['chat']): Promise<Turn | null> {
  const isShared = opensOf(role).store === 'shared' && (does === 'both' || does === 'receiving')
  return isShared ? openTurn(storeOptions(config), config.settings.discord.shards) : null
}

/** The voice is stored before the reader is thanked; the log need not know who it was. */
async function hear({ feedback: voices }: Store, feedback: Feedback, log: Log): Promise<void> {
  await voices.put(feedback)
  log.info({ platform: feedback.platform, story: feedback.storyId, verdict: feedback.verdict }, 'a reader judged a story')
}

function terminalOf({ options: { terminal, interactive, config }, context }: Base): Channel {
  return createTerminalChannel({
    output: terminal,
    width: () => terminal.columns ?? 100,
    colour: interactive,
    timeZone: config.settings.timeZone,
    names: (language) => namesIn(context, language),
  })
}
