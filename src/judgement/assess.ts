import type { Alignment } from '../domain/alignment.ts'
import type { AlignmentVerdict, Assessment, Mention, Reason } from '../domain/assessment.ts'
import type { Span } from '../domain/event.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Scoring, Wording } from '../domain/wording.ts'
import { createGazetteer, type NameHit } from '../knowledge/gazetteer.ts'
import { languageOf } from '../knowledge/language.ts'
import { Scratch } from '../knowledge/normalise.ts'
import { createOffices } from '../knowledge/offices.ts'
import { patternsOf } from './events/patterns.ts'
import { type Coder, eventsOf } from './events.ts'
import type { Finding } from './findings.ts'
import { betweenOf } from './groups.ts'
import { createHolders } from './holders.ts'
import { createLoneLetters } from './letters.ts'
import { type Reader, type Reading, readItem } from './reading.ts'
import { evidence } from './rules.ts'
import { pointsOf, scoreOf } from './scorer.ts'
import type { Stretch } from './sentences.ts'
import { objections } from './vetoes.ts'
import { has, holdsAll, lensOf, mayConcern, type View, viewOf } from './view.ts'
import { type Themes, themesOf } from './words.ts'

/** What is judged of an item. Dates are epoch milliseconds; the language is only a hint. */
export type ItemText = {
  readonly title: string
  readonly text: string
  readonly language?: string
  readonly publishedAt: number
}

/** Decides by the codebook. Pure: the same item gives the same answer. Never throws; linear in the length of the item. */
export interface Assessor {
  assess(item: ItemText): Assessment
}

/** What an assessor is made of: a `Config` has it. */
export type Knowledge = { readonly facts: Facts; readonly wording: Wording; readonly scoring: Scoring }

export function createAssessor({ facts, wording, scoring }: Knowledge): Assessor {
  const gazetteer = createGazetteer(facts, wording)
  const themes = themesOf(gazetteer)
  const reader: Reader = {
    gazetteer,
    letters: createLoneLetters(facts, wording),
    between: betweenOf(wording.between, wording.towards),
    scratch: new Scratch(),
    allied: new Map(facts.alignments.flatMap(({ states }) => states.map((state) => [state, new Set(states)] as const))),
    matters: mattersTo(facts.alignments, themes),
  }
  const holders = createHolders(facts, createOffices(facts, wording))
  const places = new Set(facts.actors.filter((actor) => actor.kind === 'place').map((actor) => actor.id))
  const lenses = facts.alignments.map((alignment) => lensOf(alignment, themes))
  const watched = new Set(facts.alignments.flatMap(({ states, rules }) => [...states, ...rules.flatMap(({ theatre }) => theatre)]))
  const coder: Coder = {
    themes,
    places,
    bodies: bodiesOf(facts),
    patterns: patternsOf(facts.lexicon),
    sides: sidesIn(facts.alignments),
  }
  return {
    assess(item) {
      const reading = readItem(item.title, item.text, reader)
      const answers = lenses.map((lens) =>
        mayConcern(reading, lens) ? judge(viewOf(reading, lens, themes, places), scoring, watched) : nothingFound(lens.alignment, scoring),
      )
      return {
        language: languageOf(reading.original, item.language),
        mentions: withHolders(mentionsOf(reading), holders.in(reading, item.publishedAt)),
        events: answers.some(({ reasons }) => reasons.length > 0) ? eventsOf(reading, item.publishedAt, coder) : [],
        verdicts: Object.fromEntries(answers.map(({ id, verdict }) => [id, verdict])),
        reasons: answers.flatMap(({ reasons }) => reasons),
      }
    },
  }
}

/** Bodies and instruments by the states that act in them. */
function bodiesOf({ alignments, actors }: Facts): Coder['bodies'] {
  return new Map(
    alignments.flatMap(({ id, instruments, collectives, states }) => {
      const bodies = actors.filter(({ kind, country, alignment }) => kind === 'organisation' && country === 'IGO' && alignment === id)
      return [...instruments, ...collectives, ...bodies.map((body) => body.id)].map((each) => [each, states] as const)
    }),
  )
}

function sidesIn(alignments: readonly Alignment[]): Coder['sides'] {
  const of = (state: string): readonly Alignment[] => alignments.filter(({ states }) => states.includes(state))
  const allied = (a: string, b: string): boolean => of(a).some(({ states }) => states.includes(b))
  return { allied, opposed: (a, b) => of(a).length > 0 && of(b).length > 0 && !allied(a, b) }
}

