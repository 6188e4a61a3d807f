import type { Words } from '../words/words.ts'
import { attribute, type Html, html, joined, type Part } from './html.ts'
import type { Mistake } from './story-query.ts'

type Field = { readonly name: string; readonly label: string; readonly value: string }

const idOf = (name: string): string => `field-${name}`

/** Which field is wrong, for screen readers; the sentence stands above the form. */
const wrong = (name: string, mistakes: readonly Mistake[]): Html | '' =>
  mistakes.some(({ field }) => field === name) ? html` aria-invalid="true" aria-describedby="mistakes"` : ''

/** A field to type into, under its name. `options` are offered, not demanded. */
export function textField(
  { name, label, value }: Field,
  {
    type = 'text',
    hint = '',
    options = [],
    mistakes = [],
  }: {
    readonly type?: 'text' | 'search' | 'date' | 'password'
    readonly hint?: string
    readonly options?: readonly string[]
    readonly mistakes?: readonly Mistake[]
  } = {},
): Html {
  const list = options.length === 0 ? '' : `${idOf(name)}-list`
  return html`<p class="field of-${name}"><label for="${idOf(name)}">${label}</label>
  <input id="${idOf(name)}" name="${name}" type="${type}" value="${value}"${attribute('placeholder', hint)}${attribute('list', list)}${wrong(name, mistakes)}>
  ${list === '' ? '' : html`<datalist id="${list}">${options.map((option) => html`<option value="${option}"></option>`)}</datalist>`}</p>`
}

type Option = { readonly value: string; readonly label: string }

/** A choice of a few. */
export const choiceField = ({ name, label, value }: Field, options: readonly Option[], mistakes: readonly Mistake[] = []): Html =>
  html`<p class="field of-${name}"><label for="${idOf(name)}">${label}</label>
  <select id="${idOf(name)}" name="${name}"${wrong(name, mistakes)}>${options.map(
    (option) => html`<option value="${option.value}"${option.value === value ? html` selected` : ''}>${option.label}</option>`,
  )}</select></p>`

/** A mistake in words; what may have been meant, each as a way to the same question with it. */
function told({ message, meant, field }: Mistake, at: (field: string, value: string) => string, { colon, comma }: Words['writing']): Part {
  if (meant === undefined) return message
  const ways = meant.choices.map(({ value, label }) => html`<a href="${at(field, value)}">${label}</a>`)
  return [meant.lead, colon, joined(ways, comma), '?']
}

/** What could not be read, above the form that it was typed into. `at` makes the address of the question with one field changed. */
export const mistakeList = (
  mistakes: readonly Mistake[],
  at: (field: string, value: string) => string,
  { lookups, writing }: Words,
): Part =>
  mistakes.length === 0
    ? null
    : html`<div class="mistakes" id="mistakes" role="alert"><p>${lookups.mistakes.heading(mistakes.length)}</p>
  <ul>${mistakes.map((mistake) => html`<li>${told(mistake, at, writing)}</li>`)}</ul></div>`
