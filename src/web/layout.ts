import type { Words } from '../words/words.ts'
import { filled } from './filled.ts'
import { attribute, type Html, html, type Part } from './html.ts'
import { languageLinks } from './languages.ts'

export type PageFrame = {
  /** Stands before the site's name in the title; '' for the channel. */
  readonly title: string
  /** The page itself, or the one of the navigation under which it stands. */
  readonly path: string
  /** What is typed into the command box. */
  readonly line?: string
  readonly main: Part
  readonly aside?: { readonly label: string; readonly content: Part }
  /** Where the page takes new posts from; none on pages that do not change. */
  readonly live?: { readonly since: number; readonly alignment: string }
  /** The stories of the page as a feed: what they are about, and the query that asks for them. */
  readonly feed?: FeedOf
}

/** A feed of stories: all of them where `query` is ''. */
export type FeedOf = { readonly about: string; readonly query: string }

const ALL: FeedOf = { about: '', query: '' }

/** The pages, as every page leads to them, by what they are called in the words. */
export const PLACES = [
  ['/', 'channel'],
  ['/stories', 'stories'],
  ['/actors', 'actors'],
  ['/trends', 'trends'],
  ['/network', 'network'],
  ['/feeds', 'feeds'],
  ['/deliveries', 'deliveries'],
  ['/about', 'about'],
] as const

/** The place of a path: `/story/abc` stands under the stories. */
const placeOf = (path: string): string => {
  if (path.startsWith('/story/')) return '/stories'
  return path.startsWith('/actor/') ? '/actors' : path
}

const mark = (href: string, path: string): string => (href === path ? 'page' : href === placeOf(path) ? 'true' : '')

const places = (path: string, { frame }: Words['page']): Html => html`<nav class="places" aria-label="${frame.pages}">
    <ul>${PLACES.map(([href, name]) => html`<li><a href="${href}"${attribute('aria-current', mark(href, path))}>${frame.places[name]}</a></li>`)}</ul>
  </nav>`

/** The command box: a form that works by itself, and with the script completes and answers in place. */
const commandBox = (line: string, { frame }: Words['page']): Html => html`<search class="ask" aria-label="${frame.askTheBot}">
  <form action="/ask" method="get" id="ask">
    <label for="line" class="unseen">${frame.command}</label>
    <input id="line" name="q" type="text" value="${line}" placeholder="${frame.placeholder}" maxlength="2000" autocomplete="off" autocapitalize="none"
      spellcheck="false" enterkeyhint="go" aria-describedby="ask-help">
    <button type="submit">${frame.ask}</button>
    <ul id="choices" role="listbox" aria-label="${frame.completions}" hidden></ul>
  </form>
  <p id="ask-help" class="unseen">${frame.slash}</p>
</search>`

const liveData = (live: PageFrame['live']): Html | '' =>
  live === undefined ? '' : html` data-since="${live.since}" data-alignment="${live.alignment}"`

const FORMATS = [
  ['Atom', '/feed.atom', 'application/atom+xml'],
  ['RSS', '/feed.rss', 'application/rss+xml'],
  ['JSON', '/feed.json', 'application/feed+json'],
] as const

const address = (path: string, { query }: FeedOf): string => (query === '' ? path : `${path}?${query}`)

/** What feed readers look for: the feed of this page, then the one of everything. https://www.rssboard.org/rss-autodiscovery */
function discovery(feed: FeedOf | undefined): Html {
  const feeds = feed === undefined || feed.query === '' ? [ALL] : [feed, ALL]
  return html`${feeds.flatMap((each) =>
    FORMATS.map(
      ([
        name,
        path,
        type,
      ]) => html`<link rel="alternate" type="${type}" title="Alignment Watch${each.about === '' ? '' : ` · ${each.about}`} (${name})" href="${address(path, each)}">
`,
    ),
  )}`
}

/** Ways to the same stories as feeds. */
export const feedLinks = (feed: FeedOf): Html =>
  html`${FORMATS.map(([name, path], index) => html`${index === 0 ? '' : ', '}<a href="${address(path, feed)}">${name}</a>`)}`

const footer = (feed: FeedOf, { locale, page: { frame } }: Words): Html => html`<footer class="foot">
  <p>${frame.sourced} <a href="/about">${frame.howJudged}</a></p>
  <p>${feed.about === '' ? filled(frame.allAsFeed, { feeds: feedLinks(feed) }) : filled(frame.aboutAsFeed, { about: feed.about, feeds: feedLinks(feed) })}</p>
  ${languageLinks(locale, frame.language)}
</footer>`

/** What the script says, where it finds it. */
const scriptWords = ({ script }: Words['page']): Html =>
  html` data-fresh="${script.fresh}" data-updated="${script.updated}" data-answered="${script.answered}" data-close="${script.close}" data-failed="${script.failed}"`

/** One page: masthead with the command box, what is asked for, and beside it what stands by. */
export const page = (frame: PageFrame, words: Words): Html => html`<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${frame.title === '' ? '' : `${frame.title} · `}Alignment Watch</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${discovery(frame.feed)}<link rel="stylesheet" href="/style.css">
<script src="/app.js" type="module"></script>
</head>
<body${liveData(frame.live)}>
<a class="skip" href="#main">${words.page.frame.skip}</a>
<header class="masthead">
  <a class="name" href="/">Alignment <span>Watch</span></a>
  ${frame.live === undefined ? '' : html`<p class="live" id="live" role="status" data-on="${words.page.script.live}" data-off="${words.page.script.lost}"></p>`}
  ${commandBox(frame.line ?? '', words.page)}
  ${places(frame.path, words.page)}
</header>
<div class="sheet${frame.aside === undefined ? '' : ' with-aside'}">
<main id="main" tabindex="-1">
  <div id="answers"></div>
  ${frame.main}
</main>
${frame.aside === undefined ? '' : html`<aside aria-label="${frame.aside.label}">${frame.aside.content}</aside>`}
</div>
${footer(frame.feed ?? ALL, words)}
<p class="unseen" role="status" id="announce"${scriptWords(words.page)}></p>
</body>
</html>`