/** A quick look: two members of an alignment are named, or one with a sign of its instruments, its war, or its other names. */
function mattersTo(alignments: readonly Alignment[], themes: Themes): Reader['matters'] {
  const instruments = new Set(alignments.flatMap((alignment) => alignment.instruments))
  const groups = alignments.map(({ states, rules }) => new Set([...states, ...rules.flatMap(({ theatre }) => theatre)]))
  return (names, words) => {
    if (groups.some((group) => namesTwo(names, group))) return true
    if (names.some(({ name }) => name.actorIds.some((id) => instruments.has(id)))) return true
    return names.length > 0 && words.some((word) => has(word.themes, themes.asianNato | themes.war | themes.abroad | themes.captive))
  }
}

function namesTwo(names: readonly NameHit[], group: ReadonlySet<string>): boolean {
  let first = ''
  for (const { name } of names) {
    for (const state of name.states) {
      if (!group.has(state) || state === first) continue
      if (first !== '') return true
      first = state
    }
  }
  return false
}

type Answer = { readonly id: string; readonly verdict: AlignmentVerdict; readonly reasons: readonly Reason[] }

const nothingFound = ({ id }: Alignment, scoring: Scoring): Answer => ({
  id,
  verdict: { score: scoreOf(scoring, id, []), kept: false, rule: null },
  reasons: [],
})

function judge(view: View, scoring: Scoring, watched: ReadonlySet<string>): Answer {
  const { alignment, reading } = view
  const speaksFor = evidence(view, watched)
  const findings = speaksFor.length === 0 ? [] : [...speaksFor, ...objections(view, watched)]
  const score = scoreOf(scoring, alignment.id, findings)
  const kept = score >= alignment.threshold
  const rule = kept ? ruleOf(view, findings) : null
  const reasons = findings.map(({ id, text, at }) => ({
    alignment: alignment.id,
    text,
    finding: id,
    weight: pointsOf(scoring, alignment.id, id),
    span: at === null ? null : spanOf(reading, at),
  }))
  return { id: alignment.id, verdict: { score, kept, rule }, reasons }
}

/**
 * Which rule of the codebook the findings rest on. Somebody else first in a sentence that names all members: `towards`. Otherwise the
 * members act: all of them in the headline or by an instrument (`together`), or some with a tie to the rest (`tied`).
 */
function ruleOf({ alignment, title, lead, members }: View, findings: readonly Finding[]): string | null {
  const found = new Set(findings.map(({ id }) => id))
  const rule = (test: string): string | null => alignment.rules.find((each) => each.test === test)?.id ?? null
  if (rule('theatre') !== null && (found.has('theatre-title') || (found.has('theatre-lead') && !found.has('together-title'))))
    return rule('theatre')
  const telling = [...title, ...lead].find((segment) => holdsAll(segment.states, members))
  const first = telling?.names.find(({ name, background }) => !background && name.states.length > 0)
  const stranger = first !== undefined && !first.name.states.some((state) => members.includes(state))
  if (stranger && rule('towards') !== null) return rule('towards')
  const whole = found.has('group-title') || found.has('together-title') || found.has('instrument-title')
  return whole || rule('tied') === null ? rule('together') : rule('tied')
}

export function spanOf({ text }: Pick<Reading, 'text'>, { start, end }: Stretch): Span {
  return { start: text.starts[start] ?? 0, end: text.ends[Math.max(start, end - 1)] ?? 0 }
}

/** Those whom their office names stand among the others in the order of the text. */
const withHolders = (mentions: readonly Mention[], holders: readonly Mention[]): readonly Mention[] =>
  holders.length === 0 ? mentions : [...mentions, ...holders].toSorted((a, b) => a.start - b.start)

function mentionsOf(reading: Reading): readonly Mention[] {
  return reading.names.flatMap((hit) => mentions(reading, hit))
}

function mentions(reading: Reading, { name, start, end }: NameHit): readonly Mention[] {
  const span = spanOf(reading, { start, end })
  const text = reading.original.slice(span.start, span.end)
  if (name.kind === 'compound') return name.actorIds.map((actorId) => ({ ...span, actorId, text, country: null }))
  const actorId = name.actorIds[0]
  return actorId === undefined ? [] : [{ ...span, actorId, text, country: name.states[0] ?? null }]
}
