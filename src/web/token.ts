import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Secret } from '../domain/secret.ts'

const COOKIE = 'alignment_watch'

const hashOf = (value: string): string => createHash('sha256').update(`alignment-watch page ${value}`).digest('hex')

/** Takes the same time for every wrong value of the right length. */
const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Whether a typed value is the token. */
export const isToken = (typed: string, token: Secret | null): boolean => token !== null && same(hashOf(typed), hashOf(token.reveal()))

/** What a program sends as `Authorization: Bearer …`; null where it sends nothing of the kind. */
export const bearerOf = (context: Context): string | null =>
  /^Bearer +(\S+) *$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? null

/** Whether who asks has given the token: as `Authorization: Bearer …`, or on the page once before. Nobody has where there is none. */
export function hasToken(context: Context, token: Secret | null): boolean {
  if (token === null) return false
  const bearer = bearerOf(context)
  if (bearer !== null) return isToken(bearer, token)
  return same(getCookie(context, COOKIE) ?? '', hashOf(token.reveal()))
}

/**
 * Lets the browser that has given the token be known by a cookie until it is closed. The cookie holds a hash: who reads it cannot tell the
 * token. Other sites' pages cannot send it.
 */
export function remember(context: Context, token: Secret): void {
  setCookie(context, COOKIE, hashOf(token.reveal()), { path: '/', httpOnly: true, sameSite: 'Strict' })
}

/** Forgets the browser again. */
export const forget = (context: Context): string | undefined => deleteCookie(context, COOKIE, { path: '/' })
