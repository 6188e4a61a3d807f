import { actorName } from '../domain/actor-name.ts'
import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Reply } from '../domain/command.ts'
import type { Report } from '../domain/story.ts'
import { capital } from '../words/letters.ts'
import { reasonTold } from '../words/retold.ts'
import { toldIn } from '../words/told.ts'
import type { Words } from '../words/words.ts'
import { actorPath } from './actor-page.ts'
import { briefCard, type CardNeeds, sourceTable } from './brief-card.ts'
import { filled } from './filled.ts'
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
function byline({ authors = [], categories = [] }: Report['item'], { lookups: { story }, writing }: Words): Part {
  const listed = (texts: readonly string[]): Part =>
    joined(
      texts.map((each) => quoted(each)),
      writing.comma,
    )
  const parts = [
    authors.length === 0 ? '' : filled(story.by, { authors: listed(authors) }),
    categories.length === 0 ? '' : filled(story.filedUnder, { categories: listed(categories) }),
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : html`<p class="note">${joined(parts, ' · ')}</p>`
}

/** What each report was judged by: rule and score for the alignments it is kept for, then what spoke for them. */
function judged({ item, assessment }: Report, { context, names, words }: CardNeeds): Html {
  const {
    lookups: { story },
    writing,
  } = words
  const verdicts = context.alignments.flatMap((alignment) => {
    const verdict = assessment.verdicts[alignment.id]
    return verdict?.kept === true
      ? [
          writing.labelled(
            names.get(alignment.id) ?? alignment.label,
            [verdict.rule ?? story.noRule, story.score(verdict.score.toFixed(2))].join(writing.comma),
          ),
        ]
      : []
  })
  const reasons = assessment.reasons.filter(({ alignment, weight }) => weight > 0 && assessment.verdicts[alignment]?.kept === true)
  return html`<li>
    <p><b>${quoted(item.source.outlet)}</b> ${quoted(item.title, assessment.language)}</p>
    ${byline(item, words)}
    <p class="note">${verdicts.length === 0 ? story.notByItself : verdicts.join(' · ')}</p>
    ${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${quoted(reasonTold(reason.text, words))}</li>`)}</ul>`}
  </li>`
}

/** What a revision says that the one before did not. */
function changed(brief: Brief, before: Brief | undefined, { lookups: { story } }: Words): Part {
  if (brief.mergedInto !== undefined) return filled(story.sameAs('{id}'), { id: quoted(brief.mergedInto) })
  if (brief.withdrawn) return story.withdrawn
  if (before === undefined) return story.firstTold
  const headline = brief.headline === before.headline ? null : html`<span class="note headlined">${quoted(brief.headline)}</span>`
  if (brief.change !== '') return [quoted(capital(brief.change)), headline]
  return headline === null ? story.wordedAnew : [story.headlineAnew, headline]
}

/** How the story grew, newest last, so that it reads as it happened. */
function revisionTable({ brief: { storyId }, revisions }: StoryView, { times, words, names }: CardNeeds): Part {
  if (revisions.length === 0) return null
  const { story } = words.lookups
  const told = revisions.map((one) => toldIn(one, words, names))
  const rows = told.map((brief, index) => {
    const before = told.slice(0, index).findLast((each) => each.storyId === brief.storyId)
    const other = brief.storyId === storyId ? '' : html`<span class="note">${story.as(brief.storyId)}</span>`
    const [reports, independent] = [brief.sources.length, brief.independentSources]
    return html`<tr><th scope="row"><time datetime="${new Date(brief.updatedAt).toISOString()}">${times.short(brief.updatedAt)}</time> ${other}</th>
    <td data-of="${story.changed}">${changed(brief, before, words)}</td><td data-of="${story.standing}">${quoted(brief.standingText)}</td>
    <td data-of="${story.reports}">${independent === reports ? reports : story.independent(reports, independent)}</td></tr>`
  })
  const heads = [story.when, story.whatChanged, story.standing, story.reports]
  return html`<section class="part" aria-labelledby="timeline"><h2 id="timeline">${story.grew}</h2>
  <div class="scroll" role="region" aria-labelledby="timeline" tabindex="0"><table class="revisions">
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${rows}</tbody></table></div></section>`
}

/** Who and what is named, each a way to its page. */
function named(ids: readonly string[], { context, words: { locale, lookups } }: CardNeeds): Part {
  const actors = ids.flatMap((id) => context.directory.byId(id) ?? [])
  if (actors.length === 0) return null
  return html`<section class="part" aria-labelledby="named"><h2 id="named">${lookups.story.named}</h2>
  <ul class="actions">${actors.map((actor) => html`<li><a class="button" href="${actorPath(actor.id)}">${quoted(actorName(actor, locale))}</a></li>`)}</ul></section>`
}

/** Why each report was kept. */
const reasons = ({ reports }: StoryView, needs: CardNeeds): Part =>
  reports.length === 0
    ? null
    : html`<section class="part" aria-labelledby="why"><h2 id="why">${needs.words.lookups.story.why}</h2><ol class="reasons">${reports.map((report) => judged(report, needs))}</ol></section>`

/** One story: its post, how it grew, its sources in full, and why each report was kept. */
export function storyPage(view: StoryView, needs: CardNeeds): Html {
  const { brief } = view
  const { words, names } = needs
  const { story } = words.lookups
  const { frame } = words.page
  const id = encodeURIComponent(brief.storyId)
  return page(
    {
      title: toldIn(brief, words, names).headline,
      path: `/story/${brief.storyId}`,
      main: html`<p class="crumb"><a href="/stories">${frame.places.stories}</a></p><h1 class="unseen">${story.title}</h1>
  <div class="briefs">${briefCard(brief, needs, { level: 2, listedAt: null, alone: true })}</div>
  ${revisionTable(view, needs)}
  <section class="part" aria-labelledby="sources"><h2 id="sources">${story.sources}</h2>${sourceTable(brief.sources, needs)}
  ${fieldList(view.told.fields.filter(({ holds }) => holds === undefined))}</section>
  ${named(brief.actors, needs)}
  ${reasons(view, needs)}
  <p class="part"><a href="/api/stories/${id}">${story.asData}</a> · <a href="/deliveries?story=${id}">${story.wherePosted}</a> · <a href="/">${frame.theChannel}</a></p>`,
    },
    words,
  )
}
