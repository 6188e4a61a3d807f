import type { ParseFailure } from './document.ts'
import { oneLine } from './one-line.ts'

/** Words of pages that ask a visitor to prove that they are no machine. */
const CHALLENGE =
  /cf-chl|challenge-platform|just a moment\.\.\.|attention required! \| cloudflare|ddos-guard|captcha|_Incapsula_|checking your browser|are you a robot/i

/** Elements that begin a page, or an error message, that has no frame. */
const PAGE_PARTS = /^(?:head|body|title|meta|script|b|br|p|div|h[1-6]|center|font|pre|table)$/i

/** What a document that is no feed is, for a person. Looks at its first 20,000 characters. */
export function diagnose(text: string): ParseFailure {
  const start = text.slice(0, 20_000)
  if (start.trim() === '') return { kind: 'empty', message: 'it is empty' }
  const root = /<([A-Za-z][\w:.-]{0,60})/.exec(start)?.[1]
  const html = /<(?:!doctype\s+html|html)\b/i.test(start) || PAGE_PARTS.test(root ?? '')
  if (html && CHALLENGE.test(start)) return { kind: 'challenge', message: 'it is a page that asks visitors to prove they are human' }
  if (html) {
    const title = oneLine(/<title[^>]{0,200}>([^<]{1,200})/i.exec(start)?.[1] ?? '')
    return { kind: 'not-a-feed', message: title === '' ? 'it is an HTML page' : `it is an HTML page titled “${title}”` }
  }
  if (/^\s*[{[]/.test(start)) return { kind: 'not-a-feed', message: 'it is JSON, but no JSON Feed' }
  if (root !== undefined) return { kind: 'not-a-feed', message: `it is an XML document of another kind (<${root}>)` }
  return { kind: 'not-a-feed', message: 'it is neither RSS, Atom, RDF nor a JSON Feed' }
}
