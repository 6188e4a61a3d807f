import { type DiscordChannel, type DiscordOptions, openDiscord, registerCommands } from '#src/channels/discord/channel.ts'
import type { Alignment } from '#src/domain/alignment.ts'
import { type Command, type CommandContext, textReply } from '#src/domain/command.ts'
import type { Feedback } from '#src/domain/feedback.ts'
import type { Log } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn, type StandInOptions } from '../../stand-ins/discord/server.ts'
import type { Guild, Channel as Place } from '../../stand-ins/discord/world.ts'

export const ALIGNMENTS: readonly Alignment[] = [
  { id: 'us-jp-kr', label: 'US–Japan–South Korea', colour: '#2a6fdb' },
  { id: 'dprk-russia', label: 'North Korea–Russia', colour: '#c2410c' },
].map((named) => ({ ...named, states: [], collectives: [], instruments: [], rules: [], threshold: 0.5 }))

/** A context for commands that look nothing up. */
export function contextOf(now: () => number): CommandContext {
  const unused = (): never => {
    throw new Error('these commands look nothing up')
  }
  // Posts name actors by it; there are none here.
  const directory = { byId: () => undefined, find: unused, complete: unused }
  const archive = {
    latest: unused,
    search: unused,
    story: unused,
    item: unused,
    near: unused,
    dropped: unused,
    mentionsByWeek: unused,
    counterparts: unused,
    feeds: unused,
    counts: unused,
    revisions: unused,
    acts: unused,
    actsByWeek: unused,
    silences: unused,
    find: unused,
    outlets: unused,
    storiesByDay: unused,
    storiesOf: unused,
    pairs: unused,
    texts: unused,
  }
  return {
    directory,
    archive,
    charts: { mentionsByWeek: unused, eventsByWeek: unused, unusual: unused, network: unused },
    alignments: ALIGNMENTS,
    now,
  }
}

export const command = (name: string, parts: Partial<Command> = {}): Command => ({
  name,
  description: `The ${name} command`,
  options: [],
  run: async () => textReply(`this is ${name}`),
  ...parts,
})

export type LogLine = { readonly level: string; readonly fields: object; readonly message: string }

export function keepLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export type Desk = {
  readonly discord: DiscordStandIn
  readonly guild: Guild
  readonly place: Place
  readonly channel: DiscordChannel
  readonly log: ReturnType<typeof keepLog>
  readonly feedback: Feedback[]
  readonly fatal: string[]
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** The stand-in with one server and one channel, and our channel adapter against it, its commands registered. */
export async function openDesk(
  changes: Partial<DiscordOptions> & { readonly standIn?: StandInOptions; readonly commands?: readonly Command[] } = {},
): Promise<Desk> {
  const discord = await openDiscordStandIn(changes.standIn)
  const guild = discord.addGuild('Desk')
  const place = discord.addChannel(guild, 'alerts')
  const log = keepLog()
  const feedback: Feedback[] = []
  const fatal: string[] = []
  const commands = changes.commands ?? [command('help')]
  const token = new Secret(discord.token)
  await registerCommands({ token, commands, guild: null, api: discord.api })
  const channel = await openDiscord({
    token,
    commands,
    context: contextOf(discord.clock.now),
    log,
    api: discord.api,
    onFatal: (message) => void fatal.push(message),
    onFeedback: async (one) => void feedback.push(one),
    firstPauseMs: 30,
    ...changes,
  })
  const close = async (): Promise<void> => {
    await channel.close()
    await discord.close()
  }
  return {
    discord,
    guild,
    place,
    channel,
    log,
    feedback,
    fatal,
    close,
    [Symbol.asyncDispose]: close,
  }
}
