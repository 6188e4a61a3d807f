import { type Html, html, type Part } from './html.ts'
import { page } from './layout.ts'

/** A page that says one thing: not found, refused, failed; with what may help. */
export const noticePage = (title: string, text: Part, path = ''): Html =>
  page({
    title,
    path,
    main: html`<section class="empty"><h1>${title}</h1><p>${text}</p>
  <p><a href="/">The channel</a> · <a href="/stories">All stories</a> · <a href="/actors">All actors</a></p></section>`,
  })
