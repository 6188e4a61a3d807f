import { type Html, html, type Part } from './html.ts'

export type PageFrame = {
  /** Stands before the site's name in the title; '' for the channel. */
  readonly title: string
  readonly path: string
  /** What is typed into the command box. */
  readonly line?: string
  readonly main: Part
  readonly aside?: Part
  /** Where the page takes new posts from; none on pages that do not change. */
  readonly live?: { readonly since: number; readonly alignment: string }
}

const PLACES = [
  ['/', 'Channel'],
  ['/feeds', 'Feeds'],
  ['/deliveries', 'Deliveries'],
] as const

const places = (path: string): Html => html`<nav class="places" aria-label="Pages">
    ${PLACES.map(([href, name]) => html`<a href="${href}"${href === path ? html` aria-current="page"` : ''}>${name}</a>`)}
  </nav>`

/** The command box: a form that works by itself, and with the script completes and answers in place. */
const commandBox = (line: string): Html => html`<search class="ask">
  <form action="/ask" method="get" id="ask">
    <label for="line" class="unseen">Command</label>
    <input id="line" name="q" type="text" value="${line}" placeholder="/actor lavrov" maxlength="2000" autocomplete="off" autocapitalize="none"
      spellcheck="false" enterkeyhint="go" aria-describedby="ask-help">
    <button type="submit">Ask</button>
    <ul id="choices" role="listbox" aria-label="Completions" hidden></ul>
  </form>
  <p id="ask-help" class="note">Type <kbd>/</kbd> for the commands.</p>
</search>`

const liveData = (live: PageFrame['live']): Html | '' =>
  live === undefined ? '' : html` data-since="${live.since}" data-alignment="${live.alignment}"`

/** One page: masthead, command box, what is asked for, and beside it what stands by. */
export const page = (frame: PageFrame): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${frame.title === '' ? '' : `${frame.title} · `}Alignment Watch</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Alignment Watch" href="/feed.atom">
<link rel="stylesheet" href="/style.css">
<script src="/app.js" type="module"></script>
</head>
<body${liveData(frame.live)}>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead">
  <a class="name" href="/">Alignment <span>Watch</span></a>
  ${places(frame.path)}
  ${frame.live === undefined ? '' : html`<p class="live" id="live" role="status"></p>`}
</header>
<div class="sheet${frame.aside === undefined ? '' : ' with-aside'}">
<main id="main" tabindex="-1">
  ${commandBox(frame.line ?? '')}
  <div id="answers"></div>
  ${frame.main}
</main>
${frame.aside === undefined ? '' : html`<aside aria-label="State of the feeds">${frame.aside}</aside>`}
</div>
<footer class="foot"><p>Every post names its sources. Headlines and summaries are the outlets’ own words; times are the outlets’ times. As a feed: <a href="/feed.atom">Atom</a>, <a href="/feed.rss">RSS</a>, <a href="/feed.json">JSON</a>.</p></footer>
<p class="unseen" role="status" id="announce"></p>
</body>
</html>`
