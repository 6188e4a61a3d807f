import type { Mention } from '../domain/assessment.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Name, NameHit } from '../knowledge/gazetteer.ts'
import type { Folded } from '../knowledge/normalise.ts'
import { type OfficeWord, officeWords, unlessPatterns } from '../knowledge/office-words.ts'
import type { Offices } from '../knowledge/offices.ts'
import { isCyrillic, isHan, isHangul, isLetter } from '../knowledge/phrases.ts'
import type { Reading } from './reading.ts'

/** Finds who is meant by an office beside a state ("South Korean president", 日本首相, министр обороны РФ): whoever held it on the item's day. */
export interface Holders {
  /** The holders that the text does not name otherwise, each once, with the words that mean them. */
  in(reading: Reading, publishedAt: number): readonly Mention[]
}

/** Where an office stands in the folded text. */
type Found = { readonly word: OfficeWord; readonly start: number; readonly end: number }

/** Room for the longest words of an office. */
const LONGEST = 60
const SPACE = 32
const APOSTROPHE = 39
const LETTER_S = 115
/** 의, の and 的 part a state from its office. */
const OF = new Set([...'의の的'].map((letter) => letter.charCodeAt(0)))

export function createHolders(facts: Facts, offices: Offices): Holders {
  const { offices: table } = facts
  if (table === undefined) return { in: () => [] }
  const words = officeWords(table)
  const finder = finderOf(words)
  const unless = unlessPatterns(table)
  const people = new Set(facts.actors.filter((actor) => actor.kind === 'person').map((actor) => actor.id))
  const isPerson = ({ family, actorIds }: Name): boolean => family === true || actorIds.some((id) => people.has(id))

  /** Whether the words mean the holder: nobody is named beside them, and nothing says former, deputy, elect. */
  const isMeant = ({ text, names, original }: Reading, index: number, from: number, found: Found): boolean => {
    const near = names.slice(Math.max(0, index - 2), index + 4)
    const end = Math.max(found.end, names[index]?.end ?? 0)
    if (near.some(({ name, start, end: to }) => isPerson(name) && ((start >= end && start <= end + 2) || (to <= from && to >= from - 1))))
      return false
    if (unless.before.test(text.slice(from - 16, from)) || unless.after.test(text.slice(end, end + 14))) return false
    return !goesOnWithName(original.slice(text.ends[end - 1] ?? 0, (text.ends[end - 1] ?? 0) + 3), original)
  }

  return {
    in(reading, publishedAt) {
      const { text, names, original } = reading
      const found = new Map<string, Mention>()
      let named: ReadonlySet<string> | null = null
      for (let index = 0; index < names.length; index += 1) {
        const hit = names[index]
        if (hit === undefined || !speaksForStates(hit)) continue
        const office = finder(text, hit)
        if (office === null) continue
        const first = /s$/.test(text.slice(office.end - 1, office.end)) && office.start >= hit.end ? chainFrom(text, names, index) : index
        const from = Math.min(names[first]?.start ?? hit.start, office.start)
        if (!isMeant(reading, index, from, office)) continue
        named ??= new Set(names.flatMap(({ name }) => name.actorIds))
        const to = Math.max(hit.end, office.end)
        const span = { start: text.starts[from] ?? 0, end: text.ends[to - 1] ?? 0 }
        for (const state of names.slice(first, index + 1).flatMap(({ name }) => name.states)) {
          if (office.word.office.country !== null && office.word.office.country !== state) continue
          const [holder, other] = offices.holders(office.word.office, state, publishedAt)
          if (holder === undefined || other !== undefined || named.has(holder.id) || found.has(holder.id)) continue
          found.set(holder.id, { ...span, actorId: holder.id, text: original.slice(span.start, span.end), country: state })
        }
      }
      return [...found.values()]
    },
  }
}

const speaksForStates = ({ name }: NameHit): boolean => name.states.length > 0 && (name.kind === 'state' || name.kind === 'compound')

type Finder = (text: Folded, hit: NameHit) => Found | null

/** The first two letters of a word as one number. */
const headOf = (first: number, second: number): number => (first << 15) ^ second

type Bucket = {
  readonly pattern: RegExp
  readonly words: readonly OfficeWord[]
  readonly goesOn: (codes: Uint16Array, from: number) => boolean
}

/** Whether the third and fourth letters of one of the words stand there, where they have so many. */
function goesOn(words: readonly OfficeWord[]): Bucket['goesOn'] {
  if (words.some(({ head }) => head.length < 4)) return () => true
  const tails = new Set(words.map(({ head }) => headOf(head.charCodeAt(2), head.charCodeAt(3))))
  return (codes, from) => tails.has(headOf(codes[from + 2] ?? 0, codes[from + 3] ?? 0))
}

