import { LINK_URL } from './limits.ts'

/** Characters that show nothing or turn the reading direction: what follows them could pose as something else. */
const HIDDEN = /\p{Cf}|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/gu
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu

/** One line of text from outside without control, zero-width and direction characters, and without towers of accents. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .replace(HIDDEN, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Slack's three control characters as entities, and nothing else. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const asItIs = (text: string): string => text

/** The text cut at a word so that its encoded form has at most `limit` UTF-16 units; `…` where something was cut. */
export function cut(text: string, limit: number, encode: (text: string) => string = asItIs): string {
  if (encode(text).length <= limit) return encode(text)
  let end = 0
  let used = 1
  for (const character of text) {
    used += encode(character).length
    if (used > limit) break
    end += character.length
  }
  return `${encode(wordsOf(text, end))}…`
}

/** The text up to `end`, shortened to a whole word where one ends near by, never inside a character with its marks. */
function wordsOf(text: string, end: number): string {
  let kept = text.slice(0, end)
  if (/^[\p{M}]/u.test(text.slice(end))) kept = kept.replace(/.\p{M}*$/u, '')
  const space = kept.lastIndexOf(' ')
  return space > kept.length - 40 && space > 0 && text[end] !== ' ' ? kept.slice(0, space).trimEnd() : kept.trimEnd()
}

/** Text from outside as mrkdwn that says what the text says: cleaned, cut, escaped. */
export const words = (text: string, limit: number): string => cut(clean(text), limit, escaped)

/** The address where it is a plain http(s) one of reasonable length; else null. */
export function webAddress(raw: string): string | null {
  const url = URL.parse(raw)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null
  const href = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')
  return href.length <= LINK_URL ? href : null
}

const HOST_IN_TEXT = /[\p{L}\d-]{2,}(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/gu

/** Whether the words of a link name another address than the one they lead to. */
function posesAsOther(label: string, url: string): boolean {
  if (label.includes('://')) return true
  const { hostname } = new URL(url)
  return (label.match(HOST_IN_TEXT) ?? []).some((host) => !hostname.endsWith(host.toLowerCase()))
}

/** A link with words of its own, or the words alone where the address cannot be linked or the words pose as another one. */
export function link(raw: string, label: string, limit: number): string {
  const url = webAddress(raw)
  const shown = words(label, limit)
  if (url === null || shown === '' || posesAsOther(clean(label), url)) return shown
  return `<${escaped(url)}|${shown.replaceAll('|', '∣')}>`
}

/** A moment in the reader's own time zone. https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export function moment(at: number): string {
  if (Number.isNaN(new Date(at).getTime())) return ''
  const fallback = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${fallback}>`
}

/** Bold words. Asterisks inside would end it early. */
export const bold = (escaped: string): string => (escaped === '' ? '' : `*${escaped.replaceAll('*', '∗')}*`)
