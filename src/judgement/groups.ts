import { type Folded, foldPhrase } from '../knowledge/normalise.ts'
import { isHan, isKana } from '../knowledge/phrases.ts'
import type { Named } from './reading.ts'

/** States that the text names in one breath: "the US, Japan and South Korea", "한미일", "Putin and Kim". */
export type Group = { readonly states: readonly string[]; readonly start: number; readonly end: number; readonly background: boolean }

/** Whether a word may stand between the members of an enumeration. */
export type Between = {
  readonly joins: (word: string) => boolean
  /** Codes of the syllables that say what is done towards a state. */
  readonly towards: ReadonlySet<number>
}

export function betweenOf(phrases: readonly string[], towards: readonly string[]): Between {
  const words = new Set(phrases.filter((phrase) => !phrase.endsWith('~')).map(foldPhrase))
  const stems = phrases.filter((phrase) => phrase.endsWith('~')).map((phrase) => foldPhrase(phrase.slice(0, -1)))
  return {
    joins: (word) => words.has(word) || stems.some((stem) => word.startsWith(stem)),
    towards: new Set(towards.map((syllable) => foldPhrase(syllable).charCodeAt(0))),
  }
}

/** The longest gap between two members of an enumeration: room for "'s foreign minister, and the". */
const LONGEST_GAP = 40

/** Runs of names with nothing between them but conjunctions, commas and titles. Single names are no group. */
export function groupsOf(names: readonly Named[], text: Folded, between: Between, from: number): readonly Group[] {
  const groups: Group[] = []
  let members: Named[] = []
  const close = (): void => {
    const group = groupOf(members)
    if (group.states.length > 1) groups.push(group)
  }
  for (const name of names) {
    if (name.name.states.length === 0) continue
    const last = members.at(-1)
    if (last !== undefined && (apart(last, name, text, from, between.towards) || !joined(text, last.end, name.start, between))) {
      close()
      members = []
    }
    members.push(name)
  }
  if (members.length > 0) close()
  return groups
}

function groupOf(members: readonly Named[]): Group {
  const states = [...new Set(members.flatMap((member) => member.name.states))]
  const start = members[0]?.start ?? 0
  return { states, start, end: members.at(-1)?.end ?? start, background: members.every((member) => member.background) }
}

/**
 * Names that stand side by side and yet apart: pairs that share a state, a compound of three or more, and, in East Asian scripts, a
 * topic with a comma after it (북, 한미일 훈련 비난).
 */
function apart(last: Named, name: Named, text: Folded, from: number, towards: ReadonlySet<number>): boolean {
  if (isTowards(last, text, towards) || isTowards(name, text, towards)) return true
  if (serial(last, name) || last.name.states.length > 2 || name.name.states.length > 2) return true
  const first = text.codes[name.start] ?? 0
  if (first < 0x2e80) return false
  const comma = text.codes[last.end] === COMMA || text.codes[last.end] === LISTING
  return comma && (last.name.kind !== name.name.kind || (text.codes[last.end] === COMMA && last.start - from < 3))
}

/** A word such as 대미 or 訪韓: two units, the first of which says what is done. */
const isTowards = ({ start, end }: Named, text: Folded, towards: ReadonlySet<number>): boolean =>
  end - start === 2 && towards.has(text.codes[start] ?? 0)

const COMMA = 44
const LISTING = 0x3001

/** Two pairs that share a state (한미·한일) are two meetings, not one of three. */
const serial = (last: Named, name: Named): boolean =>
  last.name.states.length === 2 && name.name.states.length === 2 && name.name.states.some((state) => last.name.states.includes(state))

/** Scripts that write no spaces between words: one in a headline parts what is told. */
const isHanOrKana = (code: number): boolean => isHan(code) || isKana(code)

/** A quotation mark parts who speaks from whom is spoken of. "Of" alone between two names: 北朝鮮兵のロシア入り is what one does towards the other, and no enumeration. */
const GENITIVE = /^(?:の|의)\s?$/

function joined(text: Folded, from: number, to: number, between: Between): boolean {
  if (to - from > LONGEST_GAP) return false
  if (to <= from) return true
  const gap = text.slice(from, to)
  if (gap.includes('"') || GENITIVE.test(gap) || (isHanOrKana(text.codes[from - 1] ?? 0) && /^\s+$/.test(gap))) return false
  return gap.split(/[\s,、·/&–'"()+-]+/).every((word) => word === '' || word === 's' || between.joins(word))
}
