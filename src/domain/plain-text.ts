/**
 * Characters that move or hide what stands beside them: control characters, bidirectional overrides and isolates, and
 * invisible joiners. https://unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** Text from outside as one line of visible characters. Still not markup: renderers escape it. */
export const visible = (text: string): string => text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim()

/** An address that a reader may be sent to: http(s), without a user name that could pass for a host; '' otherwise. */
export function webAddress(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return ''
  return url.username === '' && url.password === '' ? url.href : ''
}
