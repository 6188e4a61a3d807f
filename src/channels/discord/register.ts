import { type APIApplication, REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js'
import type { Command, CommandOption } from '../../domain/command.ts'
import type { Secret } from '../../domain/secret.ts'
import { MAX_CHOICES, MAX_COMMAND_DESCRIPTION } from './limits.ts'
import { plainLine } from './markdown.ts'
import { restSettings } from './rest.ts'

// https://discord.com/developers/docs/interactions/application-commands
const CHAT_INPUT = 1
const STRING = 3
const GUILD_INSTALL = 0
const IN_GUILD = 0
const WITH_BOT = 1

function optionOf(option: CommandOption) {
  return {
    type: STRING,
    name: option.name,
    description: plainLine(option.description, MAX_COMMAND_DESCRIPTION),
    required: option.required,
    // Choices and autocomplete exclude each other.
    ...(option.choices.length > 0 ? { choices: option.choices.slice(0, MAX_CHOICES).map(({ name, value }) => ({ name, value })) } : {}),
    ...(option.autocomplete && option.choices.length === 0 ? { autocomplete: true } : {}),
  }
}

/** The commands as Discord wants them defined: usable in servers and in direct messages with the bot, required options first. */
export function commandDefinitions(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  return commands.map(({ name, description, options }) => ({
    type: CHAT_INPUT,
    name,
    description: plainLine(description, MAX_COMMAND_DESCRIPTION),
    options: options.toSorted((a, b) => Number(b.required) - Number(a.required)).map(optionOf),
    integration_types: [GUILD_INSTALL],
    contexts: [IN_GUILD, WITH_BOT],
  })) as RESTPutAPIApplicationCommandsJSONBody
}

export type Registration = { readonly applicationId: string; readonly names: readonly string[] }

/**
 * Replaces the bot's slash commands by these, everywhere (`guild: null`) or in one server. Throws the library's errors;
 * `errorText` says them without secrets.
 */
export async function registerCommands(input: {
  readonly token: Secret
  readonly commands: readonly Command[]
  readonly guild: string | null
  readonly api?: string
}): Promise<Registration> {
  const rest = new REST(restSettings(input.api)).setToken(input.token.reveal())
  const { id } = (await rest.get('/applications/@me')) as Pick<APIApplication, 'id'>
  const route = input.guild === null ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, input.guild)
  const stored = (await rest.put(route, { body: commandDefinitions(input.commands) })) as readonly { readonly name: string }[]
  return { applicationId: id, names: stored.map(({ name }) => name) }
}
