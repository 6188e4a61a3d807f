import { unusualLines } from '../domain/alert-words.ts'
import type { ChartMaker } from '../domain/command.ts'
import type { DigestBrief, DigestSection, DigestThread } from '../domain/digest.ts'
import { digestTitle } from '../domain/digest-reply.ts'
import { visible } from '../domain/plain-text.ts'
import { plain } from '../domain/rich-text.ts'
import { createTimes } from '../domain/times.ts'
import { dot, type Html, html, outward, type Part, quoted } from './html.ts'
import { picture } from './reply-card.ts'

const storyPath = (storyId: string): string => `/story/${encodeURIComponent(storyId)}`

const thread = ({ label, entries }: DigestThread): Html => html`${label === '' ? '' : html`<h4>${quoted(label)}</h4>`}<ul>
  ${entries.map(
    (entry) =>
      html`<li>${entry.url === '' ? quoted(entry.headline) : outward(entry.url, quoted(entry.headline))}
  <span class="facts">${[entry.isUpdate ? 'update' : '', entry.standing, entry.reportedBy]
    .filter((fact) => fact !== '')
    .map(visible)
    .join(' · ')} · <a href="${storyPath(entry.storyId)}">story</a></span></li>`,
  )}
</ul>`

const section = ({ alignments, threads }: DigestSection): Html => html`<section>
  <p class="badges">${alignments.map(({ label, colour }) => html`<span>${dot(colour)}${visible(label)}</span> `)}</p>
  ${threads.map(thread)}
</section>`

function feedNote({ digest: { feeds } }: DigestBrief): Part {
  if (feeds.down.length === 0) return null
  return html`<p class="silence">${feeds.down.length} of ${feeds.total} feeds could not be read in this time: ${feeds.down.map(visible).join(', ')}.</p>`
}

/** What an alert says before its stories, with its picture. */
function unusualPart({ digest: { unusual } }: DigestBrief, charts: Pick<ChartMaker, 'unusual'>): Part {
  if (unusual === undefined) return null
  const lines = unusualLines(unusual).map(plain)
  return html`${lines.map((line) => html`<p class="summary">${visible(line)}</p>`)}${picture(charts.unusual(unusual))}`
}

/** A digest, or an alert, as one card of the channel. */
export function digestCard(brief: DigestBrief, charts: Pick<ChartMaker, 'unusual'>): Html {
  const { digest } = brief
  const times = createTimes(digest.timeZone)
  const ids = brief.alignments.map(({ id }) => id).join(' ')
  return html`<article class="brief digest" data-story="${brief.storyId}" data-revision="1" data-alignments="${ids}">
  <p class="when"><time datetime="${new Date(digest.toAt).toISOString()}">${times.clock(digest.toAt)}</time></p>
  <div class="what">
    <h3 class="headline">${digestTitle(digest)}</h3>
    <p class="change">${times.short(digest.fromAt)} – ${times.full(digest.toAt)}</p>
    ${unusualPart(brief, charts)}
    ${digest.sections.length === 0 ? html`<p class="summary">Nothing new about ${digest.watched.join(' or ')} in this time.</p>` : digest.sections.map(section)}
    ${feedNote(brief)}
  </div>
</article>`
}
