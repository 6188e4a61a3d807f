import type { Log } from '../../domain/log.ts'

/** Tells an outage of the sockets once, and its end, however many connections and tries meet it. */
export type Outage = { begins(why: string): void; ends(): void; why(): string | null }

export function makeOutage(log: Log): Outage {
  let since: number | null = null
  let reason = ''
  return {
    why: () => (since === null ? null : reason),
    begins(why) {
      reason = why
      if (since !== null) return log.debug({ part: 'slack', why }, 'Slack’s socket still cannot be opened')
      since = performance.now()
      log.warn({ part: 'slack', why }, 'Slack’s socket cannot be opened: no commands until then; trying again with growing pauses')
    },
    ends() {
      if (since !== null)
        log.info({ part: 'slack', seconds: Math.round((performance.now() - since) / 1000) }, 'Slack’s socket is open again')
      since = null
    },
  }
}
