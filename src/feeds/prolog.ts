import { type DtdEntities, NO_ENTITIES, readDtd } from './entities.ts'

/** A CDATA section that never ends would swallow the rest: its opening is taken as not written. */
export function withoutOpenCdata(text: string): string {
  if (!text.includes('<![CDATA[')) return text
  const open = text.lastIndexOf('<![CDATA[')
  return open < 0 || text.includes(']]>', open) ? text : text.slice(0, open) + text.slice(open + 9)
}

/** Where a DOCTYPE stands in the prolog, after processing instructions and comments (and junk before these); -1 where there is none. */
function doctypeAt(text: string): number {
  let at = Math.max(0, text.slice(0, 65_536).indexOf('<?xml'))
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) + 3 : text.startsWith('<?', at) ? text.indexOf('?>', at) + 2 : -1
    if (end <= at) return /^<!doctype/i.test(text.slice(at, at + 9)) ? at : -1
    at = end
  }
}

/** Takes a DOCTYPE off and reads its entities. A subset in brackets ends at `]>`. */
export function splitDoctype(text: string): { readonly text: string; readonly own: DtdEntities } {
  const start = doctypeAt(text)
  if (start < 0) return { text, own: NO_ENTITIES }
  const plainEnd = text.indexOf('>', start)
  const bracket = text.indexOf('[', start)
  const subset = bracket >= 0 && bracket < plainEnd
  const close = subset ? /\]\s{0,100}>/.exec(text.slice(bracket)) : null
  const end = subset && close !== null ? bracket + close.index + close[0].length : plainEnd + 1
  if (end <= 0) return { text, own: NO_ENTITIES }
  return { text: `${text.slice(0, start)} ${text.slice(end)}`, own: readDtd(text.slice(start, end)) }
}
