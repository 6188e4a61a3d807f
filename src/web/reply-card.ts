import type { Picture, PictureTable, Reply, ReplyField } from '../domain/command.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import type { RichText, Run } from '../domain/rich-text.ts'
import type { Words } from '../words/words.ts'
import { briefCard, type CardNeeds, commandLink, storyPath } from './brief-card.ts'
import { lineFor } from './command-line.ts'
import { attribute, dot, type Html, hostBefore, html, outward, type Part } from './html.ts'

/** The run's words, with the spaces at its ends that part it from its neighbours. */
function runWords(run: Run): Html {
  const spaced = (end: RegExp): string => (end.test(run.text) ? ' ' : '')
  const text = visible(run.text)
  return html`${spaced(/^\s/)}${run.bold === true ? html`<b>${text}</b>` : text}${text === '' ? '' : spaced(/\s$/)}`
}

/** A line of an answer; its addresses are http(s) or not links. */
export const line = (rich: RichText): Html =>
  html`${rich.map((run) => (run.url === undefined ? runWords(run) : outward(run.url, html`${hostBefore(run.text, run.url)}${runWords(run)}`)))}`

const field = (each: ReplyField): Html =>
  html`<div${each.inline ? html` class="short"` : ''}><dt>${visible(each.name)}</dt>${each.value.map((value) => html`<dd>${line(value)}</dd>`)}</div>`

const tableHtml = ({ columns, rows }: PictureTable, { page: { card } }: Words): Html => html`<details><summary>${card.figures}</summary>
<div class="scroll" role="region" aria-label="${card.figures}" tabindex="0"><table class="figures">
  <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
  <tbody>${rows.map(([first = '', ...others]) => html`<tr><th scope="row">${first}</th>${others.map((value, index) => html`<td data-of="${columns[index + 1] ?? ''}">${value}</td>`)}</tr>`)}</tbody>
</table></div></details>`

/** As an image of its own, not as markup: whatever stands in it, it cannot run or reach out. */
export const picture = (drawn: Picture, words: Words): Html =>
  html`<figure><img src="data:image/svg+xml;base64,${Buffer.from(drawn.svg).toString('base64')}" alt="${drawn.alt}"><figcaption><details><summary>${words.page.card.inWords}</summary>${drawn.alt}</details>${drawn.table === undefined ? '' : tableHtml(drawn.table, words)}</figcaption></figure>`

/** What an answer says under names of its own: `Before`, `First report`. */
export const fieldList = (fields: readonly ReplyField[]): Part =>
  fields.length === 0 ? null : html`<dl class="named">${fields.map(field)}</dl>`

const heading = (reply: Reply): Part => {
  if (reply.title === '') return null
  const title = visible(reply.title)
  const linked =
    reply.url !== null && webAddress(reply.url) !== '' ? outward(reply.url, html`${hostBefore(title, reply.url)}${title}`) : title
  return html`<h2>${reply.colour === null ? '' : dot(reply.colour)}${linked}</h2>`
}

/** What to ask next, as buttons. */
export const suggestions = (reply: Pick<Reply, 'suggestions' | 'storyId'>, { stories }: Words): Part =>
  reply.suggestions.length === 0 && reply.storyId === undefined
    ? null
    : html`<p class="actions">${reply.storyId === undefined ? '' : html`<a class="button" href="${storyPath(reply.storyId)}">${stories.page}</a>`}${reply.suggestions.map((each) => commandLink(lineFor(each.command, each.args), visible(each.label)))}</p>`

/** An answer as a card, under the line that asked for it. */
export const replyCard = (
  asked: string,
  reply: Reply,
  needs: CardNeeds,
): Html => html`<section class="answer"${attribute('lang', needs.context.locale ?? '')} aria-label="${needs.words.page.card.answerTo(asked)}">
  <p class="asked"><kbd>${asked}</kbd></p>
  ${heading(reply)}
  ${reply.body.map((each) => html`<p>${line(each)}</p>`)}
  ${reply.picture === null ? '' : picture(reply.picture, needs.words)}
  ${fieldList(reply.fields)}
  ${reply.briefs.length === 0 ? '' : html`<div class="briefs">${reply.briefs.map((brief) => briefCard(brief, needs))}</div>`}
  ${suggestions(reply, needs.words)}
  ${reply.footer === '' ? '' : html`<p class="note">${visible(reply.footer)}</p>`}
</section>`
