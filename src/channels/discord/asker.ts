import { type Interaction, PermissionFlagsBits } from 'discord.js'
import type { Asker } from '../../domain/admin.ts'

/** Whether Discord says that they may manage the server; who administers it may. Discord reckons it anew for every interaction. */
export const managesServer = ({ memberPermissions }: Interaction): boolean =>
  memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true

/** Who asks by an interaction. Roles of the server were in Discord's hands before it came here; we look ourselves all the same. */
export const askerOf = (interaction: Interaction): Asker => ({
  platform: 'discord',
  userId: interaction.user.id,
  place: interaction.guildId,
  channel: interaction.channelId,
  mayAdminister: async () => {
    if (interaction.guildId === null) return 'ask in the server, not in a direct message'
    return managesServer(interaction) ? null : 'it takes the permission Manage Server in this server'
  },
})

/** What a slash command was given: the name of its subcommand as `action`, where it has some. */
export function argumentsOf(data: readonly { readonly name: string; readonly value?: unknown; readonly options?: readonly unknown[] }[]) {
  const [first] = data
  const inner = first?.options as typeof data | undefined
  const given = (options: typeof data) => options.map(({ name, value }) => [name, String(value ?? '')] as const)
  return Object.fromEntries(inner === undefined || first === undefined ? given(data) : [['action', first.name], ...given(inner)])
}
