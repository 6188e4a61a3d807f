import { withoutBrackets } from '../domain/actor-name.ts'
import type { Act, Brief } from '../domain/brief.ts'
import type { Change } from '../domain/said.ts'
import { capital } from './letters.ts'
import type { Names } from './names.ts'
import { stateName } from './states.ts'
import type { Words } from './words.ts'

export type { Names } from './names.ts'

/** `방문` for PLOVER's mode `visit`; a mode that is not known by its own name. */
const modeName = (mode: string, { deeds }: Words): string => Object.entries(deeds.modes).find(([name]) => name === mode)?.[1] ?? mode

type Deed = Pick<Act, 'category' | 'mode' | 'actors' | 'recipients'>

/** `Russia → United States, Japan: THREATEN`, `Russia ↔ North Korea: CONSULT (visit)`: a coded act in words. */
export function deedWords({ category, mode, actors, recipients }: Deed, words: Words): string {
  const { writing, deeds, locale } = words
  const states = (codes: readonly string[]): string => codes.map((code) => stateName(code, locale)).join(writing.comma)
  const deed = `${deeds.categories[category]}${mode === null ? '' : writing.bracketed(modeName(mode, words))}`
  const isPair = recipients.length === 0 && actors.length === 2
  const [from, to] = isPair ? [actors.slice(0, 1), actors.slice(1)] : [actors, recipients]
  if (from.length > 0 && to.length > 0)
    return writing.labelled(`${states(from)} ${isPair || category === 'CONSULT' ? '↔' : '→'} ${states(to)}`, deed)
  const who = states(from.length > 0 ? from : to)
  return who === '' ? deed : writing.labelled(who, deed)
}

/** A coded act in words: in English as it is kept. */
export const actWords = (act: Act, words: Words): string => (words.locale === 'en' ? act.text : deedWords(act, words))

/** One thing that changed, in words. */
export const changeWords = (one: Change, { posts }: Words, names: Names): string => posts.change(one, (id, label) => names.get(id) ?? label)

/**
 * What the affair is called that a story belongs to: an exercise, with its edition where it is known, by the name given; one that has no
 * words stays in English.
 */
export function affairName(label: string, { affairs, locale }: Words, given?: string): string {
  const [, name = '', number] = /^(.*), (\d+)(?:st|nd|rd|th) edition$/u.exec(label) ?? []
  const own = locale === 'en' ? undefined : given
  if (number !== undefined) return affairs.edition(own ?? name, Number(number))
  if (own !== undefined) return own
  return Object.entries(affairs.names).find(([english]) => english === label)?.[1] ?? label
}

/** What a story's last revision says of it in place of its headline. */
function headlineOf({ headline, withdrawn, mergedInto }: Brief, { posts }: Words): string {
  if (withdrawn) return posts.withdrawn(headline.replace(/^Withdrawn: /u, ''))
  return mergedInto === undefined ? headline : posts.mergedInto(headline.replace(/^Merged into: /u, ''))
}

/** Of briefs from before this was kept as data, what their other fields still tell. */
function standingOf({ said, standing, withdrawn, mergedInto }: Brief, { posts }: Words): string {
  if (said !== undefined) return posts.grounds(said.grounds)
  if (withdrawn) return posts.grounds({ kind: 'withdrawn' })
  return mergedInto === undefined ? capital(posts.standings[standing]) : posts.grounds({ kind: 'merged' })
}

/** Who of the parties is named. Of briefs from before it was kept as data, in English. */
const peopleOf = ({ named, people = [] }: Brief, { posts }: Words, names: Names): readonly string[] =>
  named?.map(({ id, title }, index) => {
    const person = names.person?.(id, title)
    return person === undefined ? (people[index] ?? '') : capital(posts.person(person))
  }) ?? people

/** Where it happened. Of briefs from before it was kept as data, in English. */
function placeOf({ place, placeId = '' }: Brief, names: Names): string | null {
  const own = names.get(placeId)
  return place === null || own === undefined ? place : withoutBrackets(own)
}

function threadOf({ thread }: Brief, words: Words, names: Names): Brief['thread'] {
  return thread && { ...thread, label: affairName(thread.label, words, names.get(thread.about ?? '')) }
}

/**
 * A brief as its readers are told it: our own words are in their language, and what outlets wrote stays. Of briefs from before they were
 * kept as data, what changed and what is not known stay in English. A change that is not to be told ('') is not told in any language.
 */
export function toldIn(brief: Brief, words: Words, names: Names): Brief {
  if (words.locale === 'en') return brief
  const { said, phrase } = brief
  const told = said?.changes.map((one) => changeWords(one, words, names)).join(words.posts.semicolon)
  return {
    ...brief,
    headline: headlineOf(brief, words),
    alignments: brief.alignments.map((alignment) => ({ ...alignment, label: names.get(alignment.id) ?? alignment.label })),
    acts: brief.acts.map((act) => ({ ...act, text: actWords(act, words) })),
    place: placeOf(brief, names),
    people: peopleOf(brief, words, names),
    thread: threadOf(brief, words, names),
    standingText: standingOf(brief, words),
    change: brief.change === '' ? '' : told || brief.change,
    unknown: said === undefined ? (brief.unknown ?? []) : said.gaps.map(words.posts.gap),
    // The gloss is English; the acts say the same in the reader's language.
    phrase: phrase ? { ...phrase, gloss: '' } : null,
  }
}
