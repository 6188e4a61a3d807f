/** The command box: completes, answers in place, remembers what was asked. */

import { byId, element, inLanguage, said } from './element.js'

const form = byId('ask')
const input = byId('line')
const list = byId('choices')
const answers = byId('answers')
const history = []
let choices = []
let selected = -1
let asked = 0

input.setAttribute('role', 'combobox')
input.setAttribute('aria-autocomplete', 'list')
input.setAttribute('aria-controls', 'choices')
input.setAttribute('aria-expanded', 'false')

function select(index) {
  selected = index
  for (const [place, item] of [...list.children].entries()) {
    item.setAttribute('aria-selected', String(place === index))
    if (place === index) item.scrollIntoView({ block: 'nearest' })
  }
  if (index < 0) input.removeAttribute('aria-activedescendant')
  else input.setAttribute('aria-activedescendant', `choice-${index}`)
}

function showChoices(found) {
  const kept = choices[selected]?.line
  choices = found
  list.replaceChildren(
    ...found.map(({ label, hint }, index) => {
      const item = document.createElement('li')
      item.id = `choice-${index}`
      item.setAttribute('role', 'option')
      item.append(label)
      const note = document.createElement('span')
      note.textContent = hint
      item.append(note)
      return item
    }),
  )
  list.hidden = found.length === 0
  input.setAttribute('aria-expanded', String(!list.hidden))
  select(found.findIndex(({ line }) => line === kept))
}

/** Takes the choice into the box: a whole line is asked at once, a beginning is typed on. */
function take(index) {
  const { line } = choices[index]
  input.value = line
  input.focus()
  if (line.endsWith(' ')) void complete()
  else void ask(line)
}

async function complete() {
  asked += 1
  const mine = asked
  const line = input.value
  if (line.trim() === '') return showChoices([])
  const response = await fetch(inLanguage(`/api/complete?line=${encodeURIComponent(line)}`)).catch(() => null)
  if (!response?.ok) return
  const { choices: found } = await response.json()
  // A later letter has asked again, or the answer came after the line was sent.
  if (mine === asked && document.activeElement === input) showChoices(found)
}

function addClose(card) {
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'close'
  close.setAttribute('aria-label', said('close'))
  close.textContent = '×'
  close.addEventListener('click', () => {
    card.remove()
    input.focus()
  })
  card.append(close)
}

function waiting(line) {
  const card = document.createElement('section')
  card.className = 'answer busy'
  card.textContent = line
  return card
}

async function answerTo(line) {
  const response = await fetch(inLanguage('/api/command'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ line }),
  })
  const body = await response.json()
  if (body.html === undefined) throw new Error(body.error)
  return element(body.html)
}

/** Puts an answer where it was asked for: under its post, or under the command box. */
async function answerAt(line, put) {
  const busy = waiting(line)
  put(busy)
  try {
    const card = await answerTo(line)
    card.dataset.line = line
    addClose(card)
    busy.replaceWith(card)
    if (card.getBoundingClientRect().top < 0) card.scrollIntoView()
    byId('announce').textContent = card.querySelector('h2')?.textContent ?? said('answered')
    return true
  } catch (error) {
    busy.textContent = said('failed', { error: error.message })
    addClose(busy)
    return false
  }
}

async function ask(line) {
  asked += 1
  showChoices([])
  if (line.trim() === '') return
  history.push(line)
  input.value = ''
  const answered = await answerAt(line, (card) => answers.prepend(card))
  if (!answered && input.value === '') input.value = line
}

/** A button under a post: shows its answer there, and takes it away when pressed again. */
function askUnder(post, line) {
  const shown = post.nextElementSibling
  if (shown?.matches('.answer') && shown.dataset.line === line) return shown.remove()
  return answerAt(line, (card) => post.after(card))
}

function arrow(step) {
  if (list.hidden) {
    const place = history.lastIndexOf(input.value)
    const next = place < 0 ? history.length - 1 : place + step
    if (history[next] !== undefined) input.value = history[next]
    return
  }
  const count = choices.length
  select((selected + step + count + (selected < 0 && step < 0 ? 1 : 0)) % count)
}

const keys = {
  ArrowDown: () => arrow(1),
  ArrowUp: () => arrow(-1),
  Escape: () => showChoices([]),
}

input.addEventListener('input', () => void complete())
input.addEventListener('focus', () => void complete())
input.addEventListener('blur', () => showChoices([]))
input.addEventListener('keydown', (event) => {
  if (event.isComposing) return
  const act = keys[event.key]
  if (act) {
    event.preventDefault()
    act()
  } else if ((event.key === 'Enter' || event.key === 'Tab') && selected >= 0) {
    event.preventDefault()
    take(selected)
  }
})
// Before the box loses its focus, and the list with it.
list.addEventListener('mousedown', (event) => {
  event.preventDefault()
  const index = [...list.children].indexOf(event.target.closest('li'))
  if (index >= 0) take(index)
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void ask(input.value)
})

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-line]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const post = link.closest('.brief')
  void (post ? askUnder(post, link.dataset.line) : ask(link.dataset.line))
})

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest?.('input, textarea')) return
  event.preventDefault()
  input.focus()
  if (input.value === '') input.value = '/'
  void complete()
})
