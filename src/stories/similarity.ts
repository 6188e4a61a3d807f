import { areUnlike, ofOthers } from './deeds.ts'
import type { Days, Features } from './features.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How alike two reports are, and by what: the parts add up to the score. */
export type Similarity = {
  readonly score: number
  readonly parts: Readonly<Record<string, number>>
  /** True where something says that they are of two events, however alike they are. */
  readonly apart: boolean
}

export type Weights = Readonly<Record<Part, number>>
export type Part =
  | 'grams'
  | 'states'
  | 'concepts'
  | 'concept'
  | 'subtypes'
  | 'numbers'
  | 'actors'
  | 'people'
  | 'date'
  | 'farDate'
  | 'language'
  | 'named'
  | 'step'
  | 'deeds'

export const WEIGHTS: Weights = {
  grams: 0.35,
  states: 0.25,
  concepts: 0.2,
  concept: 0.05,
  subtypes: 0.15,
  numbers: 0.15,
  actors: 0.1,
  people: 0.08,
  date: 0.08,
  farDate: -0.08,
  language: 0.06,
  named: 0.1,
  step: -0.25,
  deeds: -0.07,
}

const FAR_DAYS = 3

type Weigh = (value: string | number) => number

/** Of two weighted sets, the shared weight over the whole. */
function jaccard<T extends string | number>(a: readonly T[], b: readonly T[], weigh: Weigh): number {
  let shared = 0
  let whole = 0
  for (const value of a) {
    const weight = weigh(value)
    whole += weight
    if (b.includes(value)) shared += weight
  }
  if (shared === 0) return 0
  for (const value of b) if (!a.includes(value)) whole += weigh(value)
  return shared / (whole || 1)
}

function setCosine<T extends string | number>(a: readonly T[], b: readonly T[], weigh: Weigh): number {
  let shared = 0
  let left = 0
  let right = 0
  for (const value of a) {
    const square = weigh(value) ** 2
    left += square
    if (b.includes(value)) shared += square
  }
  if (shared === 0) return 0
  for (const value of b) right += weigh(value) ** 2
  return shared / (Math.sqrt(left * right) || 1)
}

/** Days between two ranges: 0 where they touch. */
export const daysApart = (a: Days, b: Days): number => Math.max(0, a.from - b.to, b.from - a.to)

/** The nearest that any two named days come, or null where a report names none. */
export function nearestDates(a: Features, b: Features): number | null {
  let best: number | null = null
  for (const left of a.dates) for (const right of b.dates) best = Math.min(best ?? Number.POSITIVE_INFINITY, daysApart(left, right))
  return best
}

export const shared = <T>(a: readonly T[], b: readonly T[]): number => a.filter((value) => b.includes(value)).length

/**
 * How alike two reports are, from 0 to a little over 1. Text counts within a language; states, concepts, coded events,
 * numbers and dates carry across languages.
 */
export function compare(a: Features, b: Features, vocabulary: Vocabulary, weights: Weights = WEIGHTS): Similarity {
  const { weight } = vocabulary
  const days = nearestDates(a, b)
  const concepts = setCosine(a.concepts, b.concepts, (name) => weight('concepts', name))
  const values: Readonly<Record<Part, number>> = {
    grams: vocabulary.cosine(a.grams, b.grams),
    states: jaccard(a.states, b.states, (state) => 0.3 + weight('states', state)),
    concepts,
    concept: concepts > 0 ? 1 : 0,
    subtypes: setCosine(a.subtypes, b.subtypes, (subtype) => weight('subtypes', subtype)),
    numbers: shared(a.numbers, b.numbers) > 0 ? 1 : 0,
    actors: jaccard(a.things, b.things, (id) => 0.3 + weight('things', id)),
    people: setCosine(a.people, b.people, (id) => weight('people', id)),
    date: days === 0 ? 1 : 0,
    farDate: days !== null && days >= FAR_DAYS ? 1 : 0,
    language: a.language === b.language ? 0 : 1,
    named: shared(a.named, b.named) > 0 ? 1 : 0,
    step: isOtherStep(a, b) ? 1 : 0,
    deeds: areUnlike(a.deeds, b.deeds) ? 1 : 0,
  }
  const parts: Record<string, number> = {}
  let score = 0
  for (const part of Object.keys(values) as Part[]) {
    const points = weights[part] * values[part]
    if (points === 0) continue
    parts[part] = points
    score += points
  }
  const apart = areApart(a, b)
  return !apart && passes(a, b, values) ? { score, parts, apart } : { score: 0, parts: {}, apart }
}

/** Text so alike that nothing else needs to agree: reprints and new versions of one report. */
const NEARLY_THE_SAME = 0.5
const ALIKE = 0.25

/** What two reports speak of: that they name the same states on the same day does not make them one. */
const MATTERS: readonly Part[] = ['concept', 'subtypes', 'people', 'numbers']

const DAY_MS = 86_400_000

/** A visit that is still ahead where the other has begun, more than a day later: steps of one affair. */
const isOtherStep = (a: Features, b: Features): boolean =>
  a.visit !== b.visit && a.visit !== null && b.visit !== null && Math.abs(a.at - b.at) > DAY_MS

/** Another edition of an exercise, or a like deed of others. */
function areApart(a: Features, b: Features): boolean {
  for (const [name, edition] of a.editions) if ((b.editions.get(name) ?? edition) !== edition) return true
  return ofOthers(a.deeds, b.deeds)
}

/** What must hold before two reports can be of one event, however the rest adds up. */
function passes(a: Features, b: Features, values: Readonly<Record<Part, number>>): boolean {
  if (!a.onTopic || !b.onTopic) return values.grams >= NEARLY_THE_SAME
  if (values.grams >= ALIKE || values.named > 0 || (values.people > 0 && values.concept > 0)) return true
  return shared(a.states, b.states) >= 2 && MATTERS.some((part) => values[part] > 0)
}
