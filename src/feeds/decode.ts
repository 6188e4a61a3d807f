import { isUtf8 } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import { charsetNamed, decodeAs } from './charsets.ts'
import { plausibility } from './plausibility.ts'

export type Decoded = {
  readonly text: string
  readonly charset: string
  /** True where no label said so. */
  readonly guessed: boolean
  /** True where bytes could not be read and became U+FFFD. */
  readonly lossy: boolean
}

export type DecodeHints = {
  readonly contentType?: string | undefined
  /** The operator's word: overrides everything. */
  readonly charset?: string | undefined
  /** ISO 639-1. */
  readonly language?: string | undefined
}

/** Largest document after unpacking. */
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024

/** How much of a document is looked at to guess. */
const SAMPLE_BYTES = 40_000

/** Byte-order marks. UTF-32's come first: UTF-16's little-endian mark begins one of them. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** How `<` begins a document in wide encodings without a mark. */
const WIDE: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0x3c, 0, 0, 0]],
  ['utf-32be', [0, 0, 0, 0x3c]],
  ['utf-16le', [0x3c, 0]],
  ['utf-16be', [0, 0x3c]],
]

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte)

/** Charsets to try where no label helps, by the feed's language; the first of equals wins. */
const BY_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  ko: ['cp949'],
  ja: ['shift_jis', 'euc-jp'],
  zh: ['gb18030', 'big5hkscs'],
  ru: ['windows-1251', 'koi8-r'],
}

const CANDIDATES = ['windows-1252', 'cp949', 'shift_jis', 'euc-jp', 'gb18030', 'big5hkscs', 'windows-1251', 'koi8-r']

/** Mostly UTF-8 with a few broken bytes: at least four good sequences for each bad one. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 500_000))
  const bad = text.match(/\ufffd/g)?.length ?? 0
  const good = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return good >= 4 * bad
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const latin = (bytes: Uint8Array): string => bufferOf(bytes).toString('latin1')

const headerCharset = (contentType: string | undefined): string | null =>
  charsetNamed(/charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType ?? '')?.[1] ?? '')

const declaredCharset = (bytes: Uint8Array): string | null =>
  charsetNamed(/<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([^"']{1,40})["']/i.exec(latin(bytes.subarray(0, 1_024)))?.[1] ?? '')

/** ISO-2022-JP and its like are pure ASCII with escape sequences, so they look like valid UTF-8. */
const isEscaped = (bytes: Uint8Array): boolean => bufferOf(bytes.subarray(0, SAMPLE_BYTES)).includes('\u001b$')

/** The charset whose reading of the bytes looks most like writing; those of the language first. */
function guess(bytes: Uint8Array, language: string | undefined): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const hinted = new Set(BY_LANGUAGE[language ?? ''] ?? [])
  const scored = CANDIDATES.map((charset) => ({
    charset,
    score: plausibility(decodeAs(sample, charset)) + (hinted.has(charset) ? 0.4 : 0),
  }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).charset
}

const fails = (text: string): boolean => text.includes('\ufffd')

function settle(bytes: Uint8Array, charset: string, guessed: boolean): Decoded {
  const text = decodeAs(bytes, charset).replace(/^\ufeff+/, '')
  return { text, charset, guessed, lossy: fails(text) }
}

/** Unpacks a body that was sent packed without saying so. @throws RangeError where it grows beyond the cap. */
const unpacked = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MAX_DOCUMENT_BYTES }) : bytes

/**
 * Bytes of a feed to text. In order: the operator's override, a byte-order mark or the pattern of a wide encoding, valid
 * UTF-8 whatever the labels say, the header's charset, the XML declaration's, nearly valid UTF-8, the most plausible guess.
 */
export function decodeBytes(packed: Uint8Array, hints: DecodeHints): Decoded {
  const bytes = unpacked(packed)
  const override = charsetNamed(hints.charset ?? '')
  if (override !== null) return settle(bytes, override, false)
  const marked = MARKS.find(([, mark]) => beginsWith(bytes, mark)) ?? WIDE.find(([, start]) => beginsWith(bytes, start))
  if (marked !== undefined && (marked[0] !== 'utf8' || isUtf8(bytes))) return settle(bytes, marked[0], false)
  const labels = [headerCharset(hints.contentType), declaredCharset(bytes)].filter((label) => label !== null)
  const escaped = labels.find((label) => label.startsWith('iso-2022')) ?? (isEscaped(bytes) ? 'iso-2022-jp' : undefined)
  if (escaped !== undefined) return settle(bytes, escaped, false)
  if (isUtf8(bytes)) {
    return {
      text: bufferOf(bytes)
        .toString('utf8')
        .replace(/^\ufeff+/, ''),
      charset: 'utf8',
      guessed: false,
      lossy: false,
    }
  }
  for (const label of labels) {
    if (label === 'utf8' || label.startsWith('utf-16') || label.startsWith('utf-32')) continue
    const decoded = settle(bytes, label, false)
    if (!decoded.lossy) return decoded
  }
  if (isNearlyUtf8(bytes)) return settle(bytes, 'utf8', true)
  const label = labels.find((name) => name !== 'utf8' && !name.startsWith('utf-'))
  return label !== undefined ? settle(bytes, label, false) : settle(bytes, guess(bytes, hints.language), true)
}
