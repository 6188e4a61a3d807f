import { LOCALES } from '#src/domain/locale.ts'
import { type Words, wordsIn } from '#src/words/words.ts'

export type Phrase = string | ((...values: readonly unknown[]) => string)

/** Every phrase of a language under its path: `posts.update`. */
export function phrasesOf(words: Words): ReadonlyMap<string, Phrase> {
  const found = new Map<string, Phrase>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' || typeof value === 'function') found.set(path, value as Phrase)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`)
  }
  walk(words, '')
  found.delete('locale')
  return found
}

/** The languages besides English. */
export const OTHERS = LOCALES.filter((locale) => locale !== 'en').map((locale) => [locale, wordsIn(locale)] as const)

/** What stands for the nth value of a phrase: a sign that no phrase has. */
export const mark = (index: number): string => `⟦${'ABCDEFGH'[index] ?? '?'}⟧`

const LIST = [mark(0), mark(1)]
const GROUNDS = [
  { kind: 'planned', by: ['PRK'] },
  { kind: 'alleged', by: 'UKR' },
  { kind: 'alleged', by: null },
  { kind: 'claimed', by: ['RUS', 'PRK'] },
  { kind: 'claimed-alone', outlet: mark(0) },
  { kind: 'claim', outlet: mark(0), reports: 1 },
  { kind: 'claim', outlet: mark(0), reports: 3 },
  { kind: 'confirmed', by: ['RUS'] },
  { kind: 'confirmed', by: ['USA', 'JPN', 'KOR'] },
  { kind: 'reported', outlet: mark(0), outlets: 1 },
  { kind: 'reported', outlet: mark(0), outlets: 4 },
  { kind: 'withdrawn' },
  { kind: 'merged' },
  { kind: 'worded', text: mark(0) },
]
const label = (_: unknown, name: unknown): unknown => name
const CHANGES = [
  { kind: 'standing', now: { kind: 'confirmed', by: ['RUS'] }, was: 'claimed' },
  { kind: 'alignments', alignments: [{ id: 'a', label: mark(0) }] },
  { kind: 'outlets', outlets: LIST },
  { kind: 'outlets', outlets: [mark(0), mark(1), mark(2), 'd', 'e'] },
  { kind: 'headline', by: null },
  { kind: 'headline', by: mark(0) },
  ...['corrects', 'withdraws', 'changes', 'leaves'].map((kind) => ({ kind, outlet: mark(0) })),
  { kind: 'moved', outlets: LIST },
  { kind: 'merged', headlines: LIST },
]

/** The values for phrases that take other than texts and numbers, or say something else for some of them. */
export const VALUES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'writing.listed': [[[]], [['x']], [LIST], [[...LIST, mark(2)]]],
  'writing.either': [[[]], [['x']], [LIST], [[...LIST, mark(2)]]],
  'posts.grounds': GROUNDS.map((one) => [one]),
  'posts.change': CHANGES.map((one) => [one, label]),
  'posts.gap': [
    ...[true, false].map((admits) => [{ kind: 'word', of: ['RUS', 'PRK'], admits }]),
    ...['number', 'time', 'day', 'place'].map((kind) => [{ kind }]),
  ],
  'posts.person': ['RUS', 'UNO', 'KOR'].map((country) => [{ name: mark(0), office: mark(1), country }]),
  'posts.rules': [[['A1']], [['A1', 'B3']]],
  'posts.wording': [[{ headline: true, summary: true }], [{ headline: true, summary: false }], [{ headline: false, summary: true }]],
  'digests.feedsDown': [
    [2, 9, mark(0), 0],
    [9, 80, mark(0), 3],
  ],
  'digests.unusualFinding': [
    [14, 2, 5],
    [14, 3, 3],
  ],
  'pictures.trend.inWeek': [
    [[mark(0)], mark(1)],
    [[mark(0), mark(1)], mark(2)],
  ],
  'pictures.trend.usualOf': [true, false].flatMap((before) => [true, false].map((someLeftOut) => [mark(0), before, someLeftOut])),
  'pictures.trend.hatched': [[true], [false]],
  'pictures.mentions.change': [true, false].flatMap((isUp) => [mark(2), ''].map((about) => [isUp, mark(0), mark(1), about])),
  'pictures.mentions.total': [
    [mark(0), mark(1), mark(2)],
    [mark(0), mark(1), ''],
  ],
  'page.health.answer': [
    [mark(0), mark(1), mark(2)],
    [mark(0), mark(1), ''],
  ],
  'digests.unusualChance': [
    [26, 240],
    [26, null],
  ],
}

/** Every way of saying a phrase that the tests try: with marks for its values, or with those of `VALUES`. */
export function saidOf(path: string, phrase: Phrase): readonly string[] {
  if (typeof phrase === 'string') return [phrase]
  const values = VALUES[path] ?? [Array.from({ length: phrase.length }, (_, index) => mark(index))]
  return values.map((each) => phrase(...each))
}
