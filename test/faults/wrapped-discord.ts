import { type DiscordChannel, type DiscordOptions, openDiscord as open } from '#src/channels/discord/channel.ts'

export { inviteUrl, registerCommands } from '#src/channels/discord/channel.ts'

/** The real channel with less patience: what gives no answer is known for it sooner. */
export const openDiscord = (options: DiscordOptions): Promise<DiscordChannel> =>
  open({ ...options, answerMs: Number(process.env.FAULTS_PATIENCE_MS), firstPauseMs: 50 })
