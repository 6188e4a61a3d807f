import { z } from 'zod'
import type { Affairs, Concept } from '../domain/affair.ts'
import { checkList, checkValue, duplicates } from './check.ts'
import type { Problem } from './problem.ts'
import { id, strict, text, texts } from './shapes.ts'
import type { Source } from './source.ts'

const conceptShape = strict({ name: id, topic: text.nullable().default(null), en: texts, ko: texts, ja: texts, ru: texts, zh: texts })

const besideShape = z.object({
  threads: z.record(id, text).default({}),
  notices: strict({ correction: texts, retraction: texts }).prefault({}),
})

export const NO_AFFAIRS: Affairs = { threads: {}, concepts: [], notices: { correction: [], retraction: [] } }

/** Reads `affairs.yaml`: how affairs are named, what news talks of, and how outlets take back what they wrote. */
export function readAffairs(source: Source): { readonly affairs: Affairs; readonly problems: readonly Problem[] } {
  const listed = checkList<Concept>(source, 'concepts', conceptShape, ['threads', 'notices'])
  const beside = checkValue(besideShape, source.value, [], source.problem)
  const problems = [
    ...listed.problems,
    ...duplicates(source, listed.entries, 'name', (concept) => concept.name),
    ...('problems' in beside ? beside.problems : []),
  ]
  const rest = 'value' in beside ? beside.value : NO_AFFAIRS
  return { affairs: { threads: rest.threads, notices: rest.notices, concepts: listed.entries.map(({ value }) => value) }, problems }
}
