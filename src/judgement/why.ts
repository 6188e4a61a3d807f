import type { Alignment } from '../domain/alignment.ts'
import { type Assessment, decidedBy, type Reason } from '../domain/assessment.ts'
import { decidingReasons, type Points } from '../domain/decision.ts'
import type { Event } from '../domain/event.ts'
import { type Item, judgedText } from '../domain/item.ts'

/** What of a report is explained. */
export type Explained = { readonly item: Pick<Item, 'title' | 'text'>; readonly assessment: Assessment }

const LONGEST_QUOTE = 60

/**
 * Why an item was kept or not: for each alignment the rule, the score beside the threshold, what was found with the words it
 * rests on and where they stand, and what would have changed the answer; then the actors and acts. With the points that scores are
 * made of (`scoring`) it is reckoned which find alone decided. Pure.
 */
export function explain(
  { item, assessment }: Explained,
  alignments: readonly Alignment[],
  scoring?: Points,
): { readonly lines: readonly string[] } {
  const place = (start: number): string => (start < item.title.length ? 'headline' : 'text')
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
      ...reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((reason) => `  ${reasonText(reason, text, place)}`),
      ...(typeof verdict.opinion?.kept === 'boolean' ? [] : [`  ${change(assessment, reasons, alignment, scoring)}`]),
    ]
  })
  const names = [...new Set(assessment.mentions.map((mention) => mention.text))]
  return {
    lines: [
      ...lines,
      names.length === 0 ? 'No known actor was found.' : `Found: ${names.join(', ')}`,
      ...assessment.events.map((event) => `Act: ${actText(event, text)}`),
    ],
  }
}

function quoted(judged: string, start: number, end: number): string {
  const words = judged.slice(start, end).replaceAll(/\s+/g, ' ')
  return `“${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words}”`
}

function reasonText({ text, weight, span }: Reason, judged: string, place: (start: number) => string): string {
  const quote = span === null || span.start === span.end ? '' : `: ${quoted(judged, span.start, span.end)} (${place(span.start)})`
  return `${weight > 0 ? '+' : ''}${weight} ${text}${quote}`
}

const actText = ({ category, mode, actors, recipients, standing, phrase }: Event, judged: string): string =>
  `${actors.join(', ') || '?'}${recipients.length === 0 ? '' : ` → ${recipients.join(', ')}`}: ${category}${mode === null ? '' : ` (${mode})`}, ${standing}: ${quoted(judged, phrase.start, phrase.end)}`

/** The finds that alone decided; else the one whose absence would have weighed most the other way, and how far it was from turning. */
function change(assessment: Assessment, reasons: readonly Reason[], alignment: Alignment, scoring?: Points): string {
  const { score = 0, kept = false } = assessment.verdicts[alignment.id] ?? {}
  const deciding = scoring === undefined ? [] : decidingReasons(assessment, alignment, scoring)
  if (deciding.length > 0) {
    const names = deciding.slice(0, 3).map(({ reason, without }) => `${reason.text} (score ${without.toFixed(2)})`)
    return `It would have been ${kept ? 'dropped' : 'kept'} without: ${names.join('; or ')}.`
  }
  const sign = kept ? 1 : -1
  const [most] = reasons.filter(({ weight }) => weight * sign > 0).toSorted((a, b) => (b.weight - a.weight) * sign)
  const far = `${Math.abs(score - alignment.threshold).toFixed(2)} ${kept ? 'above' : 'short of'} the threshold`
  if (most !== undefined) return `It would be ${kept ? 'weaker' : 'stronger'} without: ${most.text}; it is ${far}.`
  if (reasons.length > 0) return `It is ${far}, and nothing spoke against it: another sign of the kind was missing.`
  return `It would count if ${alignment.states.join(', ')} acted together, or someone acted on their tie, in headline or lead.`
}
