import type { Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../domain/log.ts'

/** Tokens, and addresses that work like one: sockets' tickets and response addresses. */
const SECRETS = /xox[a-z]-[\w.-]+|xapp-[\w.-]+|wss?:\/\/\S+|https:\/\/hooks\.slack\.com\/\S+/g

/** Text without anything that would let its reader act as the app. */
export const withoutSecrets = (text: string): string => text.replace(SECRETS, '<redacted>')

/**
 * The library's logger over ours: warnings and errors only, since its debug lines hold requests and addresses. What an operator
 * must know is told by our own supervision, once and in words: the library's lines are for whoever looks closer.
 */
export function libraryLog(log: Log): Logger {
  const say = (parts: readonly unknown[]): void => {
    log.debug({ part: 'slack' }, withoutSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')))
  }
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => say(parts),
    error: (...parts) => say(parts),
    setLevel: () => {},
    getLevel: () => 'warn' as LogLevel,
    setName: () => {},
  }
}
