import { z } from 'zod'
import type { Scoring, Wording } from '../domain/wording.ts'
import { checkValue } from './check.ts'
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

/** Reads `wording.yaml`: how the languages speak of states and of their dealings. */
export const readWording = (source: Source): { readonly value: Wording } | { readonly problems: readonly Problem[] } =>
  checkValue<Wording>(wordingShape, source.value, [], source.problem)

/** Reads `scoring.yaml`: what each finding is worth. */
export const readScoring = (source: Source): { readonly value: Scoring } | { readonly problems: readonly Problem[] } =>
  checkValue(scoringShape, source.value, [], source.problem)
