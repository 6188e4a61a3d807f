import { actorName } from '../domain/actor-name.ts'
import type { Reply } from '../domain/command.ts'
import { visible } from '../domain/plain-text.ts'
import type { Words } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import { choiceField, textField } from './form.ts'
import { dot, type Html, html } from './html.ts'
import { page } from './layout.ts'
import { fieldList, line, picture, suggestions } from './reply-card.ts'

/** What was asked for, as typed; '' where it was left out. */
export type Asked = { readonly of: string; readonly with: string; readonly days: string }

/** Answers with pictures, the first the one asked for. */
export type PictureView = { readonly asked: Asked; readonly replies: readonly Reply[] }

const SPANS = ['30', '90', '182', '365', '730'] as const

/** The spans offered, and the one typed where it is another. */
function spanField(days: string, standard: string, { lookups: { form } }: Words): Html {
  const value = days === '' ? standard : days
  const known = SPANS.some((span) => span === value)
  const options = SPANS.map((span) => ({ value: span, label: form.spans[span] }))
  return choiceField(
    { name: 'days', label: form.span, value },
    known ? options : [...options, { value: value.slice(0, 20), label: form.days(value.slice(0, 20)) }],
  )
}

/** Who may be typed: the alignments, and the states that they are made of. */
const offered = ({ context, names }: CardNeeds, alignmentsToo: boolean): readonly string[] => [
  ...(alignmentsToo ? context.alignments.map(({ id, label }) => names.get(id) ?? label) : []),
  ...new Set(context.alignments.flatMap(({ states }) => states.flatMap((code) => stateName(code, context)))),
]

const stateName = (code: string, { directory, now, locale }: CardNeeds['context']): readonly string[] => {
  const { actor } = directory.find(code, now())
  return actor?.kind === 'state' ? [actorName(actor, locale)] : []
}

/** One answer as a part of a page: what it says first, the picture with its figures, what to ask next. */
const answered = (reply: Reply, words: Words): Html => html`<section class="part">
  ${reply.title === '' ? '' : html`<h2>${reply.colour === null ? '' : dot(reply.colour)}${visible(reply.title)}</h2>`}
  <div class="beside">
  ${reply.picture === null ? '' : picture(reply.picture, words)}
  <div class="said">${reply.body.map((each) => html`<p>${line(each)}</p>`)}
  ${fieldList(reply.fields)}${suggestions(reply, words)}
  ${reply.footer === '' ? '' : html`<p class="note">${visible(reply.footer)}</p>`}</div></div>
</section>`

const field = (name: keyof Asked, label: string, value: string) => ({ name, label, value: value.slice(0, 200) })

/** Events by week: of each alignment, or of what is asked for. */
export function trendsPage({ asked, replies }: PictureView, needs: CardNeeds): Html {
  const { words } = needs
  const { form, pictured } = words.lookups
  const { trends: name } = words.page.frame.places
  return page(
    {
      title: name,
      path: '/trends',
      main: html`<h1>${name}</h1>
  <p class="lede">${pictured.trends}</p>
  <search aria-label="${name}"><form class="query" action="/trends" method="get">
  ${textField(field('of', form.of, asked.of), { hint: form.ofHint, options: offered(needs, true) })}
  ${textField(field('with', form.with, asked.with), { hint: form.withHint, options: offered(needs, false) })}
  ${spanField(asked.days, '182', words)}
  <p class="field send"><button type="submit">${form.show}</button> <a href="/trends">${form.clear}</a></p></form></search>
  <div class="pictures${replies.length > 1 ? ' many' : ''}">${replies.map((reply) => answered(reply, words))}</div>`,
    },
    words,
  )
}

/** Who acts with whom: in all stories, or around one actor. */
export function networkPage({ asked, replies }: PictureView, needs: CardNeeds): Html {
  const { words } = needs
  const { form, pictured } = words.lookups
  const { network: name } = words.page.frame.places
  return page(
    {
      title: name,
      path: '/network',
      main: html`<h1>${name}</h1>
  <p class="lede">${pictured.network}</p>
  <search aria-label="${name}"><form class="query" action="/network" method="get">
  ${textField(field('of', form.around, asked.of), { hint: form.aroundHint, options: offered(needs, true) })}
  ${spanField(asked.days, '90', words)}
  <p class="field send"><button type="submit">${form.show}</button> <a href="/network">${form.clear}</a></p></form></search>
  <div class="pictures">${replies.map((reply) => answered(reply, words))}</div>`,
    },
    words,
  )
}
