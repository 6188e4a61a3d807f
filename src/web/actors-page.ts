import { ACTOR_KINDS, type Actor, type ActorKind, type Language, rolesOn } from '../domain/actor.ts'
import { countryName } from '../domain/country.ts'
import { actorPath } from './actor-page.ts'
import type { CardNeeds } from './brief-card.ts'
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

const KINDS: Readonly<Record<ActorKind, string>> = {
  person: 'People',
  office: 'Offices',
  organisation: 'Organisations',
  state: 'States',
  place: 'Places',
  system: 'Weapon systems',
  exercise: 'Exercises',
  treaty: 'Treaties and agreements',
}

type Asked = Pick<ActorsView, 'name' | 'kind' | 'alignment'>

function address({ name, kind, alignment }: Asked, number: number): string {
  const asked = Object.entries({ name, kind, alignment, page: number === 1 ? '' : String(number) }).filter(([, value]) => value !== '')
  return asked.length === 0 ? '/actors' : `/actors?${new URLSearchParams(asked)}`
}

const form = (
  view: ActorsView,
  { context }: CardNeeds,
): Html => html`<search aria-label="Actors"><form class="query" action="/actors" method="get">
  ${textField({ name: 'name', label: 'Name or office', value: view.name.slice(0, 200) }, { type: 'search', hint: 'Lavrov, 외무상, Freedom Edge', mistakes: view.mistakes })}
  ${choiceField({ name: 'kind', label: 'Kind', value: view.kind }, [{ value: '', label: 'Any' }, ...ACTOR_KINDS.map((value) => ({ value, label: KINDS[value] }))], view.mistakes)}
  ${choiceField({ name: 'alignment', label: 'Watched for', value: view.alignment }, [{ value: '', label: 'Any' }, ...context.alignments.map(({ id, label }) => ({ value: id, label })), { value: 'other', label: 'Neither' }], view.mistakes)}
  <p class="field send"><button type="submit">Find</button> <a href="/actors">Clear</a></p>
</form></search>`

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
function inItsScript({ country, aliases }: Actor): string {
  const tongue = TONGUES[country]
  return tongue === undefined ? '' : (aliases[tongue][0] ?? '')
}

function row(actor: Actor, now: number, { context }: CardNeeds): Html {
  const side = context.alignments.find(({ id }) => id === actor.alignment)
  const [role] = actor.kind === 'person' ? rolesOn(actor, now) : []
  const last = actor.roles.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))[0]
  const before = actor.kind === 'person' && last !== undefined ? `formerly ${last.title}` : actor.kind
  const own = inItsScript(actor)
  return html`<tr>
  <th scope="row"><a href="${actorPath(actor.id)}">${quoted(actor.name)}</a> ${own === '' ? '' : html`<span class="own">${quoted(own)}</span>`}</th>
  <td>${role === undefined ? before : html`${role.title}${role.status === 'unverified' ? ' (unverified)' : ''}`}</td>
  <td class="of">${countryName(actor.country)}</td>
  <td class="side">${side === undefined ? '' : html`${dot(side.colour)}${side.label}`}</td>
</tr>`
}

function list(view: ActorsView, needs: CardNeeds): Part {
  const { actors, page: number, now } = view
  const shown = actors.slice((number - 1) * ACTORS_ON_A_PAGE, number * ACTORS_ON_A_PAGE)
  if (shown.length === 0) {
    const last = Math.ceil(actors.length / ACTORS_ON_A_PAGE)
    return last > 0
      ? html`<p class="lede">There is no page ${number}: the last one is <a href="${address(view, last)}">page ${last}</a>.</p>`
      : html`<p class="lede">Nobody and nothing of that name is known. <a href="/stories?q=${encodeURIComponent(view.name.slice(0, 200))}">Look for the words in stories</a>, or <a href="/actors">see all actors</a>.</p>`
  }
  return html`<p class="count" role="status">${actors.length === 1 ? 'One' : actors.length} known${view.name === '' ? '' : ', best match first'}.</p>
  <div class="scroll" role="region" aria-label="Actors" tabindex="0"><table class="actors">
  <thead><tr><th scope="col">Name</th><th scope="col">Office or kind</th><th scope="col">Of</th><th scope="col">Watched for</th></tr></thead>
  <tbody>${shown.map((actor) => row(actor, now, needs))}</tbody></table></div>
  ${turns(number, actors.length > number * ACTORS_ON_A_PAGE, (at) => address(view, at), { before: 'Previous', after: 'Next' })}`
}

/** Everybody and everything known by name, found by name, kind and what it is watched for. */
export const actorsPage = (view: ActorsView, needs: CardNeeds): Html =>
  page({
    title: view.name === '' ? 'Actors' : `${view.name.slice(0, 60)} · Actors`,
    path: '/actors',
    main: html`<h1>Actors</h1>
  <p class="lede">People, offices, states, places, weapons, exercises and treaties that the bot knows by name in five languages.</p>
  ${mistakeList(view.mistakes, (name, value) => address({ ...view, [name]: value }, 1))}${form(view, needs)}${view.mistakes.length > 0 ? '' : list(view, needs)}`,
  })
