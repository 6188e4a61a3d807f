import { ACTOR_KINDS, type Actor, type Language, rolesOn } from '../domain/actor.ts'
import { actorName, roleName } from '../domain/actor-name.ts'
import type { Locale } from '../domain/locale.ts'
import { stateName } from '../words/states.ts'
import { actorPath } from './actor-page.ts'
import type { CardNeeds } from './brief-card.ts'
import { filled } from './filled.ts'
import { choiceField, mistakeList, textField } from './form.ts'
import { dot, type Html, html, type Part, quoted } from './html.ts'
import { page } from './layout.ts'
import { turns } from './story-list.ts'
import type { Mistake } from './story-query.ts'

export type ActorsView = {
  readonly name: string
  readonly kind: string
  readonly alignment: string
  /** Those that fit, all pages. */
  readonly actors: readonly Actor[]
  readonly page: number
  readonly mistakes: readonly Mistake[]
  readonly now: number
}

export const ACTORS_ON_A_PAGE = 60

type Asked = Pick<ActorsView, 'name' | 'kind' | 'alignment'>

function address({ name, kind, alignment }: Asked, number: number): string {
  const asked = Object.entries({ name, kind, alignment, page: number === 1 ? '' : String(number) }).filter(([, value]) => value !== '')
  return asked.length === 0 ? '/actors' : `/actors?${new URLSearchParams(asked)}`
}

function form(view: ActorsView, { context, names, words }: CardNeeds): Html {
  const { kinds, form: said, actors } = words.lookups
  const any = { value: '', label: said.any }
  const sides = context.alignments.map(({ id, label }) => ({ value: id, label: names.get(id) ?? label }))
  return html`<search aria-label="${actors.title}"><form class="query" action="/actors" method="get">
  ${textField({ name: 'name', label: said.name, value: view.name.slice(0, 200) }, { type: 'search', hint: said.nameHint, mistakes: view.mistakes })}
  ${choiceField({ name: 'kind', label: said.kind, value: view.kind }, [any, ...ACTOR_KINDS.map((value) => ({ value, label: kinds[value] }))], view.mistakes)}
  ${choiceField({ name: 'alignment', label: said.watchedFor, value: view.alignment }, [any, ...sides, { value: 'other', label: said.neither }], view.mistakes)}
  <p class="field send"><button type="submit">${said.find}</button> <a href="/actors">${said.clear}</a></p>
</form></search>`
}

/** In whose language a state's names are at home, of those that are known. */
const TONGUES: Readonly<Record<string, Language>> = {
  KOR: 'ko',
  PRK: 'ko',
  JPN: 'ja',
  CHN: 'zh',
  TWN: 'zh',
  RUS: 'ru',
  UKR: 'ru',
  BLR: 'ru',
}

/** The name as it is written at home; '' where it is not known. */
function inItsScript(actor: Actor, locale: Locale): string {
  const { country, aliases } = actor
  const tongue = TONGUES[country]
  const own = tongue === undefined ? '' : (aliases[tongue][0] ?? '')
  return own === actorName(actor, locale) ? '' : own
}

function row(actor: Actor, now: number, { context, names, words }: CardNeeds): Html {
  const { locale, cards, writing } = words
  const side = context.alignments.find(({ id }) => id === actor.alignment)
  const [role] = actor.kind === 'person' ? rolesOn(actor, now) : []
  const last = actor.roles.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))[0]
  const before =
    actor.kind === 'person' && last !== undefined
      ? cards.formerly(roleName(last, locale))
      : locale === 'en'
        ? actor.kind
        : cards.kinds[actor.kind]
  const own = inItsScript(actor, locale)
  return html`<tr>
  <th scope="row"><a href="${actorPath(actor.id)}">${quoted(actorName(actor, locale))}</a> ${own === '' ? '' : html`<span class="own">${quoted(own)}</span>`}</th>
  <td>${role === undefined ? before : html`${roleName(role, locale)}${role.status === 'unverified' ? writing.bracketed(cards.unverified) : ''}`}</td>
  <td class="of">${stateName(actor.country, locale)}</td>
  <td class="side">${side === undefined ? '' : html`${dot(side.colour)}${names.get(side.id) ?? side.label}`}</td>
</tr>`
}

/** What to do where nobody is found, or on a page that is not there. */
function nobody(view: ActorsView, { words }: CardNeeds): Html {
  const { actors } = words.lookups
  const { frame } = words.page
  const last = Math.ceil(view.actors.length / ACTORS_ON_A_PAGE)
  const told =
    last > 0
      ? filled(frame.beyond, { page: view.page, last: html`<a href="${address(view, last)}">${frame.lastPage(last)}</a>` })
      : filled(actors.nobody, {
          search: html`<a href="/stories?q=${encodeURIComponent(view.name.slice(0, 200))}">${actors.search}</a>`,
          all: html`<a href="/actors">${actors.all}</a>`,
        })
  return html`<p class="lede">${told}</p>`
}

function list(view: ActorsView, needs: CardNeeds): Part {
  const { actors, page: number, now } = view
  const { words } = needs
  const { actors: said, form: field } = words.lookups
  const { frame } = words.page
  const shown = actors.slice((number - 1) * ACTORS_ON_A_PAGE, number * ACTORS_ON_A_PAGE)
  if (shown.length === 0) return nobody(view, needs)
  const heads = [said.name, said.officeOrKind, said.of, field.watchedFor]
  const more = actors.length > number * ACTORS_ON_A_PAGE
  return html`<p class="count" role="status">${view.name === '' ? said.known(actors.length) : said.knownBest(actors.length)}</p>
  <div class="scroll" role="region" aria-label="${said.title}" tabindex="0"><table class="actors">
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${shown.map((actor) => row(actor, now, needs))}</tbody></table></div>
  ${turns(number, more, (at) => address(view, at), words, { before: frame.previous, after: frame.next })}`
}

/** Everybody and everything known by name, found by name, kind and what it is watched for. */
export function actorsPage(view: ActorsView, needs: CardNeeds): Html {
  const { words } = needs
  const { title, lede } = words.lookups.actors
  const wrong = mistakeList(view.mistakes, (name, value) => address({ ...view, [name]: value }, 1), words)
  return page(
    {
      title: view.name === '' ? title : `${view.name.slice(0, 60)} · ${title}`,
      path: '/actors',
      main: html`<h1>${title}</h1>
  <p class="lede">${lede}</p>
  ${wrong}${form(view, needs)}${view.mistakes.length > 0 ? '' : list(view, needs)}`,
    },
    words,
  )
}
