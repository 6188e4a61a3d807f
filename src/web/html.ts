import { html, raw } from 'hono/html'
import { posesAsOther, visible, webAddress } from '../domain/plain-text.ts'

/** Markup that is already escaped. Text becomes markup only through `html`, which escapes it. */
export type Html = ReturnType<typeof html>
export type Part = Html | string | number | null | readonly Part[]

export { html, raw }

/** Text from outside, told apart from ours for bidirectional layout, with its language for fonts and screen readers. */
export const quoted = (text: string, language: string | null = null): Html =>
  language === null ? html`<bdi>${visible(text)}</bdi>` : html`<bdi lang="${language}">${visible(text)}</bdi>`

/** A link out of the page; the text alone where the address is none that a reader may be sent to. */
export function outward(address: string, content: Html, className = ''): Html {
  const href = webAddress(address)
  if (href === '') return content
  return html`<a href="${href}" rel="noopener noreferrer" target="_blank" title="${new URL(href).host}"${attribute('class', className)}>${content}</a>`
}

/** `news.example: `, before the words of a link that name another address than the one it leads to; else nothing. */
export function hostBefore(text: string, address: string): string {
  const href = webAddress(address)
  return href !== '' && posesAsOther(visible(text), href) ? `${new URL(href).host}: ` : ''
}

/** A link whose words are from outside. */
export const outwardText = (address: string, text: string, language: string | null = null): Html =>
  outward(address, html`${hostBefore(text, address)}${quoted(text, language)}`)

/** An attribute with its leading space; nothing where the value is empty. */
export const attribute = (name: string, value: string): Html | '' => (value === '' ? '' : html` ${name}="${value}"`)

/** Parts with something between them. */
export const joined = (parts: readonly Part[], between: string): Part => parts.map((part, index) => (index === 0 ? part : [between, part]))

const COLOUR = /^#[0-9a-f]{6}$/i

/** A dot in an alignment's colour. Always beside the word: colour alone says nothing. */
export const dot = (colour: string): Html | '' =>
  COLOUR.test(colour)
    ? html`<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="${colour}"/></svg>`
    : ''
