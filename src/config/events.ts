import { z } from 'zod'
import { LANGUAGES } from '../domain/actor.ts'
import { CATEGORIES, type CategoryEntry, type Cues, type FalseFriend, type Lexicon, QUADS, type SubtypeEntry } from '../domain/event.ts'
import { checkList, checkValue, duplicates } from './check.ts'
import type { Problem } from './problem.ts'
import { id, strict, text, texts, wordsByLanguage } from './shapes.ts'
import type { Source } from './source.ts'

const categoryShape = strict({
  category: z.enum(CATEGORIES),
  quad: z.enum(QUADS),
  requiresRecipient: z.boolean(),
  ploverScore: z.number().min(-10).max(10),
  modes: z.array(strict({ name: id, score: z.number().min(-10).max(10).nullable() })).default([]),
  definition: text,
  triggers: wordsByLanguage,
})

const subtypeShape = strict({
  id,
  label: text,
  category: z.enum(CATEGORIES).nullable().default(null),
  mode: id.nullable().default(null),
  contexts: texts,
  alignmentHint: id,
  actorPattern: text,
  triggers: wordsByLanguage,
  note: z.string().default(''),
})

const cuesShape = strict({
  future: wordsByLanguage,
  hypothetical: wordsByLanguage,
  negation: wordsByLanguage,
  historical: wordsByLanguage,
  alleged: wordsByLanguage,
  speech: wordsByLanguage.optional(),
})

const falseFriendShape = strict({
  language: z.enum(LANGUAGES),
  text,
  problem: text,
  notFollowedBy: z.array(z.string()).default([]),
})

const KEYS = ['categories', 'subtypes', 'cues', 'falseFriends']
const besides = (key: string): readonly string[] => KEYS.filter((other) => other !== key)

const noWords = { en: [], ko: [], ja: [], ru: [], zh: [] }
const NO_CUES: Cues = { future: noWords, hypothetical: noWords, negation: noWords, historical: noWords, alleged: noWords }

/** Reads `events.yaml`. */
export function readEvents(source: Source): { readonly lexicon: Lexicon; readonly problems: readonly Problem[] } {
  const categories = checkList<CategoryEntry>(source, 'categories', categoryShape, besides('categories'))
  const subtypes = checkList<SubtypeEntry>(source, 'subtypes', subtypeShape, besides('subtypes'))
  const friends = checkList<FalseFriend>(source, 'falseFriends', falseFriendShape, besides('falseFriends'))
  const cues = checkValue<Cues>(cuesShape, (source.value as { cues?: unknown } | null)?.cues, ['cues'], source.problem)
  return {
    lexicon: {
      categories: categories.entries.map(({ value }) => value),
      subtypes: subtypes.entries.map(({ value }) => value),
      cues: 'value' in cues ? cues.value : NO_CUES,
      falseFriends: friends.entries.map(({ value }) => value),
    },
    problems: unique([
      ...categories.problems,
      ...subtypes.problems,
      ...friends.problems,
      ...('problems' in cues ? cues.problems : []),
      ...duplicates(source, categories.entries, 'category', (entry) => entry.category),
      ...duplicates(source, subtypes.entries, 'id', (entry) => entry.id),
    ]),
  }
}

/** An unknown key at the top is found once for each list. */
const unique = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.path}|${problem.message}`, problem])).values(),
]
