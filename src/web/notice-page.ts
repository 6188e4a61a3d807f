import type { Words } from '../words/words.ts'
import { type Html, html, type Part } from './html.ts'
import { page } from './layout.ts'

/** A page that says one thing: not found, refused, failed; with what may help. */
export function noticePage(title: string, text: Part, words: Words, path = ''): Html {
  const { theChannel, allStories, allActors } = words.page.frame
  return page(
    {
      title,
      path,
      main: html`<section class="empty"><h1>${title}</h1><p>${text}</p>
  <p><a href="/">${theChannel}</a> · <a href="/stories">${allStories}</a> · <a href="/actors">${allActors}</a></p></section>`,
    },
    words,
  )
}
