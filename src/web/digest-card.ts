import type { DigestBrief, DigestSection, DigestThread } from '../domain/digest.ts'
import { visible } from '../domain/plain-text.ts'
import { plain } from '../domain/rich-text.ts'
import { createTimes } from '../domain/times.ts'
import { digestTitle, entryFacts, unusualIn, unusualLines, watchedNames } from '../words/digests.ts'
import { affairName } from '../words/told.ts'
import { type CardNeeds, storyPath } from './brief-card.ts'
import { dot, type Html, html, outward, type Part, quoted } from './html.ts'
import { picture } from './reply-card.ts'

const thread = ({ label, about, entries }: DigestThread, { words, names }: CardNeeds): Html => {
  const heading = label === '' ? '' : html`<h4>${quoted(affairName(label, words, names.get(about ?? '')))}</h4>`
  return html`${heading}<ul>
  ${entries.map(
    (entry) =>
      html`<li>${entry.url === '' ? quoted(entry.headline) : outward(entry.url, quoted(entry.headline))}
  <span class="facts">${entryFacts(entry, words).map(visible).join(' · ')} · <a href="${storyPath(entry.storyId)}">${words.page.card.digestStory}</a></span></li>`,
  )}
</ul>`
}

const section = ({ alignments, threads }: DigestSection, needs: CardNeeds): Html => html`<section>
  <p class="badges">${alignments.map(({ id, label, colour }) => html`<span>${dot(colour)}${visible(needs.names.get(id) ?? label)}</span> `)}</p>
  ${threads.map((each) => thread(each, needs))}
</section>`

function feedNote({ digest: { feeds } }: DigestBrief, { words: { digests, writing } }: CardNeeds): Part {
  if (feeds.down.length === 0) return null
  const down = digests.feedsDown(feeds.down.length, feeds.total, feeds.down.map(visible).join(writing.comma), 0)
  return html`<p class="silence">${down}</p>`
}

/** What an alert says before its stories, with its picture. */
function unusualPart({ digest: { unusual } }: DigestBrief, { words, names, context }: CardNeeds): Part {
  if (unusual === undefined) return null
  const lines = unusualLines(unusual, words).map(plain)
  const drawn = context.charts.unusual(unusualIn(unusual, words, names), words.locale)
  return html`${lines.map((line) => html`<p class="summary">${visible(line)}</p>`)}${picture(drawn, words)}`
}

/** A digest, or an alert, as one card of the channel. */
export function digestCard(brief: DigestBrief, needs: CardNeeds): Html {
  const { digest } = brief
  const { words, names } = needs
  const times = createTimes(digest.timeZone, words.locale)
  const ids = brief.alignments.map(({ id }) => id).join(' ')
  const nothing = html`<p class="summary">${words.digests.nothing(watchedNames(digest, { words, names }))}</p>`
  return html`<article class="brief digest" data-story="${brief.storyId}" data-revision="1" data-alignments="${ids}">
  <p class="when"><time datetime="${new Date(digest.toAt).toISOString()}">${times.clock(digest.toAt)}</time></p>
  <div class="what">
    <h3 class="headline">${digestTitle(digest, words, names)}</h3>
    <p class="change">${words.pictures.span(times.short(digest.fromAt), times.full(digest.toAt))}</p>
    ${unusualPart(brief, needs)}
    ${digest.sections.length === 0 ? nothing : digest.sections.map((each) => section(each, needs))}
    ${feedNote(brief, needs)}
  </div>
</article>`
}
