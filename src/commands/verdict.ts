import { actorName } from '../domain/actor-name.ts'
import { type Alignment, labelIn, ruleIn } from '../domain/alignment.ts'
import type { AlignmentVerdict, Assessment, Reason } from '../domain/assessment.ts'
import type { CommandContext, ReplyField } from '../domain/command.ts'
import { type Deciding, decidingReasons } from '../domain/decision.ts'
import type { Event } from '../domain/event.ts'
import { type Item, judgedText } from '../domain/item.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { reasonTold, told } from '../words/retold.ts'
import { stateName, tongueName } from '../words/states.ts'
import { deedWords } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { bold, cut, line } from './lines.ts'

const MAX_QUOTE = 80
const MAX_REASONS = 6

/** An item with its assessment. */
export type Judged = { readonly item: Item; readonly assessment: Assessment }

const score = (value: number): string => value.toFixed(2)
const points = (weight: number): string => `${weight > 0 ? '+' : '−'}${Math.abs(weight)}`

/** The words a reason rests on, as they stand in the text. */
function quoteOf(item: Item, { span }: Pick<Reason, 'span'>, { writing }: Words): string {
  const words = span === null ? '' : visible(judgedText(item).slice(span.start, span.end))
  return words === '' ? '' : `${writing.colon}${writing.quoted(cut(words, MAX_QUOTE))}`
}

/** What was found, in the reader's language, with the words it rests on. */
const findText = (item: Item, reason: Reason, words: Words): string => `${reasonTold(reason.text, words)}${quoteOf(item, reason, words)}`

const reasonText = (item: Item, reason: Reason, words: Words): string =>
  `${reason.weight === 0 ? '' : `${points(reason.weight)} `}${findText(item, reason, words)}`

/** Who decided and why, where a second opinion was asked; '' where the scorer alone decided. A model's own words stay in English. */
function decidedBy({ score: value, opinion }: AlignmentVerdict, { threshold, label }: Alignment, words: Words, called: string): string {
  if (opinion === undefined) return ''
  const { why, writing } = words
  const { by, kept, reason } = opinion
  if (kept === null) return why.noOpinion(by, told(reason, words).replace(label, called))
  const quoted = words.locale === 'en' ? writing.quoted(reason) : writing.inEnglish(reason)
  if (value >= threshold === kept) return why.opinionAgreed(by, quoted)
  return kept ? why.opinionKept(by, quoted) : why.opinionDropped(by, quoted)
}

/** What one change would have turned the decision: the reasons that alone decide it, or how far it was from turning. */
export function whatWouldChange(
  judged: Judged,
  alignment: Alignment,
  { scoring, locale }: Pick<CommandContext, 'scoring' | 'locale'>,
): string {
  const words = wordsIn(locale)
  const { why } = words
  const verdict = judged.assessment.verdicts[alignment.id]
  const reasons = judged.assessment.reasons.filter((reason) => reason.alignment === alignment.id && reason.weight !== 0)
  if (verdict === undefined) return ''
  const kept = verdict.score >= alignment.threshold
  const deciding = scoring === undefined ? [] : decidingReasons(judged.assessment, alignment, scoring)
  const name = ({ reason, without }: Deciding): string => why.scoreWithout(findText(judged.item, reason, words), score(without))
  const decisive = deciding.slice(0, 3).map(name).join(why.or)
  if (decisive !== '') return kept ? why.droppedWithout(decisive) : why.keptWithout(decisive)
  if (reasons.length === 0) return kept ? '' : `${why.nothingFor(labelIn(alignment, locale))} ${whatWouldCount(alignment, words)}`
  const far = score(Math.abs(verdict.score - alignment.threshold))
  if (kept) return why.noSingle(far)
  const [worst] = reasons.filter(({ weight }) => weight < 0).toSorted((a, b) => a.weight - b.weight)
  return worst === undefined ? why.tooLittle(far) : why.short(far, findText(judged.item, worst, words))
}

