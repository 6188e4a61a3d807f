import { decodeEntities } from './entities.ts'
import { tokenise } from './tokenise.ts'

/** Elements whose text is no part of what a reader sees. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'head', 'button', 'select', 'textarea'])

/** Elements that stand apart from the text around them. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|td|th|tr|ul)$/

const nameOf = (raw: string): string => raw.slice(raw.indexOf(':') + 1).toLowerCase()

/**
 * HTML to the text a reader sees, one line: no tags, scripts or styles, references decoded, white space collapsed, block
 * elements apart by a space. One pass of htmlparser2's tokeniser, so linear in the input whatever it holds.
 */
export function htmlToText(html: string): string {
  const parts: string[] = []
  let hidden = ''
  let hiddenDepth = 0
  const add = (text: string) => {
    if (hiddenDepth === 0) parts.push(text)
  }
  const open = (name: string) => {
    if (hiddenDepth > 0) hiddenDepth += name === hidden ? 1 : 0
    else if (HIDDEN.has(name)) [hidden, hiddenDepth] = [name, 1]
    else if (BLOCK.test(name)) parts.push(' ')
  }
  const close = (name: string) => {
    if (hiddenDepth > 0) hiddenDepth -= name === hidden ? 1 : 0
    else if (BLOCK.test(name)) parts.push(' ')
  }
  let opened = ''
  tokenise(
    html,
    { xmlMode: false },
    {
      ontext: (start, end) => add(decodeEntities(html.slice(start, end))),
      oncdata: (start, end, offset) => add(html.slice(start, end - offset)),
      onopentagname: (start, end) => {
        opened = nameOf(html.slice(start, Math.min(end, start + 40)))
        open(opened)
      },
      onselfclosingtag: () => close(opened),
      onclosetag: (start, end) => close(nameOf(html.slice(start, Math.min(end, start + 40)))),
    },
  )
  return oneLine(parts.join(''))
}

/** Controls and marks that hide or turn text (bidirectional overrides, zero-width characters) have no place in a title. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** White space collapsed to single spaces; invisible characters out. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\u0085\u00a0]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim()
