import { z } from 'zod'
import type { Scoring, Wording } from '../domain/wording.ts'
import { BASE_IDS, FINDING_IDS } from '../judgement/findings.ts'
import { THEMES } from '../judgement/words.ts'
import { checkValue } from './check.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import { country, strict, text, texts } from './shapes.ts'
import type { Source } from './source.ts'

const lettersShape = z.record(z.string(), z.record(z.string(), country))

const wordingShape = strict({
  states: z.record(country, texts),
  letters: lettersShape,
  pairs: z.record(z.string(), texts),
  triples: z.record(z.string(), text),
  lone: lettersShape,
  masks: texts,
  unsure: texts,
  between: texts,
  towards: texts,
  familyNames: z.record(z.string(), country).default({}),
  titles: texts.default([]),
  themes: z.record(z.string(), texts),
  background: strict({ before: texts, after: texts }),
})

const pointsShape = z.record(z.string(), z.number())
const figuresShape = strict({ f1: z.number(), f1Before: z.number(), ece: z.number(), eceBefore: z.number() })
const recordShape = strict({
  files: z.array(strict({ name: text, sha256: text })),
  trained: text,
  items: z.number(),
  folds: z.number(),
  figures: z.record(z.string(), figuresShape),
})
const scoringShape = strict({
  bias: z.number(),
  scale: z.number().positive(),
  points: z.record(z.string(), pointsShape),
  record: recordShape.optional(),
})

/** Names that nothing asks for: mostly misspelt ones, whose phrases or points would silently count for nothing. */
const strangers = (source: Source, path: readonly string[], names: readonly string[], known: readonly string[], noun: string) =>
  names
    .filter((name) => !known.includes(name))
    .map((name) => source.problem([...path, name], `no rule asks for the ${noun} "${name}"`, suggestion(name, known)))

/** Reads `wording.yaml`: how the languages speak of states and of their dealings. */
export function readWording(source: Source): { readonly value: Wording } | { readonly problems: readonly Problem[] } {
  const checked = checkValue<Wording>(wordingShape, source.value, [], source.problem)
  if ('problems' in checked) return checked
  const problems = strangers(source, ['themes'], Object.keys(checked.value.themes), THEMES, 'theme')
  return problems.length > 0 ? { problems } : checked
}

/** Two states of an alignment, named together: `pair-JPN-KOR`. */
const PAIR = /^pair-[A-Z]{3}-[A-Z]{3}$/

/** Reads `scoring.yaml`: what each finding is worth. `alignmentIds`: those whose points may stand beside those for `all`. */
export function readScoring(
  source: Source,
  alignmentIds: ReadonlySet<string>,
): { readonly value: Scoring } | { readonly problems: readonly Problem[] } {
  const checked = checkValue<Scoring>(scoringShape, source.value, [], source.problem)
  if ('problems' in checked) return checked
  const { points } = checked.value
  const known = [...FINDING_IDS, ...BASE_IDS]
  const problems = [
    ...(alignmentIds.size === 0 ? [] : strangers(source, ['points'], Object.keys(points), ['all', ...alignmentIds], 'alignment')),
    ...Object.entries(points).flatMap(([id, one]) => {
      const named = Object.keys(one).filter((name) => !PAIR.test(name))
      return strangers(source, ['points', id], named, known, 'finding')
    }),
  ]
  return problems.length > 0 ? { problems } : checked
}
