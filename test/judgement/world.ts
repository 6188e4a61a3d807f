import { join } from 'node:path'
import { loadKnowledge } from '#src/config.ts'
import { createAssessor } from '#src/judgement/assess.ts'

/** The knowledge and the assessor that the default configuration gives. */
export const knowledge = await loadKnowledge({ dir: join(import.meta.dirname, '../../config') })
export const assessor = createAssessor(knowledge)

export const assess = (title: string, text = '', at = '2025-09-15') => assessor.assess({ title, text, publishedAt: Date.parse(at) })

/** The ids of the alignments that an item is kept for. */
export const keptOf = (title: string, text = '', at?: string): readonly string[] =>
  Object.entries(assess(title, text, at).verdicts)
    .filter(([, verdict]) => verdict.kept)
    .map(([id]) => id)
