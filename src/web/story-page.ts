import type { Archive } from '../domain/archive.ts'
import type { Report } from '../domain/story.ts'
import { briefCard, type CardNeeds, commandLink, sourceTable } from './brief-card.ts'
import { lineFor } from './command-line.ts'
import { type Html, html, type Part, quoted } from './html.ts'
import { page } from './layout.ts'

type Story = NonNullable<Awaited<ReturnType<Archive['story']>>>

/** What each report was judged by: rule and score for the alignments it is kept for, then what spoke for them. */
function judged({ item, assessment }: Report, { context }: CardNeeds): Html {
  const verdicts = context.alignments.flatMap((alignment) => {
    const verdict = assessment.verdicts[alignment.id]
    return verdict?.kept === true ? [`${alignment.label}: ${verdict.rule ?? 'no rule'}, score ${verdict.score.toFixed(2)}`] : []
  })
  const reasons = assessment.reasons.filter(({ alignment, weight }) => weight > 0 && assessment.verdicts[alignment]?.kept === true)
  return html`<li>
    <p><b>${quoted(item.source.outlet)}</b> ${quoted(item.title, assessment.language)}</p>
    <p class="note">${verdicts.length === 0 ? 'Not kept by itself.' : verdicts.join(' · ')}</p>
    ${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${quoted(reason.text)}</li>`)}</ul>`}
  </li>`
}

/** Who and what is named, each a way to its card. */
function named(ids: readonly string[], { context, commands }: CardNeeds): Part {
  const argument = commands.find((command) => command.name === 'actor')?.options[0]?.name
  const actors = ids.flatMap((id) => context.directory.byId(id) ?? [])
  if (argument === undefined || actors.length === 0) return null
  return html`<section class="part"><h2>Named in it</h2><p class="actions">${actors.map((actor) =>
    commandLink(lineFor('actor', { [argument]: actor.name }), actor.name),
  )}</p></section>`
}

/** One story: its post, its sources in full, and why each report was kept. */
export const storyPage = ({ brief, reports }: Story, needs: CardNeeds): Html =>
  page({
    title: brief.headline,
    path: '',
    main: html`<h1 class="unseen">Story</h1>
  <div class="briefs">${briefCard(brief, needs, { level: 2, listedAt: null, alone: true })}</div>
  <section class="part"><h2>Sources</h2>${sourceTable(brief.sources, needs)}</section>
  ${named(brief.actors, needs)}
  ${reports.length === 0 ? '' : html`<section class="part"><h2>Why it was kept</h2><ol class="reasons">${reports.map((report) => judged(report, needs))}</ol></section>`}
  <p class="part"><a href="/deliveries?story=${encodeURIComponent(brief.storyId)}">Where it was posted</a> · <a href="/">Back to the channel</a></p>`,
  })

/** A page that says one thing: not found, refused, failed. */
export const noticePage = (title: string, text: Part): Html =>
  page({
    title,
    path: '',
    main: html`<section class="empty"><h1>${title}</h1><p>${text}</p><p><a href="/">Back to the channel</a></p></section>`,
  })
