import type { DeliveryNotice } from '../delivery/room.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { Log } from '../domain/log.ts'
import type { FeedNotice } from '../feeds/health.ts'

/** What the operator hears of: each trouble once, in words, and once when it is over. */
export type Teller = {
  feed(notice: FeedNotice): void
  delivery(notice: DeliveryNotice): void
  /** A platform that will never let us in, as it told us at the start. */
  refused(platform: string, reason: string): void
}

/** Tells through the log. Feeds' and routes' own memory in the store keeps a trouble from being told twice, over restarts too. */
export function createTeller(log: Log): Teller {
  const refused = new Set<string>()
  return {
    feed({ feedId, kind, message }) {
      if (kind === 'recovered' || kind === 'moved') log.info({ feed: feedId }, message)
      else log.warn({ feed: feedId }, message)
    },
    refused(platform, reason) {
      if (refused.has(platform)) return
      refused.add(platform)
      log.error({ platform }, `${sentence(reason)} Nothing is posted to ${nameOf(platform)} until then; what waits is kept.`)
    },
    delivery(notice) {
      switch (notice.kind) {
        case 'stopped': {
          // A refused token is told when the platform is opened: the first post that waits for it is no second trouble.
          if (refused.has(notice.subject.replace('platform:', ''))) return
          return log.error(
            {},
            `Posting to ${placeOf(notice.subject)} is stopped: ${sentence(notice.reason)} What waits is kept and tried again by itself.`,
          )
        }
        case 'resumed':
          return log.info({}, `Posting to ${placeOf(notice.subject)} works again.`)
        case 'given-up':
          return log.error(
            { story: notice.delivery.storyId, revision: notice.delivery.revision, route: notice.delivery.routeId },
            `A post is given up: ${sentence(notice.reason)}`,
          )
        default:
          return assertNever(notice)
      }
    },
  }
}

const NAMES: Readonly<Record<string, string>> = { discord: 'Discord', slack: 'Slack' }
const nameOf = (platform: string): string => NAMES[platform] ?? platform

/** A stop's subject in words: `route:desk` is the route desk, `platform:slack` is Slack. */
export function placeOf(subject: string): string {
  const [kind = '', ...rest] = subject.split(':')
  const name = rest.join(':')
  return kind === 'platform' ? nameOf(name) : `the route ${name}`
}

/** With a full stop where there is none. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
