/** The live channel: new and edited posts as they come, and the feeds' health. */

import { byId, element, inLanguage, said } from './element.js'

const { since, alignment = '' } = document.body.dataset

const announce = (text) => {
  byId('announce').textContent = text
}

let unread = 0
const title = document.title

function countUnread() {
  if (!document.hidden) return
  unread += 1
  document.title = `(${unread}) ${title}`
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return
  unread = 0
  document.title = title
})

const posted = (story) => [...document.querySelectorAll('#posts .brief')].find((brief) => brief.dataset.story === story)

/** The section of a day, made in its place (newest day first) where there is none. */
function daySection({ key, label }) {
  const days = [...document.querySelectorAll('#posts .day')]
  const known = days.find((day) => day.dataset.day === key)
  if (known) return known
  const section = document.createElement('section')
  section.className = 'day'
  section.dataset.day = key
  const heading = document.createElement('h2')
  heading.textContent = label
  section.append(heading)
  const later = days.find((day) => day.dataset.day < key)
  if (later) later.before(section)
  else byId('posts').append(section)
  return section
}

function keepOpen(from, to) {
  if (from.querySelector('.sources')?.open) to.querySelector('.sources').open = true
}

function showPost({ story, revision, headline, alignments, day, html }) {
  if (alignment !== '' && !alignments.includes(alignment)) return
  const card = element(html)
  const old = posted(story)
  if (old && Number(old.dataset.revision) >= revision) return
  card.classList.add('fresh')
  if (old) {
    keepOpen(old, card)
    old.replaceWith(card)
  } else {
    byId('empty')?.remove()
    daySection(day).querySelector('h2').after(card)
  }
  countUnread()
  announce(said(old ? 'updated' : 'fresh', { headline }))
}

function showHealth({ html }) {
  byId('health')?.replaceWith(element(html))
}

function showState(connected) {
  const state = byId('live')
  state.textContent = connected ? state.dataset.on : state.dataset.off
  state.classList.toggle('on', connected)
}

function listen() {
  const stream = new EventSource(inLanguage(`/events?since=${since}`))
  stream.addEventListener('open', () => showState(true))
  stream.addEventListener('error', () => {
    showState(false)
    // A browser gives up where the answer was not a stream; ask again later.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000)
  })
  stream.addEventListener('post', (event) => showPost(JSON.parse(event.data)))
  stream.addEventListener('health', (event) => showHealth(JSON.parse(event.data)))
}

if (since !== undefined) listen()
