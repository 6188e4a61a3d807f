import { createHash } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../domain/clock.ts'
import type { Secret } from '../domain/secret.ts'
import { noticePage } from './notice-page.ts'
import { wordsOf } from './reader.ts'
import { bearerOf, isToken } from './token.ts'

const MINUTE_MS = 60_000

/** How many wrong tokens are heard in so long: of one address, and of all. */
export type TryLimits = { readonly ofOne: number; readonly ofAll: number; readonly withinMs: number }

export const LIMITS: TryLimits = { ofOne: 10, ofAll: 100, withinMs: 15 * MINUTE_MS }

/** Counts wrong tokens. */
export interface Tries {
  /** How long an address must wait before a token of its is looked at; 0 where it need not. */
  waitMs(address: string): number
  /** Counts a wrong token. The same one again counts once: it is a program that nobody told of the new token, and no guess. */
  wrong(address: string, typed: string): void
  /** Forgets the wrong tokens of who has given the right one. */
  right(address: string): void
}

type Try = { readonly address: string; readonly mark: string; readonly at: number }

/** In memory, and never more than the limit of all: what is beyond it is not looked at, and so not counted. */
export function createTries(now: Clock, { ofOne, ofAll, withinMs }: TryLimits = LIMITS): Tries {
  let counted: readonly Try[] = []
  const recent = (): readonly Try[] => {
    counted = counted.filter(({ at }) => at > now() - withinMs)
    return counted
  }
  /** Until so few are left that one more may come; the oldest stand first. */
  const until = (tries: readonly Try[], limit: number): number => {
    const leaving = tries.length < limit ? undefined : tries[tries.length - limit]
    return leaving === undefined ? 0 : leaving.at + withinMs - now()
  }
  return {
    waitMs(address) {
      const all = recent()
      const own = all.filter((one) => one.address === address)
      return Math.max(0, until(all, ofAll), until(own, ofOne))
    },
    wrong(address, typed) {
      const mark = createHash('sha256').update(typed).digest('base64')
      const isKnown = recent().some((one) => one.address === address && one.mark === mark)
      if (!isKnown) counted = [...counted, { address, mark, at: now() }]
    },
    right(address) {
      counted = recent().filter((one) => one.address !== address)
    },
  }
}

/** The address that a connection comes from, as far as one reader can be told by it: of IPv6, the network that one household has. */
export function addressOf(c: Context): string {
  const address = connectedFrom(c).replace(/^::ffff:(?=\d+\.)/i, '')
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

/** Empty where the request came by no connection. */
function connectedFrom(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? ''
  } catch {
    return ''
  }
}

/** The answer to who has tried too often; null where they may try. */
export function tooMany(c: Context, tries: Tries): Response | Promise<Response> | null {
  const waitMs = tries.waitMs(addressOf(c))
  if (waitMs <= 0) return null
  const own = wordsOf(c)
  const { tries: words } = own
  const error = words.tooMany(words.inMinutes(Math.ceil(waitMs / MINUTE_MS)))
  const headers = { 'Retry-After': String(Math.ceil(waitMs / 1000)) }
  return c.req.path.startsWith('/api/') ? c.json({ error }, 429, headers) : c.html(noticePage(words.title, error, own), 429, headers)
}

/** Programs that send a token are held to the same number of tries as people who type one. */
export const bearerCheck =
  (tries: Tries, token: Secret | null): MiddlewareHandler =>
  async (c, next) => {
    const bearer = bearerOf(c)
    if (bearer === null || token === null) return next()
    const refusal = tooMany(c, tries)
    if (refusal !== null) return refusal
    if (!isToken(bearer, token)) tries.wrong(addressOf(c), bearer)
    return next()
  }
