import { z } from 'zod'
import type { Brief } from '../domain/brief.ts'
import { judgedText } from '../domain/item.ts'
import type { Facts } from '../domain/knowledge.ts'
import { type Model, ordersModels, type Question } from '../domain/model.ts'
import { visible } from '../domain/plain-text.ts'
import type { Report } from '../domain/story.ts'
import { type Grounds, type Ungrounded, ungrounded } from './grounding.ts'
import { looseEnds } from './loose-ends.ts'
import { SUMMARY_LIMIT, SUMMARY_SENTENCES } from './summary.ts'

/** Longer than anything that could be used: what is beyond it is not looked at. */
const text = z.string().max(1000)
const answerShape = z.strictObject({ headline: text.nullable(), summary: z.array(text).max(8) })
type Said = z.output<typeof answerShape>

/** What a translated headline ends with: it stands alone in lists, digests and titles. */
const TRANSLATED = ' (machine translation)'

const REPORTS = 8
const LONGEST_TEXT = 2000
const LONGEST_HEADLINE = 160

/** What became of the model's texts since the start. */
export type WordingCounts = { readonly made: number; readonly askedAgain: number; readonly dropped: number; readonly unanswered: number }

export type Wording = {
  /** The brief with a summary, and a headline where it has no English one, in the model's words; as it was where that cannot be had. */
  write(brief: Brief, reports: readonly Report[], signal: AbortSignal): Promise<Brief>
  /** The words that readers saw last, on a brief of the same revision. */
  carry(brief: Brief, last: Brief, reports: readonly Report[]): Brief
  counts(): WordingCounts
}

/** The headline's own language where it is not English. */
function foreignHeadline({ original, headline, sources }: Brief): string | null {
  if (original !== null) return null
  const language = sources.find(({ title }) => title === headline)?.language ?? 'en'
  return language === 'en' ? null : language
}

/** Ordinary words that a sentence may begin with: capitals there name nothing. */
const OPENERS = new Set(
  (
    'talks military ministers minister diplomats diplomat forces soldiers soldier ships ship exports imports trade sanctions missiles missile ' +
    'weapons arms ammunition shells drones aircraft bombers fighters exercises exercise drills drill training cooperation relations ties support aid ' +
    'officials official representatives delegation delegations envoys envoy leaders lawmakers experts analysts investigators prosecutors police ' +
    'authorities government governments parliament lawmaker army navy workers students tourists passengers trains flights services direct regular ' +
    'construction work negotiations discussions meetings meeting visit visits agreement agreements treaty statement statements report reports ' +
    'according another many several few other others none neither either each every only just part there here what who how why among between ' +
    'against despite because although though if unless until once following ahead amid including based citing speaking asked according joint ' +
    'intelligence satellite images imagery photographs evidence data figures media state-run press news agency broadcaster newspaper plans plan ' +
    'seven eight eleven twelve thousands hundreds dozens people civilians residents prisoners wounded killed dead trilateral bilateral annual'
  ).split(' '),
)

const groundsOf = (reports: readonly Report[], { actors }: Facts): Grounds => {
  const named = new Set(reports.flatMap(({ assessment }) => assessment.mentions.map(({ actorId }) => actorId)))
  return {
    sources: reports.map(({ item }) => ({ text: `${item.title}\n${item.text}\n${item.source.outlet}`, publishedAt: item.publishedAt })),
    actors: actors.filter(({ id }) => named.has(id)),
    states: reports.flatMap(({ assessment }) => assessment.mentions.flatMap(({ country }) => country ?? [])),
  }
}

/** Everything in a model's text that no report says. */
function unfounded(text: string, grounds: Grounds): readonly Ungrounded[] {
  const found = ungrounded(text, grounds).filter((each) => each.kind !== 'name' || !OPENERS.has(each.text.toLowerCase()))
  return [...found, ...looseEnds(text, grounds)]
}

const instructionsFor = (brief: Brief, again: boolean): string =>
  [
    'You write for readers of English who follow Northeast Asian security. You are given the reports of one event.',
    `summary: one to ${SUMMARY_SENTENCES} whole English sentences, together at most ${SUMMARY_LIMIT - 20} characters, that say who did what to whom, where and when, and stand alone: no "he", "it" or "the visit" for what was not named before.`,
    foreignHeadline(brief) === null
      ? 'headline: null.'
      : `headline: the given headline in plain English, at most ${LONGEST_HEADLINE - 20} characters, present tense, no full stop.`,
    'Say only what the reports say. Every name, number, date, place and quotation must stand in a report; write a name as it is usual in English.',
    'Quote nothing. Do not write today, yesterday or tomorrow. Add no office, figure, reason or judgement of your own. Say who claims or alleges a thing that only they say.',
    ...(again
      ? ['A first try said things that no report says; they are listed under "notInTheReports". Leave them out, and anything like them.']
      : []),
  ].join('\n')