/** Words are tried only where their first letters stand: most states have no office beside them. */
function finderOf(words: readonly OfficeWord[]): Finder {
  const heads = Map.groupBy(words, ({ head }) => headOf(head.charCodeAt(0), head.charCodeAt(1)))
  const buckets = new Map<number, Bucket>()
  for (const [head, group] of heads)
    buckets.set(head, {
      pattern: new RegExp(`^(?:${group.map(({ source }) => `(${source})`).join('|')})`),
      words: group,
      goesOn: goesOn(group),
    })

  const at = (text: Folded, from: number): Found | null => {
    const bucket = buckets.get(headOf(text.codes[from] ?? 0, text.codes[from + 1] ?? 0))
    if (bucket === undefined || !bucket.goesOn(text.codes, from)) return null
    const match = bucket.pattern.exec(text.slice(from, from + LONGEST))
    if (match === null) return null
    const word = bucket.words[match.findIndex((group, index) => index > 0 && group !== undefined) - 1]
    return word === undefined ? null : { word, start: from, end: from + match[0].length }
  }
  return (text, hit) => {
    const { codes, length } = text
    const from = behind(codes, hit.end)
    const next = from < length ? at(text, from) : null
    if (next !== null) return next
    const first = codes[hit.start] ?? 0
    if (isHan(first) || isHangul(first)) return within(hit, (start) => at(text, start))
    return hit.start < 4 ? null : ahead(text, hit, (start) => at(text, start))
  }
}

/** Where a word behind a state would begin: after "'s", 의, の, 的 and a space. */
function behind(codes: Uint16Array, end: number): number {
  let next = end
  if (codes[next] === APOSTROPHE) next += codes[next + 1] === LETTER_S ? 2 : 1
  if (OF.has(codes[next] ?? 0)) next += 1
  return codes[next] === SPACE ? next + 1 : next
}

/** A word that begins inside a state's own name and reaches to its end or over it: 米国務長官, 외교부 장관. One that is the name must be that state's by itself: 防衛相. */
function within(hit: NameHit, at: (start: number) => Found | null): Found | null {
  for (let from = hit.start; from < hit.end; from += 1) {
    const found = at(from)
    if (found === null || found.end < hit.end) continue
    if (from > hit.start || (found.word.country !== null && hit.name.states.includes(found.word.country))) return found
  }
  return null
}

/** A word that ends before a state's name: "foreign minister of the ...", "министр обороны ...". */
function ahead(text: Folded, hit: NameHit, at: (start: number) => Found | null): Found | null {
  const { codes } = text
  const end = endBefore(codes, hit.start)
  if (end < 0) return null
  const least = Math.max(0, end - LONGEST)
  for (let from = end - 1; from >= least; from -= 1) {
    if (!isLetter(codes[from] ?? 0) || (from > 0 && codes[from - 1] !== SPACE)) continue
    const found = at(from)
    if (found === null || found.end !== end) continue
    const isPlural = codes[end - 1] === LETTER_S
    if (isPlural && !/^(?:,| and )/.test(text.slice(hit.end, hit.end + 5))) return null
    return { ...found, end: hit.start }
  }
  return null
}

/** Where the words before " of " or " of the " end; in Russian, before the space; -1 where no office can stand there. */
function endBefore(codes: Uint16Array, start: number): number {
  if (codes[start - 1] !== SPACE) return -1
  if (isCyrillic(codes[start] ?? 0)) return isCyrillic(codes[start - 2] ?? 0) ? start - 1 : -1
  const the =
    codes[start - 2] === 101 && codes[start - 3] === 104 && codes[start - 4] === 116 && codes[start - 5] === SPACE ? start - 4 : start
  return codes[the - 2] === 102 && codes[the - 3] === 111 && codes[the - 4] === SPACE ? the - 4 : -1
}

/** "The US, South Korean and Japanese foreign ministers": the first of the states that stand in one row with this one. */
function chainFrom(text: Folded, names: readonly NameHit[], index: number): number {
  let first = index
  while (first > 0) {
    const [last, hit] = [names[first - 1], names[first]]
    if (
      last === undefined ||
      hit === undefined ||
      !speaksForStates(last) ||
      !/^(?:,|,? and|,? и| &) $/.test(text.slice(last.end, hit.start))
    )
      break
    first -= 1
  }
  return first
}

/** A capital behind the office begins a name, as "Japanese Prime Minister Taro Aso" has one; but not in a headline in which every word has one. */
function goesOnWithName(next: string, original: string): boolean {
  if (!/^ \p{Lu}\p{Ll}/u.test(next)) return false
  const [title = ''] = original.slice(0, LONGEST_TITLE).split('\n', 1)
  return /(?:^|\s)\p{Ll}{5,}/u.test(title)
}

/** Of a text that was put in the title's place its beginning tells how it writes. */
const LONGEST_TITLE = 400
