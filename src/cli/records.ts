import { resolve } from 'node:path'
import { loadKnowledge } from '../config.ts'
import type { Assessor, ItemText, Knowledge } from '../judgement/assess.ts'
import { createAssessor } from '../judgement/assess.ts'
import type { JsonRecord } from './jsonl.ts'
import type { Io } from './verb.ts'

/** A record of a JSONL file as the assessor reads it. `now` stands in for a missing date. */
export function itemOf(record: JsonRecord, now: number): ItemText {
  const text = [record.description, record.content].filter((part) => typeof part === 'string' && part.trim() !== '')
  const published = typeof record.published === 'string' ? Date.parse(record.published) : Number.NaN
  return {
    title: textOf(record.title),
    text: text.join('\n\n'),
    publishedAt: Number.isNaN(published) ? now : published,
    ...languageIn(record.lang),
  }
}

/** The language that a record names, as `ko` or `en-GB`; what is no language is left out: the text tells its own. */
function languageIn(lang: unknown): { readonly language?: string } {
  const [, language] = typeof lang === 'string' ? (/^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(lang.trim()) ?? []) : []
  return language === undefined ? {} : { language: language.toLowerCase() }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(/[\r\n]/g, ' ') : '')

/** The id of a record, or its line where it has none. */
export const idOf = (record: JsonRecord, line: number): string | number =>
  typeof record.id === 'string' || typeof record.id === 'number' ? record.id : line

/** What is wrong with a record as an item; null where nothing is. */
export function itemProblem(record: JsonRecord): string | null {
  const has = ['title', 'description', 'content'].some((key) => typeof record[key] === 'string' && record[key] !== '')
  return has ? null : 'the item has neither title, description nor content'
}

/** The assessor that the configuration describes, with what it is made of. */
export async function openAssessor(io: Io, folder: string): Promise<{ readonly assessor: Assessor; readonly knowledge: Knowledge }> {
  const knowledge = await loadKnowledge({ dir: resolve(io.cwd, folder) })
  return { assessor: createAssessor(knowledge), knowledge }
}
