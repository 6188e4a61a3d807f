import { type Brief, isMajor } from '../domain/brief.ts'
import { visible } from '../domain/plain-text.ts'
import type { Times } from '../domain/times.ts'
import { countWords, standingCounts, standingNames } from '../words/facts.ts'
import { toldIn } from '../words/told.ts'
import type { Words } from '../words/words.ts'
import { type CardNeeds, storyPath } from './brief-card.ts'
import { filled } from './filled.ts'
import { dot, type Html, html, type Part, quoted } from './html.ts'

/** What happened, where it stands, who reports it: `Russia ↔ North Korea: CONSULT (visit) · Confirmed by both sides · 3 independent outlets`. */
function facts(brief: Brief, words: Words): string {
  const count = countWords(brief, words)
  const only = standingNames(brief) || standingCounts(brief) ? '' : (brief.sources[0]?.outlet ?? '')
  return [brief.acts[0]?.text ?? '', brief.standingText, count === '' ? only : count]
    .filter((part) => part !== '')
    .map(visible)
    .join(' · ')
}

const when = (at: number, times: Times): Html =>
  html`<time datetime="${new Date(at).toISOString()}" title="${times.full(at)}">${times.brief(at)}</time>`

type Needs = Pick<CardNeeds, 'times' | 'words' | 'names'>

const row = (brief: Brief, { times, words }: Needs): Html => html`<li${isMajor(brief) ? html` class="major"` : ''}>
  <p class="told">${when(brief.openedAt, times)}${times.dayKey(brief.openedAt) === times.dayKey(brief.updatedAt) ? '' : html`<span>${filled(words.page.card.updated, { time: when(brief.updatedAt, times) })}</span>`}
  ${brief.alignments.map(({ label, colour }) => html`<span class="about">${dot(colour)}${visible(label)}</span> `)}</p>
  <p class="headline"><a href="${storyPath(brief.mergedInto ?? brief.storyId)}">${quoted(brief.headline)}</a></p>
  ${brief.summary.length === 0 ? '' : html`<p class="gist">${quoted(brief.summary[0] ?? '', brief.summaryLanguage)}</p>`}
  <p class="facts">${facts(brief, words)}</p>
</li>`

/** Stories in short, each a way to its own page. */
export const storyList = (briefs: readonly Brief[], needs: Needs): Part =>
  html`<ol class="stories">${briefs.map((brief) => row(toldIn(brief, needs.words, needs.names), needs))}</ol>`

type Turning = { readonly before: string; readonly after: string }

/** What ways by time are called. */
const byTime = ({ frame }: Words['page']): Turning => ({ before: frame.newerStories, after: frame.earlierStories })

/** Ways to the page before and the next, where there are any. `at` makes the address of a page. */
export function turns(number: number, more: boolean, at: (page: number) => string, { page }: Words, named = byTime(page)): Html | '' {
  if (number === 1 && !more) return ''
  const { before, after } = named
  return html`<nav class="turns" aria-label="${page.frame.morePages}">
    ${number === 1 ? '' : html`<a href="${at(number - 1)}" rel="prev">${before}</a>`}
    <span>${page.frame.pageNumber(number)}</span>
    ${more ? html`<a href="${at(number + 1)}" rel="next">${after}</a>` : ''}
  </nav>`
}
