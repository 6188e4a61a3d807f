import { actorName } from '../domain/actor-name.ts'
import type { FoundStories } from '../domain/search.ts'
import { tongueName } from '../words/states.ts'
import type { Words } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import { filled } from './filled.ts'
import { choiceField, mistakeList, textField } from './form.ts'
import { type Html, html, type Part } from './html.ts'
import { type FeedOf, page } from './layout.ts'
import { storyList, turns } from './story-list.ts'
import { MAX_WORDS, type Mistake } from './story-query.ts'

/** What was typed, by the names of the form's fields. */
export type TypedQuery = Readonly<Record<'q' | 'alignment' | 'actor' | 'language' | 'outlet' | 'since' | 'until', string>>

export type StoriesView = {
  readonly typed: TypedQuery
  readonly page: number
  readonly found: FoundStories
  readonly mistakes: readonly Mistake[]
  /** ISO 639-1 of the feeds. */
  readonly languages: readonly string[]
  readonly outlets: readonly string[]
}

/** How many stories stand on one page. */
export const STORIES_ON_A_PAGE = 20

/** As much as is said back: nobody reads more, and a page stays small. */
const shown = (text: string): string => text.slice(0, MAX_WORDS)

function form({ typed, mistakes, languages, outlets }: StoriesView, { context, names, words }: CardNeeds): Html {
  const said = words.lookups.form
  const any = { value: '', label: said.any }
  const alignments = [any, ...context.alignments.map(({ id, label }) => ({ value: id, label: names.get(id) ?? label }))]
  const tongues = [any, ...languages.map((code) => ({ value: code, label: tongueName(code, words.locale) }))]
  const field = (name: keyof TypedQuery, label: string) => ({ name, label, value: shown(typed[name]) })
  return html`<search aria-label="${words.page.frame.places.stories}"><form class="query many" action="/stories" method="get">
  ${textField(field('q', said.words), { type: 'search', hint: said.wordsHint, mistakes })}
  ${choiceField(field('alignment', said.alignment), alignments, mistakes)}
  ${textField(field('actor', said.actor), { hint: said.actorHint, mistakes })}
  ${choiceField(field('language', said.language), tongues, mistakes)}
  ${textField(field('outlet', said.outlet), { hint: said.outletHint, options: outlets, mistakes })}
  ${textField(field('since', said.from), { type: 'date', mistakes })}
  ${textField(field('until', said.to), { type: 'date', mistakes })}
  <p class="field send"><button type="submit">${said.find}</button> <a href="/stories">${said.clear}</a></p>
</form></search>`
}

/** The address of a page of the same question. */
export function storiesAddress(typed: Partial<TypedQuery>, number = 1): string {
  const asked = Object.entries(typed).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...asked, ...(number === 1 ? [] : [['page', String(number)]])])
  return query.size === 0 ? '/stories' : `/stories?${query}`
}

/** The stories asked for as a feed, where feeds know the question: an alignment, an actor, or both. */
function feedOf(typed: TypedQuery, { context, names, words }: CardNeeds): FeedOf | undefined {
  const alignment = context.alignments.find(({ id }) => id === typed.alignment)
  const actor = typed.actor === '' ? undefined : context.directory.byId(typed.actor)
  const parts = [...(alignment === undefined ? [] : [['alignment', alignment.id]]), ...(actor === undefined ? [] : [['actor', actor.id]])]
  if (parts.length === 0) return undefined
  return {
    about: [
      alignment === undefined ? '' : (names.get(alignment.id) ?? alignment.label),
      actor === undefined ? '' : actorName(actor, words.locale),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    query: String(new URLSearchParams(parts)),
  }
}

function counted({ found: { total, more }, page: number }: StoriesView, { lookups: { stories } }: Words): string {
  if (total === 0) return ''
  const first = (number - 1) * STORIES_ON_A_PAGE + 1
  const many = more ? stories.moreThan(total) : String(total)
  return stories.count(first, Math.min(total, number * STORIES_ON_A_PAGE), many)
}

/** Ways to the same question with one part less. */
function fewer(typed: TypedQuery, { lookups: { stories }, writing }: Words): Part {
  const asked = Object.keys(stories.parts).filter((name) => typed[name as keyof TypedQuery] !== '') as (keyof TypedQuery)[]
  const ways = asked.map((name) => html`<a href="${storiesAddress({ ...typed, [name]: '' })}">${stories.parts[name]}</a>`)
  return ways.map((way, index) => [index === 0 ? '' : index === ways.length - 1 ? stories.or : writing.comma, way])
}

/** What to do where nothing is found. */
function nothing({ typed, page: number, found: { total } }: StoriesView, words: Words): Part {
  const { stories } = words.lookups
  const { frame } = words.page
  if (number > 1 && total > 0) {
    const last = Math.ceil(total / STORIES_ON_A_PAGE)
    const link = html`<a href="${storiesAddress(typed, last)}">${frame.lastPage(last)}</a>`
    return html`<p class="lede">${filled(frame.beyond, { page: number, last: link })}</p>`
  }
  if (Object.values(typed).every((value) => value === ''))
    return html`<p class="lede">${filled(stories.noneKept, { feeds: html`<a href="/feeds">${stories.theFeeds}</a>` })}</p>`
  const anew = html`<a href="/stories">${stories.anew}</a>`
  return html`<p class="lede">${filled(stories.noneFits, { parts: fewer(typed, words), anew })}</p>`
}

/** Every kept story, found by words and by what it is about. */
export function storiesPage(view: StoriesView, needs: CardNeeds): Html {
  const { found, typed, mistakes, page: number } = view
  const { words } = needs
  const { stories: name } = words.page.frame.places
  const last = number * STORIES_ON_A_PAGE < found.total
  const feed = feedOf(typed, needs)
  const list = html`<p class="count" role="status">${counted(view, words)}</p>${storyList(found.briefs, needs)}`
  return page(
    {
      title: typed.q === '' ? name : `${shown(typed.q).slice(0, 60)} · ${name}`,
      path: '/stories',
      ...(feed === undefined ? {} : { feed }),
      main: html`<h1>${name}</h1>${mistakeList(mistakes, (field, value) => storiesAddress({ ...typed, [field]: value }), words)}${form(view, needs)}
  ${mistakes.length > 0 ? '' : found.briefs.length === 0 ? nothing(view, words) : list}
  ${mistakes.length > 0 || found.briefs.length === 0 ? '' : turns(number, last, (at) => storiesAddress(typed, at), words)}`,
    },
    words,
  )
}