/** What an item would have to tell: the rules, in their words. */
const whatWouldCount = ({ rules }: Alignment, { why, writing, posts, locale }: Words): string =>
  why.wouldCount(rules.map((rule) => `${ruleIn(rule, locale).replace(/[.。]$/, '')}${writing.bracketed(rule.id)}`).join(posts.semicolon))

/** One alignment's verdict on one item, with rule, score, reasons and what would have changed it. */
export function verdictField(judged: Judged, alignment: Alignment, context: Pick<CommandContext, 'scoring' | 'locale'>): ReplyField {
  const words = wordsIn(context.locale)
  const { why, writing, locale } = words
  const name = labelIn(alignment, locale)
  const verdict = judged.assessment.verdicts[alignment.id]
  if (verdict === undefined) return { name, value: [line(why.notJudged)], inline: false }
  const rule = alignment.rules.find((one) => one.id === verdict.rule)
  const reasons = judged.assessment.reasons
    .filter((reason) => reason.alignment === alignment.id)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const more = reasons.length - MAX_REASONS
  const ruled = rule === undefined ? [] : [why.rule(rule.id)]
  const measured = [why.score(score(verdict.score), score(alignment.threshold)), ...ruled].join(writing.clause)
  const decision: RichText = [bold(verdict.kept ? why.kept : why.notKept), { text: `${writing.colon}${measured}` }]
  const by = decidedBy(verdict, alignment, words, name)
  const change = typeof verdict.opinion?.kept === 'boolean' ? '' : whatWouldChange(judged, alignment, context)
  return {
    name,
    value: [
      decision,
      ...(by === '' ? [] : [line(by)]),
      ...(rule === undefined ? [] : [line(ruleIn(rule, locale))]),
      ...reasons.slice(0, MAX_REASONS).map((reason) => line(`• ${reasonText(judged.item, reason, words)}`)),
      ...(more > 0 ? [line(`• ${why.lesserReasons(more)}`)] : []),
      ...(change === '' ? [] : [line(change)]),
    ],
    inline: false,
  }
}

/** `Russia → North Korea: CONSULT (visit), confirmed`; who acts on somebody without being named is someone. */
function actOf({ category, mode, actors, recipients, standing }: Event, words: Words): string {
  const { why, writing, posts, deeds, locale } = words
  const acted = deedWords({ category, mode, actors: [], recipients: [] }, words)
  const on = recipients.map((code) => stateName(code, locale)).join(writing.comma)
  const told =
    actors.length === 0 && recipients.length > 0
      ? writing.labelled(`${why.someone} → ${on}`, acted)
      : deedWords({ category, mode, actors, recipients }, words)
  return [told || deeds.categories[category], posts.standings[standing]].join(writing.clause)
}

/** What was found in one item: language, actors, acts. */
export function findsField({ item, assessment }: Judged, context: CommandContext): ReplyField {
  const words = wordsIn(context.locale)
  const { why, writing, posts, locale } = words
  const ids = [...new Set(assessment.mentions.map((mention) => mention.actorId))]
  const named = ids.map((id) => {
    const found = [...new Set(assessment.mentions.filter((mention) => mention.actorId === id).map((mention) => visible(mention.text)))]
    const called = found.slice(0, 2).map(writing.quoted).join(writing.comma)
    const actor = context.directory.byId(id)
    return `${actor === undefined ? stateName(id, locale) : actorName(actor, locale)}${writing.bracketed(called)}`
  })
  const { outlet, country, kind } = item.source
  const more = named.length > 10 ? ` ${writing.more(named.length - 10)}` : ''
  return {
    name: why.found,
    value: [
      line(why.source(tongueName(assessment.language, locale), visible(outlet), stateName(country, locale), posts.kinds[kind])),
      line(named.length === 0 ? why.noActor : why.actors(`${writing.listed(named.slice(0, 10))}${more}`)),
      ...assessment.events.slice(0, 4).map((event) => line(why.act(actOf(event, words)))),
    ],
    inline: false,
  }
}
