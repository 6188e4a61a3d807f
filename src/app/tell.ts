import type { DeliveryNotice } from '../delivery/room.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { Log } from '../domain/log.ts'
import type { FeedNotice } from '../feeds/health.ts'

/** What the operator hears of: each trouble once, in words, and once when it is over. */
export type Teller = {
  feed(notice: FeedNotice): void
  delivery(notice: DeliveryNotice): void
}

/** Tells through the log. Feeds' and routes' own memory in the store keeps a trouble from being told twice, over restarts too. */
export function createTeller(log: Log): Teller {
  return {
    feed({ feedId, kind, message }) {
      if (kind === 'recovered' || kind === 'moved') log.info({ feed: feedId }, message)
      else log.warn({ feed: feedId }, message)
    },
    delivery(notice) {
      switch (notice.kind) {
        case 'stopped':
          return log.error(
            { stopped: notice.subject },
            `Posting is stopped: ${notice.reason}. What waits is kept and tried again by itself.`,
          )
        case 'resumed':
          return log.info({ resumed: notice.subject }, 'Posting works again.')
        case 'given-up':
          return log.error(
            { story: notice.delivery.storyId, revision: notice.delivery.revision, route: notice.delivery.routeId },
            `This post is given up: ${notice.reason}`,
          )
        default:
          return assertNever(notice)
      }
    },
  }
}
