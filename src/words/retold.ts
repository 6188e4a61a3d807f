import { stateName } from './states.ts'
import { type Words, wordsIn } from './words.ts'

/** Groups of words that are forms of whole sentences, in the order in which they are tried. */
const GROUPS = ['reasons', 'models', 'posting', 'troubles', 'fetching'] as const
type Group = (typeof GROUPS)[number]

/** A sentence as English has it, and where its values stand. */
type Form = { readonly group: Group; readonly id: string; readonly pattern: RegExp; readonly names: readonly string[] }

const IS_STATES = /^states?\d?$/
const PLACE = /\{([a-z]+\d?)\}/
const PLACES = new RegExp(PLACE, 'g')
/** Codes of states, as judgement lists them. */
const CODES = '[A-Z]{3}(?:(?:, | and )[A-Z]{3})*'
/** The place of a value in an entry: `digest`, `languages[0]`. */
const KEY = '[a-z][A-Za-z]*(?:\\[\\d+\\])?'
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** What may stand in a place. */
function standing(name: string): string {
  if (IS_STATES.test(name)) return CODES
  if (name === 'key') return KEY
  if (name === 'code') return '[^()]+'
  return name === 'number' ? '\\d[\\d.]*' : '.+?'
}

function formOf(group: Group, id: string, text: string): Form {
  const parts = text.split(PLACE)
  const names = parts.filter((_, index) => index % 2 === 1)
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `(${standing(part)})`))
  return { group, id, pattern: new RegExp(`^${pattern.join('')}$`, 's'), names }
}

/** Longer ones are no sentences of ours, and take long to try. */
const LONGEST = 1_000

let made: readonly Form[] | null = null

/** Made when first asked for. */
function forms(): readonly Form[] {
  const english = wordsIn('en')
  made ??= GROUPS.flatMap((group) => Object.entries<string>(english[group]).map(([id, text]) => formOf(group, id, text)))
  return made
}

/** How deep sentences of ours stand in each other: what is wrong with a key of an entry of a change. */
const DEEPEST = 3

/** A value as it is told: states by name, platforms by theirs, a sentence within a sentence in the same language. */
function valueTold(name: string, value: string, words: Words, depth: number): string {
  if (IS_STATES.test(name)) return words.writing.listed(value.split(/, | and /).map((code) => stateName(code, words.locale)))
  if (name === 'said') return depth < DEEPEST ? retold(value, words, depth + 1) : words.writing.inEnglish(value)
  if (name === 'key') return keyCalled(value, words)
  return name === 'platform' ? platformCalled(value, words) : value
}

/** What a platform is called; its id where nothing is known. */
export const platformCalled = (platform: string, { desk }: Words): string =>
  Object.entries<string>(desk.platforms).find(([id]) => id === platform)?.[1] ?? platform

/** What a key of an entry is called; it stays as it is where nothing is known. */
export const keyCalled = (key: string, { desk }: Words): string =>
  Object.entries<string>(desk.keys).find(([name]) => name === key.replace(/\[\d+\]$/, ''))?.[1] ?? key

/** A sentence without its full stop, in the language of the words; null where it has no form that is known. */
function byForm(sentence: string, words: Words, depth: number): string | null {
  if (sentence.length > LONGEST) return null
  for (const { group, id, pattern, names } of forms()) {
    const found = pattern.exec(sentence)
    if (found === null) continue
    const own = Object.entries<string>(words[group]).find(([name]) => name === id)?.[1] ?? sentence
    const values = new Map(names.map((name, index) => [name, found[index + 1] ?? '']))
    return own.replace(PLACES, (place, name: string) => valueTold(name, values.get(name) ?? place, words, depth))
  }
  return null
}

const withStop = (sentence: string, text: string, { writing }: Words): string =>
  sentence.endsWith('.') && !/[.。?？!！]$/u.test(text) ? `${text}${writing.stop}` : text

function retold(sentence: string, words: Words, depth: number): string {
  const each = sentence.split(/(?<=\.) /).map((part) => ({ part, text: byForm(part.replace(/\.$/, ''), words, depth) }))
  if (each.every(({ text }) => text !== null))
    return each.map(({ part, text }) => withStop(part, text ?? '', words)).join(words.writing.gap)
  // Some forms are of two sentences.
  const whole = byForm(sentence.replace(/\.$/, ''), words, depth)
  return whole === null ? words.writing.inEnglish(sentence) : withStop(sentence, whole, words)
}

/**
 * A sentence that another room made in English (the log and the store have it) in the language of the words, known by its form. One that
 * is not known stays in English, and says so.
 */
export const told = (sentence: string, words: Words): string => (words.locale === 'en' ? sentence : retold(sentence, words, 0))

/** What spoke for or against an item, in the language of the words: states by name also in English. */
export const reasonTold = (text: string, words: Words): string =>
  byForm(text, words, 0) ?? (words.locale === 'en' ? text : words.writing.inEnglish(text))
