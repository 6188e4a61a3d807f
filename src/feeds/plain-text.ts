import { decodeEntities } from './entities.ts'
import { collapse } from './one-line.ts'
import { tokenise } from './tokenise.ts'

/** Elements whose text is no part of what a reader sees. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'head', 'button', 'select', 'textarea'])

/** Elements that stand apart from the text around them. */
const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|td|th|tr|ul)$/

const nameOf = (raw: string): string => raw.slice(raw.indexOf(':') + 1).toLowerCase()

/** A tag cut off at the end of a text: gone where it surely was one, text where it may have been a `<` (`A<B`). */
function splitUnfinished(markup: string): { readonly html: string; readonly tail: string } {
  const open = markup.lastIndexOf('<')
  if (open < 0 || markup.includes('>', open)) return { html: markup, tail: '' }
  const tail = markup.slice(open)
  return { html: markup.slice(0, open), tail: /^<(?:[/!?]|[a-z][\w:-]*\s+[\w:-]+\s*=)/i.test(tail) ? '' : tail }
}

/**
 * HTML to the text a reader sees, one line: no tags, scripts or styles, references decoded, white space collapsed, block
 * elements apart by a space. One pass of htmlparser2's tokeniser, so linear in the input whatever it holds.
 */
export function htmlToText(markup: string): string {
  const { html, tail } = splitUnfinished(markup)
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
  return collapse(parts.join('') + decodeEntities(tail))
}
