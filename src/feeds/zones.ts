const MINUTE_MS = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** Ms that a zone is ahead of UTC at a moment (epoch ms). */
function offsetMs(timeZone: string, at: number): number {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const local = Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second)
  return local - Math.floor(at / 1_000) * 1_000
}

/**
 * The moment (epoch ms) at which clocks in an IANA zone show `wallAt`, a wall time written as if it were UTC. Of a time
 * that a clock change skips or repeats, the one by the offset in force before it.
 */
export function fromWallTime(wallAt: number, timeZone: string): number {
  if (timeZone === 'UTC') return wallAt
  const guess = wallAt - offsetMs(timeZone, wallAt - 12 * 60 * MINUTE_MS)
  return offsetMs(timeZone, guess) === wallAt - guess ? guess : wallAt - offsetMs(timeZone, guess)
}

/** Whether the runtime knows an IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    formatFor(name)
    return true
  } catch {
    return false
  }
}

const ZONES_BY_LANGUAGE: Readonly<Record<string, string>> = { ko: 'Asia/Seoul', ja: 'Asia/Tokyo', ru: 'Europe/Moscow', zh: 'Asia/Shanghai' }

/** Where a language's press keeps its clocks, for feeds of which no more is known; undefined for languages of many zones. */
export const zoneOfLanguage = (language: string | undefined): string | undefined =>
  language !== undefined && Object.hasOwn(ZONES_BY_LANGUAGE, language) ? ZONES_BY_LANGUAGE[language] : undefined
