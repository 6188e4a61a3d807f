import { openSlack as open, type SlackChannel, type SlackOptions } from '#src/channels/slack/channel.ts'

/** The real channel with less patience, and without the second between two posts: the stand-in asks for none here. */
export const openSlack = (options: SlackOptions): SlackChannel =>
  open({ ...options, timeoutMs: Number(process.env.FAULTS_PATIENCE_MS), postGapMs: 0 })
