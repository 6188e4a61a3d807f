import type { Alignment } from '../domain/alignment.ts'
import { type Assessment, decidedBy, type Reason } from '../domain/assessment.ts'
import type { CommandContext, ReplyField } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import { type Deciding, decidingReasons } from '../domain/decision.ts'
import type { Event } from '../domain/event.ts'
import { type Item, judgedText } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { bold, counted, cut, line, listed } from './lines.ts'

const MAX_QUOTE = 80
const MAX_REASONS = 6

/** An item with its assessment. */
export type Judged = { readonly item: Item; readonly assessment: Assessment }

const score = (value: number): string => value.toFixed(2)
const points = (weight: number): string => `${weight > 0 ? '+' : '−'}${Math.abs(weight)}`

/** The words a reason rests on, as they stand in the text. */
function quoteOf(item: Item, { span }: Pick<Reason, 'span'>): string {
  const words = span === null ? '' : visible(judgedText(item).slice(span.start, span.end))
  return words === '' ? '' : `: “${cut(words, MAX_QUOTE)}”`
}

const reasonText = (item: Item, reason: Reason): string =>
  `${reason.weight === 0 ? '' : `${points(reason.weight)} `}${reason.text}${quoteOf(item, reason)}`

/** What one change would have turned the decision: the reasons that alone decide it, or how far it was from turning. */
export function whatWouldChange(judged: Judged, alignment: Alignment, scoring: CommandContext['scoring']): string {
  const verdict = judged.assessment.verdicts[alignment.id]
  const reasons = judged.assessment.reasons.filter((reason) => reason.alignment === alignment.id && reason.weight !== 0)
  if (verdict === undefined) return ''
  const kept = verdict.score >= alignment.threshold
  const deciding = scoring === undefined ? [] : decidingReasons(judged.assessment, alignment, scoring)
  const name = ({ reason, without }: Deciding): string =>
    `${reason.text}${quoteOf(judged.item, reason)} (score ${score(without)} without it)`
  if (deciding.length > 0)
    return `It would have been ${kept ? 'dropped' : 'kept'} without: ${deciding.slice(0, 3).map(name).join('; or ')}.`
  if (reasons.length === 0) return kept ? '' : `Nothing in it spoke for ${alignment.label}. ${whatWouldCount(alignment)}`
  const far = score(Math.abs(verdict.score - alignment.threshold))
  if (kept) return `No single find decides it: it stands ${far} above the threshold.`
  const [worst] = reasons.filter(({ weight }) => weight < 0).toSorted((a, b) => a.weight - b.weight)
  return worst === undefined
    ? `It was ${far} short of the threshold: nothing spoke against it, but too little for it.`
    : `It was ${far} short of the threshold, by more than one find; most of all: ${worst.text}${quoteOf(judged.item, worst)}.`
}

/** What an item would have to tell: the rules, in their words. */
const whatWouldCount = ({ rules }: Alignment): string =>
  `It would count if: ${rules.map(({ id, text }) => `${text.replace(/\.$/, '')} (${id})`).join('; ')}.`

/** One alignment's verdict on one item, with rule, score, reasons and what would have changed it. */
export function verdictField(judged: Judged, alignment: Alignment, scoring: CommandContext['scoring']): ReplyField {
  const verdict = judged.assessment.verdicts[alignment.id]
  if (verdict === undefined) return { name: alignment.label, value: [line('Not judged for this alignment.')], inline: false }
  const rule = alignment.rules.find((one) => one.id === verdict.rule)
  const reasons = judged.assessment.reasons
    .filter((reason) => reason.alignment === alignment.id)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const more = reasons.length - MAX_REASONS
  const decision: RichText = [
    bold(verdict.kept ? 'Kept' : 'Not kept'),
    { text: `: score ${score(verdict.score)}, threshold ${score(alignment.threshold)}${rule === undefined ? '' : `, rule ${rule.id}`}` },
  ]
  const by = decidedBy(verdict, alignment.threshold)
  const change = typeof verdict.opinion?.kept === 'boolean' ? '' : whatWouldChange(judged, alignment, scoring)
  return {
    name: alignment.label,
    value: [
      decision,
      ...(by === '' ? [] : [line(by)]),
      ...(rule === undefined ? [] : [line(rule.text)]),
      ...reasons.slice(0, MAX_REASONS).map((reason) => line(`• ${reasonText(judged.item, reason)}`)),
      ...(more > 0 ? [line(`• and ${counted(more, 'lesser reason')}`)] : []),
      ...(change === '' ? [] : [line(change)]),
    ],
    inline: false,
  }
}

const states = (codes: readonly string[]): string => codes.map(countryName).join(', ')

function actOf(event: Event): string {
  const who = event.recipients.length === 0 ? states(event.actors) : `${states(event.actors) || 'Someone'} → ${states(event.recipients)}`
  return `${who}: ${event.category}${event.mode === null ? '' : ` (${event.mode})`}, ${event.standing}`
}

/** What was found in one item: language, actors, acts. */
export function findsField({ item, assessment }: Judged, context: CommandContext): ReplyField {
  const ids = [...new Set(assessment.mentions.map((mention) => mention.actorId))]
  const named = ids.map((id) => {
    const words = [...new Set(assessment.mentions.filter((mention) => mention.actorId === id).map((mention) => visible(mention.text)))]
    return `${context.directory.byId(id)?.name ?? countryName(id)} (“${words.slice(0, 2).join('”, “')}”)`
  })
  return {
    name: 'Found in the text',
    value: [
      line(
        `Language: ${assessment.language}. Published by ${visible(item.source.outlet)} (${countryName(item.source.country)}, ${item.source.kind}).`,
      ),
      line(
        named.length === 0
          ? 'No actor.'
          : `Actors: ${listed(named.slice(0, 10))}${named.length > 10 ? ` and ${named.length - 10} more` : ''}.`,
      ),
      ...assessment.events.slice(0, 4).map((event) => line(`Act: ${actOf(event)}.`)),
    ],
    inline: false,
  }
}
