import type { Assessment, Mention } from '../domain/assessment.ts'
import type { Span } from '../domain/event.ts'
import { judgedText } from '../domain/item.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { OfficeTable } from '../domain/office.ts'
import type { OfficeChange } from '../domain/review.ts'
import { type Folded, fold, foldPhrase } from '../knowledge/normalise.ts'
import { bounded, type OfficeWord, officeWords } from '../knowledge/office-words.ts'
import type { Offices } from '../knowledge/offices.ts'
import type { ItemText } from './assess.ts'

/** Finds the changes of office that an item tells of in its headline and first sentence, for whoever keeps the table of actors. */
export type ChangeFinder = (item: ItemText, assessment: Pick<Assessment, 'mentions'>) => readonly OfficeChange[]

/** How much of the text beside the headline is looked at, and how far from the word of change the office or its holder may stand. */
const LEAD = 240
const NEAR = 44
const NEAR_EAST_ASIAN = 22

export function createChangeFinder(facts: Facts, offices: Offices): ChangeFinder {
  const table = facts.offices
  if (table === undefined) return () => []
  const { change, stays, mayChange } = patternsOf(table)
  const officeIn = officeFinder(officeWords(table))
  const people = new Map(facts.actors.filter(({ kind, roles }) => kind === 'person' && roles.length > 0).map((actor) => [actor.id, actor]))

  return (item, { mentions }) => {
    if (!mentions.some(({ country }) => country !== null)) return []
    const told = judgedText(item).slice(0, item.title.length + 1 + LEAD)
    const text = fold(told, item.title.length)
    const plain = text.slice(0, text.length)
    if (!mayChange.test(plain)) return []
    const written = plain.replaceAll(stays, (found) => ' '.repeat(found.length))
    const found = new Map<string, OfficeChange>()
    for (const match of written.matchAll(change)) {
      const [from, to] = clauseAround(written, match.index, match.index + match[0].length)
      const span = { start: text.starts[match.index] ?? 0, end: text.ends[match.index + match[0].length - 1] ?? 0 }
      const around = { start: text.starts[from] ?? 0, end: text.ends[Math.max(from, to - 1)] ?? told.length }
      const inside = mentions.filter(({ start, end }) => start >= around.start && end <= around.end)
      const subject = subjectOf(written, [from, to], match, text, inside, item.publishedAt)
      if (subject !== null && !found.has(subject))
        found.set(subject, { subject, phrase: span, words: told.slice(around.start, around.end).replaceAll(/\s+/g, ' ').trim() })
    }
    return [...found.values()]
  }

  /** Whose change it is: the office named beside the word with the state nearest to it, else the person nearest to the word. */
  function subjectOf(
    written: string,
    [from, to]: readonly [number, number],
    change: RegExpExecArray,
    text: Folded,
    inside: readonly Mention[],
    publishedAt: number,
  ): string | null {
    const start = text.starts[change.index] ?? 0
    const word = { start, end: text.ends[change.index + change[0].length - 1] ?? start }
    const office = officeIn(written.slice(from, to), change.index - from)
    if (office === null) return nearestTo(word, inside).find(({ actorId }) => people.has(actorId))?.actorId ?? null
    const place = text.starts[from + office.index] ?? 0
    const state = office.word.country ?? nearestTo({ start: place, end: place }, inside.filter(hasState))[0]?.country ?? null
    if (state === null || !offices.hasHad(office.word.office, state)) return null
    const [holder, other] = offices.holders(office.word.office, state, publishedAt)
    return holder !== undefined && other === undefined ? holder.id : `${office.word.office.id}/${state}`
  }
}

const any = (sources: readonly string[], flags = ''): RegExp => new RegExp(sources.join('|') || '(?!)', flags)

function patternsOf({ changes, stays }: OfficeTable) {
  const phrases = Object.values(changes).flat()
  return {
    change: any(phrases.map(bounded), 'g'),
    stays: any(stays.map(bounded), 'g'),
    // Bare beginnings, without the bounds of words: what most items are passed over by.
    mayChange: any(phrases.map((phrase) => foldPhrase(phrase.split('~', 1)[0] ?? ''))),
  }
}

/** Finds the office word of a clause that is nearest to the word of change, which stands at `at`. */
function officeFinder(words: readonly OfficeWord[]) {
  const pattern = any(
    words.map(({ source }) => `(${source})`),
    'g',
  )
  return (clause: string, at: number): { readonly word: OfficeWord; readonly index: number } | null => {
    const found = [...clause.matchAll(pattern)].flatMap((match) => {
      const word = words[match.findIndex((group, index) => index > 0 && group !== undefined) - 1]
      return word === undefined ? [] : [{ word, index: match.index }]
    })
    return found.toSorted((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at))[0] ?? null
  }
}

const hasState = ({ country }: Mention): boolean => country !== null

/** The nearest first; of two as near, whom the word governs: "Trump sacks Hegseth". */
function nearestTo(word: Span, mentions: readonly Mention[]): readonly Mention[] {
  const gap = ({ start, end }: Mention): number => Math.max(0, start - word.end, word.start - end)
  return mentions.toSorted((a, b) => gap(a) - gap(b) || b.start - a.start)
}

/** What stands near the word of change in its own sentence. */
function clauseAround(written: string, start: number, end: number): readonly [number, number] {
  const reach = /[\u3041-\u9fff\uac00-\ud7a3]/.test(written.slice(start, end)) ? NEAR_EAST_ASIAN : NEAR
  const before = written.slice(Math.max(0, start - reach), start)
  const after = written.slice(end, end + reach)
  const cut = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('. '), before.lastIndexOf('。'), before.lastIndexOf('; '))
  const stop = after.search(/\n|\. |。|; /)
  return [start - before.length + cut + 1, end + (stop < 0 ? after.length : stop)]
}
