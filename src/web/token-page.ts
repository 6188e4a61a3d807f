import type { Words } from '../words/words.ts'
import { filled } from './filled.ts'
import { textField } from './form.ts'
import { type Html, html } from './html.ts'
import { page } from './layout.ts'

export type TokenView = {
  /** Whether the operator has set a token at all. */
  readonly isSet: boolean
  /** Whether one was given that is not it. */
  readonly wrong: boolean
  /** The page to go to when it is given. */
  readonly next: string
}

const VARIABLE = html`<code>WEB_TOKEN</code>`

const unset = ({ page: { deliveries } }: Words): Html =>
  html`<p>${filled(deliveries.unset, { variable: VARIABLE, example: html`<code>.env.example</code>` })}</p>`

const form = (
  { wrong, next }: TokenView,
  { page: { deliveries } }: Words,
): Html => html`<p>${filled(deliveries.give, { variable: VARIABLE, header: html`<code>Authorization: Bearer …</code>` })}</p>
  ${wrong ? html`<div class="mistakes" id="mistakes" role="alert"><p>${filled(deliveries.wrong, { variable: VARIABLE })}</p></div>` : ''}
  <form class="query" action="/token" method="post">
  <input type="hidden" name="next" value="${next}">
  ${textField({ name: 'token', label: deliveries.token, value: '' }, { type: 'password', mistakes: wrong ? [{ field: 'token', message: '' }] : [] })}
  <p class="field send"><button type="submit">${deliveries.enter}</button></p></form>`

/** Asks for the token, or says that there is none. */
export function tokenPage(view: TokenView, words: Words): Html {
  const { tokenNeeded, title } = words.page.deliveries
  const main = html`<section class="empty"><h1>${title}</h1>${view.isSet ? form(view, words) : unset(words)}</section>`
  return page({ title: tokenNeeded, path: view.next, main }, words)
}
