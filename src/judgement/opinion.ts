import { z } from 'zod'
import type { Alignment } from '../domain/alignment.ts'
import type { Assessment, Opinion } from '../domain/assessment.ts'
import { countryName } from '../domain/country.ts'
import type { Span } from '../domain/event.ts'
import { type Item, judgedText } from '../domain/item.ts'
import { type Answer, type Model, ordersModels, type Question } from '../domain/model.ts'
import { visible } from '../domain/plain-text.ts'

/** What a second opinion is asked on. */
export type Asked = Pick<Item, 'title' | 'text' | 'publishedAt' | 'source'>

/** Of a text only its beginning is judged, and sent. */
const LONGEST_TEXT = 3000
const LONGEST_REASON = 240

const answerShape = z.strictObject({
  about: z.boolean(),
  rule: z.string().max(20),
  phrase: z.string().max(1000),
  reason: z.string().max(1000),
})
type Said = z.output<typeof answerShape>

/** The alignments for which the score lies so near the threshold that another look is worth its price; only where anything was found. */
export const borderline = (assessment: Assessment, alignments: readonly Alignment[], band: number): readonly Alignment[] =>
  alignments.filter(({ id, threshold }) => {
    const verdict = assessment.verdicts[id]
    const found = assessment.reasons.some(({ alignment }) => alignment === id)
    return found && verdict !== undefined && Math.abs(verdict.score - threshold) < band
  })

/** The codebook's question on one alignment: its states and rules are those of `config/alignments.yaml`. */
export function opinionQuestion(item: Asked, alignment: Alignment): Question<Said> {
  const rules = alignment.rules.map(({ id, text }) => `${id}: ${text}`)
  const instructions = [
    `You read one news item and decide whether it is about this grouping of states: ${alignment.label} (${alignment.states.map(countryName).join(', ')}).`,
    'It is, where at least one of these rules holds:',
    ...rules,
    'How the rules are read:',
    '- Judge by the headline and the first three sentences, and only by what they say.',
    '- Who acts is a state, or an office, force or office-holder of it on the day of publication. A capital stands for its government.',
    '- A clause of background, as in "amid growing ties", never counts. Nor do two matters of one list of news that have nothing to do with each other.',
    '- Another grouping, though it shares members with this one, is not this one.',
    '- An opinion or an analysis counts where it is about what the rules say.',
    '- Where you are not sure that a rule holds, none does.',
    'about: whether a rule holds. rule: its name, or "none". phrase: the few words of the item that decide it, copied letter by letter in the language of the item; where no rule holds, "". reason: one short English sentence that says why, for a reader.',
  ]
  const rule = { type: 'string', enum: [...alignment.rules.map(({ id }) => id), 'none'] }
  const text = { type: 'string' }
  return {
    purpose: 'opinion',
    instructions: instructions.join('\n'),
    material: JSON.stringify({
      headline: visible(item.title),
      text: visible(item.text.slice(0, LONGEST_TEXT)),
      outlet: visible(item.source.outlet),
      published: new Date(item.publishedAt).toISOString().slice(0, 10),
    }),
    shape: {
      name: 'opinion',
      schema: {
        type: 'object',
        properties: { about: { type: 'boolean' }, rule, phrase: text, reason: text },
        required: ['about', 'rule', 'phrase', 'reason'],
        additionalProperties: false,
      },
      read: (value) => answerShape.parse(value),
    },
  }
}

const squeezed = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')

/** Where the phrase stands; null where it does not stand there as it is. */
function spanOf(phrase: string, text: string): Span | null {
  const start = text.indexOf(phrase)
  return start < 0 ? null : { start, end: start + phrase.length }
}

/** A reason is shown to readers: one that leads elsewhere is no reason. */
const LEADS_ELSEWHERE = /:\/\/|www\.|@|<|\[/u

/** Fewer letters than this stand in any text: a decision cannot rest on them. */
const LEAST_LETTERS = 6
const LEAST_CJK = 3
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Why what a model said cannot be used; '' where it can. */
function objection({ about, rule, phrase, reason }: Said, item: Asked, alignment: Alignment): string {
  if (LEADS_ELSEWHERE.test(reason) || visible(reason) === '') return 'its reason cannot be shown'
  if (!about) return ''
  if (!alignment.rules.some(({ id }) => id === rule)) return `it names no rule of ${alignment.label}`
  const said = squeezed(phrase)
  if (said.length < 2 || !squeezed(judgedText(item)).includes(said)) return 'the words it rests on do not stand in the item'
  return said.length < (CJK.test(said) ? LEAST_CJK : LEAST_LETTERS) ? 'the words it rests on are too few' : ''
}

const noOpinion = (by: string, reason: string): Opinion => ({ by, kept: null, rule: null, reason, span: null })

/** What a model's answer is worth: an opinion, or the word that there is none to be used. */
export function opinionOf(answer: Answer<Said>, name: string, item: Asked, alignment: Alignment): Opinion {
  if (!answer.ok) return noOpinion(name, answer.message)
  const { about, rule, phrase, reason } = answer.value
  const wrong = objection(answer.value, item, alignment)
  if (wrong !== '') return noOpinion(name, wrong)
  const told = visible(reason).slice(0, LONGEST_REASON)
  return { by: name, kept: about, rule: about ? rule : null, reason: told, span: about ? spanOf(phrase, judgedText(item)) : null }
}

/** Opinions by alignment id. */
export type Opinions = Readonly<Record<string, Opinion>>

/** The assessment with the opinions laid over it: where one was given it decides, where none came the scorer's answer stands. Pure. */
export function withOpinions(assessment: Assessment, opinions: Opinions): Assessment {
  if (Object.keys(opinions).length === 0) return assessment
  const verdicts = Object.entries(assessment.verdicts).map(([id, verdict]) => {
    const opinion = opinions[id]
    if (opinion === undefined) return [id, verdict] as const
    if (opinion.kept === null) return [id, { ...verdict, opinion }] as const
    return [id, { ...verdict, kept: opinion.kept, rule: opinion.kept ? (opinion.rule ?? verdict.rule) : null, opinion }] as const
  })
  return { ...assessment, verdicts: Object.fromEntries(verdicts) }
}

/** Asks for every alignment that the assessment is borderline for. Never rejects: what fails is an opinion that says so. */
export async function askOpinions(item: Asked, asked: readonly Alignment[], model: Model, signal: AbortSignal): Promise<Opinions> {
  const opinions = asked.map(async (alignment) => {
    if (ordersModels(judgedText(item))) return [alignment.id, noOpinion(model.name, 'the item gives orders to language models')] as const
    const answer = await model.ask(opinionQuestion(item, alignment), signal)
    return [alignment.id, opinionOf(answer, model.name, item, alignment)] as const
  })
  return Object.fromEntries(await Promise.all(opinions))
}
