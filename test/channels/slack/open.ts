import { openSlack, type SlackChannel, type SlackOptions } from '#src/channels/slack/channel.ts'
import type { Archive } from '#src/domain/archive.ts'
import type { Command, CommandContext } from '#src/domain/command.ts'
import type { Log } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { type SlackStandIn, type SlackOptions as StandInOptions, startSlack } from '../../stand-ins/slack/server.ts'

export type LoggedLine = { readonly level: string; readonly fields: Readonly<Record<string, unknown>>; readonly message: string }

/** A log that keeps what it is told. */
export function keepingLog(): Log & { readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = []
  const at =
    (level: string) =>
    (fields: object, message: string): void => {
      lines.push({ level, fields: { ...fields }, message })
    }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const notThere = (): never => {
  throw new Error('this test has no archive')
}

/** What commands of these tests may use: they bring their own words. */
export const bareContext: CommandContext = {
  directory: { byId: () => undefined, find: () => ({ actor: null, candidates: [] }), complete: () => [] },
  archive: {
    latest: notThere,
    search: notThere,
    story: notThere,
    item: notThere,
    near: notThere,
    dropped: notThere,
    mentionsByWeek: notThere,
    counterparts: notThere,
    feeds: notThere,
    counts: notThere,
    revisions: notThere,
    acts: notThere,
    actsByWeek: notThere,
    silences: notThere,
    find: notThere,
    outlets: notThere,
    storiesByDay: notThere,
    storiesOf: notThere,
    pairs: notThere,
    texts: notThere,
  } satisfies Archive,
  charts: { mentionsByWeek: notThere, eventsByWeek: notThere, unusual: notThere, network: notThere },
  alignments: [],
  now: Date.now,
}

export type Opened = {
  readonly slack: SlackStandIn
  readonly channel: SlackChannel
  readonly log: ReturnType<typeof keepingLog>
  close(): Promise<void>
}

/** The real channel, with the real Bolt, before a stand-in. */
export async function openBoth(
  options: { readonly standIn?: StandInOptions; readonly commands?: readonly Command[]; readonly slack?: Partial<SlackOptions> } = {},
): Promise<Opened> {
  const slack = await startSlack({ perSecond: 1_000, burst: 1_000, ...options.standIn })
  const log = keepingLog()
  const channel = openSlack({
    botToken: new Secret(slack.workspace.botToken),
    appToken: new Secret(slack.workspace.appToken),
    commands: options.commands ?? [],
    context: bareContext,
    log,
    api: slack.api,
    onFatal: () => {},
    onFeedback: async () => {},
    postGapMs: 0,
    timeoutMs: 1_000,
    ...options.slack,
  })
  const close = async (): Promise<void> => {
    await channel.close()
    await slack.close()
  }
  return { slack, channel, log, close }
}
