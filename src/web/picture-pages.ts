import type { Reply } from '../domain/command.ts'
import { visible } from '../domain/plain-text.ts'
import type { CardNeeds } from './brief-card.ts'
import { choiceField, textField } from './form.ts'
import { dot, type Html, html } from './html.ts'
import { page } from './layout.ts'
import { fieldList, line, picture, suggestions } from './reply-card.ts'

/** What was asked for, as typed; '' where it was left out. */
export type Asked = { readonly of: string; readonly with: string; readonly days: string }

/** Answers with pictures, the first the one asked for. */
export type PictureView = { readonly asked: Asked; readonly replies: readonly Reply[] }

const SPANS = [
  ['30', 'A month'],
  ['90', 'Three months'],
  ['182', 'Half a year'],
  ['365', 'A year'],
  ['730', 'Two years'],
] as const

/** The spans offered, and the one typed where it is another. */
function spanField(days: string, standard: string): Html {
  const value = days === '' ? standard : days
  const known = SPANS.some(([span]) => span === value)
  const options = SPANS.map(([span, label]) => ({ value: span, label }))
  return choiceField(
    { name: 'days', label: 'Span', value },
    known ? options : [...options, { value: value.slice(0, 20), label: `${value.slice(0, 20)} days` }],
  )
}

/** Who may be typed: the alignments, and the states that they are made of. */
const offered = ({ context }: CardNeeds, alignmentsToo: boolean): readonly string[] => [
  ...(alignmentsToo ? context.alignments.map(({ label }) => label) : []),
  ...new Set(context.alignments.flatMap(({ states }) => states.flatMap((code) => stateName(code, context)))),
]

const stateName = (code: string, { directory, now }: CardNeeds['context']): readonly string[] => {
  const { actor } = directory.find(code, now())
  return actor?.kind === 'state' ? [actor.name] : []
}

/** One answer as a part of a page: what it says first, the picture with its figures, what to ask next. */
const answered = (reply: Reply): Html => html`<section class="part">
  ${reply.title === '' ? '' : html`<h2>${reply.colour === null ? '' : dot(reply.colour)}${visible(reply.title)}</h2>`}
  <div class="beside">
  ${reply.picture === null ? '' : picture(reply.picture)}
  <div class="said">${reply.body.map((each) => html`<p>${line(each)}</p>`)}
  ${fieldList(reply.fields)}${suggestions(reply)}
  ${reply.footer === '' ? '' : html`<p class="note">${visible(reply.footer)}</p>`}</div></div>
</section>`

const field = (name: keyof Asked, label: string, value: string) => ({ name, label, value: value.slice(0, 200) })

/** Events by week: of each alignment, or of what is asked for. */
export const trendsPage = ({ asked, replies }: PictureView, needs: CardNeeds): Html =>
  page({
    title: 'Trends',
    path: '/trends',
    main: html`<h1>Trends</h1>
  <p class="lede">What kept stories tell, by week: cooperative acts upwards, conflictual ones downwards, against what is usual. Weeks in which feeds could not be read are hatched: they are no sign of calm.</p>
  <search aria-label="Trends"><form class="query" action="/trends" method="get">
  ${textField(field('of', 'Of', asked.of), { hint: 'Russia', options: offered(needs, true) })}
  ${textField(field('with', 'With', asked.with), { hint: 'North Korea', options: offered(needs, false) })}
  ${spanField(asked.days, '182')}
  <p class="field send"><button type="submit">Show</button> <a href="/trends">Clear</a></p></form></search>
  <div class="pictures${replies.length > 1 ? ' many' : ''}">${replies.map(answered)}</div>`,
  })

/** Who acts with whom: in all stories, or around one actor. */
export const networkPage = ({ asked, replies }: PictureView, needs: CardNeeds): Html =>
  page({
    title: 'Network',
    path: '/network',
    main: html`<h1>Network</h1>
  <p class="lede">Who acts with whom in the kept stories: the more acts, the stronger the line.</p>
  <search aria-label="Network"><form class="query" action="/network" method="get">
  ${textField(field('of', 'Around', asked.of), { hint: 'all, or Russia, Lavrov', options: offered(needs, true) })}
  ${spanField(asked.days, '90')}
  <p class="field send"><button type="submit">Show</button> <a href="/network">Clear</a></p></form></search>
  <div class="pictures">${replies.map(answered)}</div>`,
  })
