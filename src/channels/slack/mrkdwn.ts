import { fitted, posesAsOther, visible } from '../../domain/plain-text.ts'
import { LINK_URL } from './limits.ts'

/** One line of text from outside without anything that hides or turns. Not yet escaped. */
export const clean = visible

/** Slack's three control characters as entities, and nothing else. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Text cut at a word so that its encoded form fits. */
export const cut = fitted

/** Text from outside as mrkdwn that says what the text says: cleaned, cut, escaped. */
export const words = (text: string, limit: number): string => fitted(clean(text.slice(0, limit * 8 + 64)), limit, escaped)

/** The address where it is a plain http(s) one of reasonable length; else null. */
export function webAddress(raw: string): string | null {
  const url = URL.parse(raw)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null
  const href = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E')
  return href.length <= LINK_URL ? href : null
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
