import type { Alignment } from '../domain/alignment.ts'
import { decidedBy, type Reason } from '../domain/assessment.ts'
import { judgedText } from '../domain/item.ts'
import type { Report } from '../domain/story.ts'

/** What of a report is explained. */
export type Explained = { readonly item: Pick<Report['item'], 'title' | 'text'>; readonly assessment: Report['assessment'] }

const LONGEST_QUOTE = 60

/**
 * Why an item was kept or not: for each alignment the rule, the score beside the threshold, what was found with the words it
 * rests on, and what would have changed the answer. Pure.
 */
export function explain({ item, assessment }: Explained, alignments: readonly Alignment[]): { readonly lines: readonly string[] } {
  const text = judgedText(item)
  const lines = alignments.flatMap((alignment) => {
    const verdict = assessment.verdicts[alignment.id]
    if (verdict === undefined) return []
    const reasons = assessment.reasons.filter((reason) => reason.alignment === alignment.id)
    const rule = alignment.rules.find(({ id }) => id === verdict.rule)
    const by = decidedBy(verdict, alignment.threshold)
    const head = `${alignment.label}: ${verdict.kept ? 'kept' : 'not kept'}, score ${verdict.score.toFixed(2)} (threshold ${alignment.threshold})`
    return [
      rule === undefined ? head : `${head}, rule ${rule.id}: ${rule.text}`,
      ...(by === '' ? [] : [`  ${by}`]),
      ...reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((reason) => reasonLine(reason, text)),
      ...(typeof verdict.opinion?.kept === 'boolean' ? [] : [change(reasons, verdict.kept, alignment)]),
    ]
  })
  const names = [...new Set(assessment.mentions.map((mention) => mention.text))]
  return { lines: [...lines, names.length === 0 ? 'No known actor was found.' : `Found: ${names.join(', ')}`] }
}

function reasonLine({ text, weight, span }: Reason, judged: string): string {
  const words = span === null ? '' : judged.slice(span.start, span.end).replaceAll(/\s+/g, ' ')
  const quote = words === '' ? '' : `: “${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words}”`
  return `  ${weight > 0 ? '+' : ''}${weight} ${text}${quote}`
}

/** The one finding whose absence would have weighed most the other way. */
function change(reasons: readonly Reason[], kept: boolean, { states }: Alignment): string {
  const sign = kept ? 1 : -1
  const [most] = reasons.filter(({ weight }) => weight * sign > 0).toSorted((a, b) => (b.weight - a.weight) * sign)
  if (most !== undefined) return `  It would be ${kept ? 'weaker' : 'stronger'} without: ${most.text}.`
  return `  It would count if ${states.join(', ')} acted together, or someone acted on their tie, in headline or lead.`
}
