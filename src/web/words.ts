import type { Locale } from '../domain/locale.ts'
import type { Words } from '../words/words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const made = new Map<Locale, Intl.RelativeTimeFormat>()

function distances(locale: Locale): Intl.RelativeTimeFormat {
  const known = made.get(locale) ?? new Intl.RelativeTimeFormat(locale, { style: 'short' })
  made.set(locale, known)
  return known
}

/** Han letters stand at their number without a blank. */
const closed = (text: string): string => text.replace(/(?<=\d)\s+(?=\p{Script=Han})/u, '')

type Unit = 'minute' | 'hour' | 'day'
const SHORT: Readonly<Record<Unit, string>> = { minute: 'min', hour: 'h', day: 'days' }

function inEnglish(count: number, unit: Unit): string {
  const words = `${Math.abs(count)} ${SHORT[unit]}`
  return count > 0 ? `in ${words}` : `${words} ago`
}

/** `in 4 min`, `2 h ago`, `within a minute`; `4分後`. */
export function fromNow(at: number, now: number, { locale, page: { health } }: Pick<Words, 'locale' | 'page'>): string {
  const distance = Math.abs(at - now)
  if (distance < MINUTE_MS) return at > now ? health.withinAMinute : health.justNow
  const [unit, size] =
    distance < HOUR_MS
      ? (['minute', MINUTE_MS] as const)
      : distance < 2 * DAY_MS
        ? (['hour', HOUR_MS] as const)
        : (['day', DAY_MS] as const)
  const count = Math.round(distance / size) * (at > now ? 1 : -1)
  return locale === 'en' ? inEnglish(count, unit) : closed(distances(locale).format(count, unit).replaceAll('.', ''))
}
