import type { webApi } from '@slack/bolt'
import { type Locale, localeOf } from '../../domain/locale.ts'
import type { Log } from '../../domain/log.ts'
import { failureOf, resultOf } from './fate.ts'

/** How long a reader's language is believed: people change it seldom. */
const FRESH_MS = 24 * 3_600_000
const MOST = 5_000
/** The language is a courtesy: no answer waits longer for it. */
const PATIENCE_MS = 1_000

export type Readers = {
  /** The language of a reader's Slack; null where Slack does not tell it, or it is none of ours. */
  localeOf(userId: string): Promise<Locale | null>
}

type Known = { readonly locale: Locale | null; readonly at: number }

/** Refusals that no later try changes: the app was installed without `users:read`. */
const NOT_ALLOWED = /missing_scope|not_allowed_token_type|no_permission/

/** Asks Slack for its users' languages, each once a day. Without the scope nobody is asked again. */
export function createReaders(client: webApi.WebClient, log: Log, now: () => number): Readers {
  const known = new Map<string, Known>()
  let allowed = true

  const remember = (userId: string, locale: Locale | null): Locale | null => {
    known.delete(userId)
    known.set(userId, { locale, at: now() })
    const [oldest] = known.keys()
    if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    return locale
  }

  const ask = async (userId: string): Promise<Locale | null> => {
    try {
      const { user } = await client.users.info({ user: userId, include_locale: true })
      return remember(userId, localeOf(user?.locale ?? ''))
    } catch (error) {
      const { reason } = resultOf(failureOf(error))
      if (NOT_ALLOWED.test(reason)) {
        allowed = false
        log.info({ part: 'slack' }, 'Slack does not tell readers’ languages without the scope users:read; the default is used')
      }
      return null
    }
  }

  return {
    async localeOf(userId) {
      if (!allowed || userId === '') return null
      const before = known.get(userId)
      if (before !== undefined && now() - before.at < FRESH_MS) return before.locale
      const { promise: late, resolve } = Promise.withResolvers<null>()
      const timer = setTimeout(resolve, PATIENCE_MS, null)
      return Promise.race([ask(userId), late]).finally(() => clearTimeout(timer))
    },
  }
}
