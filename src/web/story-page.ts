import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Reply } from '../domain/command.ts'
import type { Report } from '../domain/story.ts'
import { actorPath } from './actor-page.ts'
import { briefCard, type CardNeeds, sourceTable } from './brief-card.ts'
import { type Html, html, joined, type Part, quoted } from './html.ts'
import { page } from './layout.ts'
import { fieldList } from './reply-card.ts'

export type StoryView = NonNullable<Awaited<ReturnType<Archive['story']>>> & {
  /** Every brief of it and of those that turned out to be it, oldest first. */
  readonly revisions: readonly Brief[]
  /** What `/story` says of it: who said it first, which side reports what. */
  readonly told: Pick<Reply, 'fields'>
}

/** What the publisher says of a report itself: who wrote it, what it is filed under. */
function byline({ authors = [], categories = [] }: Report['item']): Part {
  const parts = [
    authors.length === 0
      ? ''
      : html`by ${joined(
          authors.map((each) => quoted(each)),
          ', ',
        )}`,
    categories.length === 0
      ? ''
      : html`filed under ${joined(
          categories.map((each) => quoted(each)),
          ', ',
        )}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : html`<p class="note">${joined(parts, ' · ')}</p>`
}

/** What each report was judged by: rule and score for the alignments it is kept for, then what spoke for them. */
function judged({ item, assessment }: Report, { context }: CardNeeds): Html {
  const verdicts = context.alignments.flatMap((alignment) => {
    const verdict = assessment.verdicts[alignment.id]
    return verdict?.kept === true ? [`${alignment.label}: ${verdict.rule ?? 'no rule'}, score ${verdict.score.toFixed(2)}`] : []
  })
  const reasons = assessment.reasons.filter(({ alignment, weight }) => weight > 0 && assessment.verdicts[alignment]?.kept === true)
  return html`<li>
    <p><b>${quoted(item.source.outlet)}</b> ${quoted(item.title, assessment.language)}</p>
    ${byline(item)}
    <p class="note">${verdicts.length === 0 ? 'Not kept by itself.' : verdicts.join(' · ')}</p>
    ${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${quoted(reason.text)}</li>`)}</ul>`}
  </li>`
}

/** What a revision says that the one before did not. */
function changed(brief: Brief, before: Brief | undefined): Part {
  if (brief.mergedInto !== undefined) return html`Found to be the same as story ${quoted(brief.mergedInto)}`
  if (brief.withdrawn) return 'Withdrawn: no report stands for it any more'
  if (before === undefined) return 'First told'
  const headline = brief.headline === before.headline ? null : html`<span class="note headlined">${quoted(brief.headline)}</span>`
  if (brief.change !== '') return [quoted(brief.change.replace(/^./u, (first) => first.toUpperCase())), headline]
  return headline === null ? 'Worded anew' : ['Headline worded anew', headline]
}

/** How the story grew, newest last, so that it reads as it happened. */
function revisionTable({ brief: { storyId }, revisions }: StoryView, { times }: CardNeeds): Part {
  if (revisions.length === 0) return null
  const rows = revisions.map((brief, index) => {
    const before = revisions.slice(0, index).findLast((each) => each.storyId === brief.storyId)
    const other = brief.storyId === storyId ? '' : html`<span class="note">as story ${brief.storyId}</span>`
    return html`<tr><th scope="row"><time datetime="${new Date(brief.updatedAt).toISOString()}">${times.short(brief.updatedAt)}</time> ${other}</th>
    <td data-of="Changed">${changed(brief, before)}</td><td data-of="Standing">${quoted(brief.standingText)}</td>
    <td data-of="Reports">${brief.sources.length}${brief.independentSources === brief.sources.length ? '' : `, ${brief.independentSources} independent`}</td></tr>`
  })
  return html`<section class="part" aria-labelledby="timeline"><h2 id="timeline">How it grew</h2>
  <div class="scroll" role="region" aria-labelledby="timeline" tabindex="0"><table class="revisions">
  <thead><tr><th scope="col">When</th><th scope="col">What changed</th><th scope="col">Standing</th><th scope="col">Reports</th></tr></thead>
  <tbody>${rows}</tbody></table></div></section>`
}

/** Who and what is named, each a way to its page. */
function named(ids: readonly string[], { context }: CardNeeds): Part {
  const actors = ids.flatMap((id) => context.directory.byId(id) ?? [])
  if (actors.length === 0) return null
  return html`<section class="part" aria-labelledby="named"><h2 id="named">Named in it</h2>
  <ul class="actions">${actors.map(({ id, name }) => html`<li><a class="button" href="${actorPath(id)}">${quoted(name)}</a></li>`)}</ul></section>`
}

/** One story: its post, how it grew, its sources in full, and why each report was kept. */
export function storyPage(view: StoryView, needs: CardNeeds): Html {
  const { brief, reports } = view
  return page({
    title: brief.headline,
    path: `/story/${brief.storyId}`,
    main: html`<p class="crumb"><a href="/stories">Stories</a></p><h1 class="unseen">Story</h1>
  <div class="briefs">${briefCard(brief, needs, { level: 2, listedAt: null, alone: true })}</div>
  ${revisionTable(view, needs)}
  <section class="part" aria-labelledby="sources"><h2 id="sources">Sources</h2>${sourceTable(brief.sources, needs)}
  ${fieldList(view.told.fields.filter(({ holds }) => holds === undefined))}</section>
  ${named(brief.actors, needs)}
  ${reports.length === 0 ? '' : html`<section class="part" aria-labelledby="why"><h2 id="why">Why it was kept</h2><ol class="reasons">${reports.map((report) => judged(report, needs))}</ol></section>`}
  <p class="part"><a href="/api/stories/${encodeURIComponent(brief.storyId)}">As data</a> · <a href="/deliveries?story=${encodeURIComponent(brief.storyId)}">Where it was posted</a> · <a href="/">The channel</a></p>`,
  })
}