function wordingQuestion(brief: Brief, reports: readonly Report[], wrong: readonly Ungrounded[]): Question<Said> {
  const sentence = { type: 'string' }
  const material = {
    headline: brief.headline,
    reports: reports.slice(0, REPORTS).map(({ item, assessment }) => ({
      outlet: visible(item.source.outlet),
      published: new Date(item.publishedAt).toISOString().slice(0, 10),
      language: assessment.language,
      headline: visible(item.title),
      text: visible(item.text.slice(0, LONGEST_TEXT)),
    })),
    ...(wrong.length === 0
      ? {}
      : { notInTheReports: wrong.map(({ kind, text: said }) => `${kind}: ${visible(said).slice(0, 80)}`).slice(0, 20) }),
  }
  return {
    purpose: 'wording',
    instructions: instructionsFor(brief, wrong.length > 0),
    material: JSON.stringify(material),
    shape: {
      name: 'wording',
      schema: {
        type: 'object',
        properties: { headline: { type: ['string', 'null'] }, summary: { type: 'array', items: sentence } },
        required: ['headline', 'summary'],
        additionalProperties: false,
      },
      read: (value) => answerShape.parse(value),
    },
  }
}

/** What of an answer may be shown, and what no report says of the rest. */
type Checked = { readonly summary: readonly string[] | null; readonly headline: string | null; readonly wrong: readonly Ungrounded[] }

function check(said: Said, brief: Brief, grounds: Grounds): Checked {
  const summary = said.summary.map(visible).filter((sentence) => sentence !== '')
  const headline = foreignHeadline(brief) === null ? null : visible(said.headline ?? '').replace(/\.$/u, '')
  const whole =
    summary.length > 0 && summary.length <= SUMMARY_SENTENCES && summary.join(' ').length <= SUMMARY_LIMIT && summary.every(isSentence)
  const inSummary = summary.flatMap((sentence) => unfounded(sentence, grounds))
  const inHeadline = headline === null ? [] : unfounded(headline, grounds)
  const fits = headline !== null && headline.length >= 12 && headline.length <= LONGEST_HEADLINE
  return {
    summary: whole && inSummary.length === 0 ? summary : null,
    headline: fits && inHeadline.length === 0 ? headline : null,
    wrong: [...inSummary, ...inHeadline],
  }
}

const isSentence = (sentence: string): boolean => /^\p{Lu}|^["“]/u.test(sentence) && /[.!]["”]?$/u.test(sentence) && sentence.length >= 30

/** The brief in these words; unchanged where there are none. The headline it had stands below as the original. */
function worded(brief: Brief, by: string, { summary, headline }: Pick<Checked, 'summary' | 'headline'>): Brief {
  if (summary === null && headline === null) return brief
  const language = foreignHeadline(brief)
  return {
    ...brief,
    ...(summary === null ? {} : { summary, summaryLanguage: 'en' }),
    ...(headline === null ? {} : { headline: `${headline}${TRANSLATED}`, original: { text: brief.headline, language: language ?? 'und' } }),
    wording: { by, summary: summary !== null, headline: headline !== null },
  }
}

/** Writes briefs in a model's words, behind the check that everything they say stands in a report. */
export function createWording({ model, facts }: { readonly model: Model; readonly facts: () => Facts }): Wording {
  const counts = { made: 0, askedAgain: 0, dropped: 0, unanswered: 0 }
  const isDone = (brief: Brief, { summary, headline }: Checked): boolean =>
    summary !== null && (headline !== null || foreignHeadline(brief) === null)

  return {
    async write(brief, all, signal) {
      const reports = all.filter(({ item }) => !ordersModels(judgedText(item)))
      if (reports.length === 0) return brief
      const grounds = groundsOf(reports, facts())
      let checked: Checked = { summary: null, headline: null, wrong: [] }
      for (const again of [false, true]) {
        if (again) counts.askedAgain += 1
        const answer = await model.ask(wordingQuestion(brief, reports, again ? checked.wrong : []), signal)
        if (!answer.ok) {
          counts.unanswered += 1
          break
        }
        const next = check(answer.value, brief, grounds)
        checked = { summary: next.summary ?? checked.summary, headline: next.headline ?? checked.headline, wrong: next.wrong }
        if (isDone(brief, checked)) break
        if (checked.wrong.length === 0) break
      }
      if (checked.summary === null && checked.wrong.length > 0) counts.dropped += 1
      const next = worded(brief, model.name, checked)
      if (next !== brief) counts.made += 1
      return next
    },

    carry(brief, last, reports) {
      if (last.wording === undefined || last.revision !== brief.revision) return brief
      const grounds = groundsOf(reports, facts())
      const summary =
        last.wording.summary && last.summary.every((sentence) => unfounded(sentence, grounds).length === 0) ? last.summary : null
      const sameTitle = last.wording.headline && last.original?.text === brief.headline
      const translated = last.headline.replace(TRANSLATED, '')
      const headline = sameTitle && unfounded(translated, grounds).length === 0 ? translated : null
      return worded(brief, last.wording.by, { summary, headline })
    },

    counts: () => ({ ...counts }),
  }
}
