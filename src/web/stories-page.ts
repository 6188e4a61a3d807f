import { languageName } from '../domain/language-name.ts'
import type { FoundStories } from '../domain/search.ts'
import type { CardNeeds } from './brief-card.ts'
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

function form({ typed, mistakes, languages, outlets }: StoriesView, { context }: CardNeeds): Html {
  const alignments = [{ value: '', label: 'Any' }, ...context.alignments.map(({ id, label }) => ({ value: id, label }))]
  const tongues = [{ value: '', label: 'Any' }, ...languages.map((code) => ({ value: code, label: languageName(code) }))]
  const field = (name: keyof TypedQuery, label: string) => ({ name, label, value: shown(typed[name]) })
  return html`<search aria-label="Stories"><form class="query many" action="/stories" method="get">
  ${textField(field('q', 'Words'), { type: 'search', hint: '“Freedom Edge” or 파병', mistakes })}
  ${choiceField(field('alignment', 'Alignment'), alignments, mistakes)}
  ${textField(field('actor', 'Actor'), { hint: 'Lavrov', mistakes })}
  ${choiceField(field('language', 'Language'), tongues, mistakes)}
  ${textField(field('outlet', 'Outlet'), { hint: 'Yonhap', options: outlets, mistakes })}
  ${textField(field('since', 'From'), { type: 'date', mistakes })}
  ${textField(field('until', 'To'), { type: 'date', mistakes })}
  <p class="field send"><button type="submit">Find</button> <a href="/stories">Clear</a></p>
</form></search>`
}

/** The address of a page of the same question. */
export function storiesAddress(typed: Partial<TypedQuery>, number = 1): string {
  const asked = Object.entries(typed).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...asked, ...(number === 1 ? [] : [['page', String(number)]])])
  return query.size === 0 ? '/stories' : `/stories?${query}`
}

/** The stories asked for as a feed, where feeds know the question: an alignment, an actor, or both. */
function feedOf(typed: TypedQuery, { context }: CardNeeds): FeedOf | undefined {
  const alignment = context.alignments.find(({ id }) => id === typed.alignment)
  const actor = typed.actor === '' ? undefined : context.directory.byId(typed.actor)
  const parts = [...(alignment === undefined ? [] : [['alignment', alignment.id]]), ...(actor === undefined ? [] : [['actor', actor.id]])]
  if (parts.length === 0) return undefined
  return {
    about: [alignment?.label ?? '', actor?.name ?? ''].filter((part) => part !== '').join(' · '),
    query: String(new URLSearchParams(parts)),
  }
}

function counted({ found: { total, more }, page: number }: StoriesView): string {
  if (total === 0) return ''
  const first = (number - 1) * STORIES_ON_A_PAGE + 1
  const many = more ? `more than ${total}` : String(total)
  return `${first}–${Math.min(total, number * STORIES_ON_A_PAGE)} of ${many}, newest first. Days are those of UTC.`
}

/** What to do where nothing is found. */
function nothing({ typed, page: number, found: { total } }: StoriesView): Part {
  if (number > 1 && total > 0) {
    const last = Math.ceil(total / STORIES_ON_A_PAGE)
    return html`<p class="lede">There is no page ${number}: the last one is <a href="${storiesAddress(typed, last)}">page ${last}</a>.</p>`
  }
  const asked = Object.entries(typed).filter(([, value]) => value !== '')
  if (asked.length === 0)
    return html`<p class="lede">No story has been kept yet. <a href="/feeds">The feeds</a> tell what has been read.</p>`
  const fewer = asked.map(([name]) => ({ name, address: storiesAddress({ ...typed, [name]: '' }) }))
  return html`<p class="lede">No story fits all of it. Leave out ${fewer.map(
    ({ name, address }, index) =>
      html`${index === 0 ? '' : index === fewer.length - 1 ? ' or ' : ', '}<a href="${address}">${NAMES[name] ?? name}</a>`,
  )}, or <a href="/stories">begin anew</a>.</p>`
}

const NAMES: Readonly<Record<string, string>> = {
  q: 'the words',
  alignment: 'the alignment',
  actor: 'the actor',
  language: 'the language',
  outlet: 'the outlet',
  since: 'the first day',
  until: 'the last day',
}

/** Every kept story, found by words and by what it is about. */
export function storiesPage(view: StoriesView, needs: CardNeeds): Html {
  const { found, typed, mistakes, page: number } = view
  const last = number * STORIES_ON_A_PAGE < found.total
  const feed = feedOf(typed, needs)
  return page({
    title: typed.q === '' ? 'Stories' : `${shown(typed.q).slice(0, 60)} · Stories`,
    path: '/stories',
    ...(feed === undefined ? {} : { feed }),
    main: html`<h1>Stories</h1>${mistakeList(mistakes, (name, value) => storiesAddress({ ...typed, [name]: value }))}${form(view, needs)}
  ${mistakes.length > 0 ? '' : found.briefs.length === 0 ? nothing(view) : html`<p class="count" role="status">${counted(view)}</p>${storyList(found.briefs, needs)}`}
  ${mistakes.length > 0 || found.briefs.length === 0 ? '' : turns(number, last, (at) => storiesAddress(typed, at))}`,
  })
}
