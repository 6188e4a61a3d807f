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

const unset = html`<p>The operator has set no token, so nobody is shown what went where. To see it: set <code>WEB_TOKEN</code> (see <code>.env.example</code>) and start the bot again.</p>`

const form = ({
  wrong,
  next,
}: TokenView): Html => html`<p>Which posts went to which channel is for those who run the bot. Give its <code>WEB_TOKEN</code> once; this browser is known until it is closed. Programs send it as <code>Authorization: Bearer …</code>.</p>
  ${wrong ? html`<div class="mistakes" id="mistakes" role="alert"><p>That is not the token. It stands in the bot’s environment as <code>WEB_TOKEN</code>.</p></div>` : ''}
  <form class="query" action="/token" method="post">
  <input type="hidden" name="next" value="${next}">
  ${textField({ name: 'token', label: 'Token', value: '' }, { type: 'password', mistakes: wrong ? [{ field: 'token', message: '' }] : [] })}
  <p class="field send"><button type="submit">Enter</button></p></form>`

/** Asks for the token, or says that there is none. */
export const tokenPage = (view: TokenView): Html =>
  page({
    title: 'Token needed',
    path: view.next,
    main: html`<section class="empty"><h1>Deliveries: token needed</h1>${view.isSet ? form(view) : unset}</section>`,
  })
