import type { Expected, ExpectedItem } from './corpus.ts'
import type { Read, ReadItem } from './parsers.ts'

/** How far a reading agrees with a right one: not at all, in something of its core, in its core but not its dates, in everything. */
export type Verdict = 'failed' | 'count' | 'title' | 'link' | 'date' | 'full'

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Character references as any reader shows them; both sides are treated alike, so a few names are enough. */
const shown = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const point = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })

/** A title as plain text without white space: how parsers space and escape is no difference. */
const bare = (title: string): string => shown(shown(title).replace(/<[a-z/!?][^<>]*>/gi, ' ')).replace(/[\s\u00a0\u200b\ufeff<>]+/g, '')

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const absolute = (link: string, base: string): string => {
  const trimmed = shown(link).trim()
  return unescaped(URL.parse(trimmed, base)?.href ?? trimmed)
    .replace(/\/+$/, '')
    .toLowerCase()
}

/** Of a relative link only path and query count: against what it is resolved is the parser's affair. */
function sameLink(read: string, right: string, base: string | null): boolean {
  const known = base !== null && URL.canParse(base) ? base : 'http://base.invalid/'
  if (absolute(read, known) === absolute(right, known)) return true
  if (/^(?:\w+:|\/\/)/.test(right.trim())) return false
  const pathOf = (link: string) => {
    const url = URL.parse(absolute(link, 'http://base.invalid/'))
    return url === null ? link : url.pathname + url.search
  }
  return pathOf(read) === pathOf(right)
}

const isWebLink = (link: string): boolean => /^(?:(?:https?:)?\/\/|\.{0,2}\/)/i.test(link)

/** Whether a date as written is one: the oracle rolls impossible ones over and reads years alone. */
function isSane(raw: string | null): boolean {
  const text = (raw ?? '').trim()
  const match = /^(\d{4})-?(\d\d)?-?(\d\d)?(?:T(\d\d):?(\d\d):?(\d\d)?)?/.exec(text)
  if (match === null) return true
  if (/^\d{4}(?:-\d\d)?$/.test(text) || /T\d{6}/.test(text) || /^\d{8}T/.test(text)) return false
  const [year = 0, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => (part ? Number(part) : undefined))
  if (month !== undefined && (month < 1 || month > 12)) return false
  if (month !== undefined && day !== undefined && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false
  return hour <= 24 && minute <= 59 && second <= 60
}

const secondsOf = (published: string | null | undefined): number | null =>
  published == null ? null : Math.floor(Date.parse(published) / 1_000)

const sameTitle = (read: ReadItem | undefined, { title }: ExpectedItem) => !title || bare(read?.title ?? '') === bare(title)

const sameLinkOf = (read: ReadItem | undefined, { link }: ExpectedItem, base: string | null) =>
  !link || !isWebLink(link) || (!!read?.link && sameLink(read.link, link, base))

const sameDate = (read: ReadItem | undefined, { publishedS, raw }: ExpectedItem) =>
  publishedS === null || !isSane(raw) || secondsOf(read?.published) === publishedS

/** Holds a reading against the right one. What the oracle does not say does not count. */
export function verdictOn(read: Read, { link, items }: Expected): Verdict {
  if ('error' in read) return 'failed'
  if (read.items.length !== items.length) return 'count'
  const all = (same: (read: ReadItem | undefined, right: ExpectedItem, base: string | null) => boolean) =>
    items.every((right, index) => same(read.items[index], right, link))
  if (!all(sameTitle)) return 'title'
  if (!all(sameLinkOf)) return 'link'
  return all(sameDate) ? 'full' : 'date'
}
