import { z } from 'zod'
import type { OfficeTable } from '../domain/office.ts'
import { checkList, checkValue, duplicates } from './check.ts'
import type { Problem } from './problem.ts'
import { country, id, strict, text, texts, wordsByLanguage } from './shapes.ts'
import type { Source } from './source.ts'

const officeShape = strict({
  id,
  titles: z.array(text).min(1),
  words: wordsByLanguage,
  alone: z.record(country, texts).default({}),
  country: country.nullable().default(null),
  towards: country.nullable().default(null),
})

const besideShape = z.object({
  either: z.array(strict({ words: z.array(text).min(1), states: z.array(country).min(2) })).default([]),
  honorifics: texts,
  unless: strict({ before: texts, after: texts }).prefault({}),
  changes: wordsByLanguage.prefault({}),
  stays: texts,
})

export const NO_OFFICES: OfficeTable = {
  offices: [],
  either: [],
  honorifics: [],
  unless: { before: [], after: [] },
  changes: { en: [], ko: [], ja: [], ru: [], zh: [] },
  stays: [],
}

/** Reads `offices.yaml`: what offices are called, and under which titles their holders stand in `actors.yaml`. */
export function readOffices(source: Source): { readonly offices: OfficeTable; readonly problems: readonly Problem[] } {
  const listed = checkList<OfficeTable['offices'][number]>(source, 'offices', officeShape, [
    'either',
    'honorifics',
    'unless',
    'changes',
    'stays',
  ])
  const beside = checkValue(besideShape, source.value, [], source.problem)
  const problems = [
    ...listed.problems,
    ...duplicates(source, listed.entries, 'id', (office) => office.id),
    ...('problems' in beside ? beside.problems : []),
  ]
  const rest = 'value' in beside ? beside.value : NO_OFFICES
  return { offices: { ...NO_OFFICES, ...rest, offices: listed.entries.map(({ value }) => value) }, problems }
}
