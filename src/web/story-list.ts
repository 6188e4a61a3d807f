import { type Brief, countWords, isMajor, standingCounts, standingNames } from '../domain/brief.ts'
import { visible } from '../domain/plain-text.ts'
import type { Times } from '../domain/times.ts'
import { type CardNeeds, storyPath } from './brief-card.ts'
import { dot, type Html, html, type Part, quoted } from './html.ts'

/** What happened, where it stands, who reports it: `Russia ↔ North Korea: CONSULT (visit) · Confirmed by both sides · 3 independent outlets`. */
function facts(brief: Brief): string {
  const count = countWords(brief)
  const only = standingNames(brief) || standingCounts(brief) ? '' : (brief.sources[0]?.outlet ?? '')
  return [brief.acts[0]?.text ?? '', brief.standingText, count === '' ? only : count]
    .filter((part) => part !== '')
    .map(visible)
    .join(' · ')
}

const when = (at: number, times: Times): Html =>
  html`<time datetime="${new Date(at).toISOString()}" title="${times.full(at)}">${times.brief(at)}</time>`

const row = (brief: Brief, times: Times): Html => html`<li${isMajor(brief) ? html` class="major"` : ''}>
  <p class="told">${when(brief.openedAt, times)}${times.dayKey(brief.openedAt) === times.dayKey(brief.updatedAt) ? '' : html`<span>updated ${when(brief.updatedAt, times)}</span>`}
  ${brief.alignments.map(({ label, colour }) => html`<span class="about">${dot(colour)}${visible(label)}</span> `)}</p>
  <p class="headline"><a href="${storyPath(brief.mergedInto ?? brief.storyId)}">${quoted(brief.headline)}</a></p>
  ${brief.summary.length === 0 ? '' : html`<p class="gist">${quoted(brief.summary[0] ?? '', brief.summaryLanguage)}</p>`}
  <p class="facts">${facts(brief)}</p>
</li>`

/** Stories in short, each a way to its own page. */
export const storyList = (briefs: readonly Brief[], { times }: Pick<CardNeeds, 'times'>): Part =>
  html`<ol class="stories">${briefs.map((brief) => row(brief, times))}</ol>`

type Turning = { readonly before: string; readonly after: string }

const BY_TIME: Turning = { before: 'Newer stories', after: 'Earlier stories' }

/** Ways to the page before and the next, where there are any. `at` makes the address of a page. */
export function turns(number: number, more: boolean, at: (page: number) => string, { before, after } = BY_TIME): Html | '' {
  if (number === 1 && !more) return ''
  return html`<nav class="turns" aria-label="More pages">
    ${number === 1 ? '' : html`<a href="${at(number - 1)}" rel="prev">${before}</a>`}
    <span>Page ${number}</span>
    ${more ? html`<a href="${at(number + 1)}" rel="next">${after}</a>` : ''}
  </nav>`
}
