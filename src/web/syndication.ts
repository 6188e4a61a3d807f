import { type Brief, outletGroups } from '../domain/brief.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import { countWords, standingCounts, standingNames, summaryWords } from '../words/facts.ts'
import { wordsIn } from '../words/words.ts'
import { type Html, html } from './html.ts'

export type Channel = {
  readonly title: string
  /** Absolute addresses of the page and of this very feed. */
  readonly home: string
  readonly self: string
  readonly briefs: readonly Brief[]
  /** An actor's name by its id; '' where there is none. */
  readonly names: (actorId: string) => string
}

/** Feeds are read by programs of everybody: in English. */
const ENGLISH = wordsIn('en')

const DESCRIPTION = 'One sourced story an event: who did what, where it stands, and who says so.'

/** As many outlets and actors as tell a reader something. */
const [MAX_AUTHORS, MAX_NAMED] = [5, 6]

const iso = (at: number): string => new Date(at).toISOString()
const newest = (briefs: readonly Brief[]): number => Math.max(0, ...briefs.map((brief) => brief.updatedAt))

/** A story's id for feed readers: the same for all its revisions, so that an update replaces and does not add. */
const idOf = (brief: Brief): string => `urn:alignment-watch:story:${brief.storyId}`

/** Where a reader is sent: to the outlet, or to the story's own page where it has no address. */
const linkOf = (brief: Brief, { home }: Channel): string => webAddress(brief.url) || `${home}story/${encodeURIComponent(brief.storyId)}`

const titleOf = (brief: Brief): string => `${brief.alignments.map((each) => each.label).join(', ')}: ${visible(brief.headline)}`

/** Who reports it, each outlet once, the first one first. */
const outletsOf = (brief: Brief): readonly string[] =>
  [...new Set(brief.sources.map(({ outlet }) => visible(outlet)))].slice(0, MAX_AUTHORS)

type Label = { readonly term: string; readonly label: string }

/** What a story is filed under: its alignments, what happened in it, and who is named. */
const labelsOf = (brief: Brief, { names }: Channel): readonly Label[] => [
  ...brief.alignments.map(({ id, label }) => ({ term: id, label: visible(label) })),
  ...[...new Set(brief.acts.map(({ category }) => category))].map((category) => ({ term: category, label: category.toLowerCase() })),
  ...brief.actors.slice(0, MAX_NAMED).flatMap((id) => (names(id) === '' ? [] : [{ term: id, label: names(id) }])),
]

/** Standing and outlets, each said once. */
function sourceLines(brief: Brief): readonly string[] {
  const standing = visible(brief.standingText)
  if (brief.sources.length === 0 || standingNames(brief)) return [standing]
  const named = outletGroups(brief.sources)
    .map((group) => group.map(visible).join(', '))
    .join(' | ')
  const count = countWords(brief, ENGLISH)
  if (standingCounts(brief)) return [`${standing}${count === '' ? '' : `, ${count}`}: ${named}`]
  return [standing, `${count === '' ? 'Reported by' : `${count}:`} ${named}`]
}

/** The post in plain lines: acts, summary, standing, who reports it. */
function wordsOf(brief: Brief): string {
  const lines = [
    brief.original === null ? '' : visible(brief.original.text),
    brief.acts.map((act) => visible(act.text)).join(' · '),
    visible(summaryWords(brief, ENGLISH)),
    ...sourceLines(brief),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** https://www.rfc-editor.org/rfc/rfc4287 */
export const atom = (channel: Channel): Html => html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${channel.self}</id>
<title>${channel.title}</title>
<subtitle>${DESCRIPTION}</subtitle>
<updated>${iso(newest(channel.briefs))}</updated>
<author><name>Alignment Watch</name></author>
<link rel="self" href="${channel.self}"/>
<link rel="alternate" href="${channel.home}"/>
${channel.briefs.map(
  (brief) => html`<entry>
<id>${idOf(brief)}</id>
<title>${titleOf(brief)}</title>
<link rel="alternate" href="${linkOf(brief, channel)}"/>
<published>${iso(brief.openedAt)}</published>
<updated>${iso(brief.updatedAt)}</updated>
${outletsOf(brief).map((outlet) => html`<author><name>${outlet}</name></author>`)}
${labelsOf(brief, channel).map(({ term, label }) => html`<category term="${term}" label="${label}"/>`)}
<content type="text">${wordsOf(brief)}</content>
</entry>
`,
)}</feed>
`

/** https://www.rssboard.org/rss-specification */
export const rss = (channel: Channel): Html => html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${channel.title}</title>
<link>${channel.home}</link>
<description>${DESCRIPTION}</description>
<lastBuildDate>${new Date(newest(channel.briefs)).toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${channel.self}"/>
${channel.briefs.map(
  (brief) => html`<item>
<guid isPermaLink="false">${idOf(brief)}</guid>
<title>${titleOf(brief)}</title>
<link>${linkOf(brief, channel)}</link>
<pubDate>${new Date(brief.openedAt).toUTCString()}</pubDate>
${outletsOf(brief).map((outlet) => html`<dc:creator>${outlet}</dc:creator>`)}
${labelsOf(brief, channel).map(({ term }) => html`<category>${term}</category>`)}
<description>${wordsOf(brief)}</description>
</item>
`,
)}</channel>
</rss>
`

/** https://www.jsonfeed.org/version/1.1/ */
export const jsonFeed = (channel: Channel): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: channel.title,
    description: DESCRIPTION,
    home_page_url: channel.home,
    feed_url: channel.self,
    items: channel.briefs.map((brief) => ({
      id: idOf(brief),
      url: linkOf(brief, channel),
      title: titleOf(brief),
      content_text: wordsOf(brief),
      date_published: iso(brief.openedAt),
      date_modified: iso(brief.updatedAt),
      authors: outletsOf(brief).map((name) => ({ name })),
      tags: labelsOf(brief, channel).map(({ term }) => term),
    })),
  })
