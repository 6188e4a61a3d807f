import { type APIApplication, DiscordAPIError, REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js'
import type { Command, CommandOption, Subcommand } from '../../domain/command.ts'
import type { Secret } from '../../domain/secret.ts'
import { MAX_CHOICES, MAX_COMMAND_DESCRIPTION } from './limits.ts'
import { choiceNames, commandNames, optionNames } from './localise.ts'
import { plainLine } from './markdown.ts'
import { errorText, TOKEN_REFUSED } from './outcome.ts'
import { restSettings } from './rest.ts'

// https://discord.com/developers/docs/interactions/application-commands
const CHAT_INPUT = 1
const SUBCOMMAND = 1
const STRING = 3
const CHANNEL = 7
const ROLE = 8
/** Text, announcement, forum and media channels: where posts can go. */
const POSTABLE = [0, 5, 15, 16]
/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const MANAGE_GUILD = String(1n << 5n)
const GUILD_INSTALL = 0
const IN_GUILD = 0
const WITH_BOT = 1

const typeOf = ({ kind }: CommandOption) => {
  if (kind === 'channel') return { type: CHANNEL, channel_types: POSTABLE }
  return { type: kind === 'role' ? ROLE : STRING }
}

const optionOf = (command: string) => (option: CommandOption) => {
  const { name } = option
  return {
    ...typeOf(option),
    name,
    description: plainLine(option.description, MAX_COMMAND_DESCRIPTION),
    ...optionNames(command, name),
    required: option.required,
    // Choices and autocomplete exclude each other.
    ...(option.choices.length > 0
      ? { choices: option.choices.slice(0, MAX_CHOICES).map((choice) => ({ ...choice, ...choiceNames(command, name, choice.value) })) }
      : {}),
    ...(option.autocomplete && option.choices.length === 0 ? { autocomplete: true } : {}),
  }
}

const optionsOf = (command: string, options: readonly CommandOption[]) =>
  options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionOf(command))

/** What a subcommand is called is a word of its command, as its options' names are. */
const subcommandOf = (command: string, { name, description, options }: Subcommand) => ({
  type: SUBCOMMAND,
  name,
  description: plainLine(description, MAX_COMMAND_DESCRIPTION),
  ...optionNames(command, name),
  options: optionsOf(command, options),
})

/** The commands as Discord wants them defined: usable in servers and in direct messages with the bot, required options first. */
export function commandDefinitions(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  return commands.map(({ name, description, options, subcommands = [], admin }) => ({
    type: CHAT_INPUT,
    name,
    description: plainLine(description, MAX_COMMAND_DESCRIPTION),
    ...commandNames(name),
    options: subcommands.length === 0 ? optionsOf(name, options) : subcommands.map((one) => subcommandOf(name, one)),
    // Members without the permission are not even shown it; the bot looks itself all the same.
    ...(admin === true ? { default_member_permissions: MANAGE_GUILD } : {}),
    integration_types: [GUILD_INSTALL],
    contexts: admin === true ? [IN_GUILD] : [IN_GUILD, WITH_BOT],
  })) as RESTPutAPIApplicationCommandsJSONBody
}

export type Registration =
  | { readonly kind: 'registered'; readonly applicationId: string; readonly names: readonly string[] }
  /** `reason` says what to do; it holds no secret. */
  | { readonly kind: 'failed'; readonly reason: string }

export type RegistrationInput = {
  readonly token: Secret
  readonly commands: readonly Command[]
  /** One server's id; null for everywhere. */
  readonly guild: string | null
  /** Another address of the API, for tests. */
  readonly api?: string
}

/** Replaces the bot's slash commands by these. Never throws for what Discord answers. */
export async function registerCommands({ token, commands, guild, api }: RegistrationInput): Promise<Registration> {
  const rest = new REST(restSettings(api)).setToken(token.reveal())
  try {
    const { id } = (await rest.get('/applications/@me')) as Pick<APIApplication, 'id'>
    const route = guild === null ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild)
    const stored = (await rest.put(route, { body: commandDefinitions(commands) })) as readonly { readonly name: string }[]
    return { kind: 'registered', applicationId: id, names: stored.map(({ name }) => name) }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error, guild) }
  } finally {
    rest.clearHashSweeper()
    rest.clearHandlerSweeper()
  }
}

function reasonOf(error: unknown, guild: string | null): string {
  if (!(error instanceof DiscordAPIError)) return `Discord cannot be reached: ${errorText(error)}. Try again later.`
  if (error.status === 401) return TOKEN_REFUSED
  const unknownGuild = guild !== null && (error.code === 50001 || error.code === 10004)
  if (unknownGuild) return `the bot is not in the server ${guild}: invite it there first, with the scope applications.commands`
  return `Discord refuses the commands. ${errorText(error)}`
}
