import { isIP } from 'node:net'
import { z } from 'zod'
import { isCountry } from '../domain/country.ts'
import { LOCALES, localeOf } from '../domain/locale.ts'
import { isLanguageCode } from './languages.ts'
import { nearest } from './nearest.ts'

/** What is wrong and what would be right, as one message of zod: `check.ts` parts them again. */
export const told = (what: string, fix: string): string => `${what}\n${fix}`

/** On one line, whatever it is: what the configuration holds must not pass for a line of ours. */
const quoted = (input: unknown): string =>
  typeof input === 'string' ? `"${input.slice(0, 80).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}"` : JSON.stringify(input)

/** A text that passes a test; the problem says `"<text>" <what>`. */
export const textThat = (test: (text: string) => boolean, what: string, fix: string) =>
  z.string().refine(test, { error: (issue) => told(`${quoted(issue.input)} ${what}`, fix) })

/** An object without other keys than these. */
export const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined) })

export const text = textThat((value) => value.trim() !== '', 'is empty', 'Write a text.')

/** What may stand in a request's header. https://www.rfc-editor.org/rfc/rfc9110#name-field-values */
export const headerText = textThat(
  (value) => /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value),
  'is nothing that a request can carry',
  'Write letters, digits and signs of plain ASCII, on one line.',
)

export const texts = z.array(text).default([])

const other = text.optional()
/** A text in other languages than English. */
export const inOthers = strict({ ko: other, ja: other, ru: other, 'zh-Hans': other, 'zh-Hant': other }).optional()

export const id = textThat(
  (value) => /^[a-z0-9][a-z0-9-]*$/.test(value),
  'is no id',
  'Ids have small letters, digits and hyphens: "sergey-lavrov".',
)

export const country = textThat(
  isCountry,
  'is no country code',
  'Write an ISO 3166 alpha-3 code such as KOR, or UNO (United Nations) or IGO (intergovernmental).',
)

export const language = textThat(isLanguageCode, 'is no language code', 'Write an ISO 639-1 code such as en, ko, ja, ru or zh.')

/** A language that the bot speaks: `ko`, `zh-TW`. */
export const locale = z.string().transform((value, context) => {
  const known = localeOf(value)
  if (known !== null) return known
  context.addIssue({ code: 'custom', message: told(`the bot does not speak ${quoted(value)}`, `Write one of ${LOCALES.join(', ')}.`) })
  return z.NEVER
})

export const webAddress = textThat(
  (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'is no web address',
  'Write it in full, beginning with https:// or http://.',
)

const zones = new Map<string, boolean>()

function isZone(value: string): boolean {
  const known = zones.get(value)
  if (known !== undefined) return known
  let good = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
  } catch {
    good = false
  }
  zones.set(value, good)
  return good
}

/** An IANA time zone. */
export const timeZone = z.string().refine(isZone, {
  error: (issue) => {
    const near = typeof issue.input === 'string' ? nearest(issue.input, Intl.supportedValuesOf('timeZone')) : undefined
    const fix = near === undefined ? 'Write an IANA name such as Asia/Seoul, Europe/Moscow or UTC.' : `Did you mean ${near}?`
    return told(`${quoted(issue.input)} is no time zone`, fix)
  },
})

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `15m` in milliseconds; null where the text is no duration above zero. */
export function parseDuration(value: string): number | null {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(value.trim()) ?? []
  const ms = Number(amount) * (UNITS[unit] ?? 0)
  return ms > 0 ? ms : null
}

/** A duration as people write it, in milliseconds. */
export const duration = z
  .string({ error: (issue) => told(`${quoted(issue.input)} is no duration`, 'Write a number with its unit: 30s, 15m, 24h, 7d.') })
  .transform((value, context) => {
    const ms = parseDuration(value)
    if (ms !== null) return ms
    context.addIssue({ code: 'custom', message: told(`"${value}" is no duration`, 'Write a number with its unit: 30s, 15m, 24h, 7d.') })
    return z.NEVER
  })

const SIZES: Readonly<Record<string, number>> = { KB: 1000, MB: 1_000_000, KIB: 1024, MIB: 1_048_576 }

/** A size as people write it (`10MB`), in bytes. */
export const size = z.string().transform((value, context) => {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(KB|MB|KiB|MiB)$/i.exec(value.trim()) ?? []
  const bytes = Number(amount) * (SIZES[unit.toUpperCase()] ?? 0)
  if (bytes >= 1) return Math.round(bytes)
  context.addIssue({ code: 'custom', message: told(`"${value}" is no size`, 'Write a number with its unit: 500KB, 10MB.') })
  return z.NEVER
})

function isCidr(value: string): boolean {
  const [address = '', prefix = '', more] = value.split('/')
  const family = isIP(address)
  return family !== 0 && more === undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}

export const cidr = textThat(isCidr, 'is no network', 'Write it as CIDR: 127.0.0.0/8, fd00::/8, 10.1.2.3/32.')

/** A calendar date, possibly without day or month. A bare year may stand without quotes. */
export const partialDate = z
  .union([z.string(), z.number().int().transform(String)], { error: () => told('this is no date', 'Write 2025-07-12, 2025-07 or 2025.') })
  .refine(isPartialDate, {
    error: (issue) => told(`${quoted(issue.input)} is no date`, 'Write a day of the calendar as 2025-07-12, or 2025-07 or 2025.'),
  })

export function isPartialDate(value: string): boolean {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? []
  if (year === '') return false
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  return date.getUTCMonth() + 1 === Number(month ?? 1) && date.getUTCDate() === Number(day ?? 1)
}

/** Words for each language: a missing language has none. */
export const wordsByLanguage = strict({ en: texts, ko: texts, ja: texts, ru: texts, zh: texts })

/** A whole number in a range. */
export const whole = (from: number, to: number) =>
  z
    .number({ error: (issue) => told(`${JSON.stringify(issue.input)} is no number`, `Write a whole number from ${from} to ${to}.`) })
    .refine((value) => Number.isInteger(value) && value >= from && value <= to, {
      error: (issue) => told(`${String(issue.input)} is out of range`, `Write a whole number from ${from} to ${to}.`),
    })

export const yesOrNo = z.boolean({
  error: (issue) => told(`${JSON.stringify(issue.input)} is neither true nor false`, 'Write true or false.'),
})
