import type { Folded } from '../../knowledge/normalise.ts'
import type { Named, Segment } from '../reading.ts'
import { markAfter, markBefore, type Script, slice } from './marks.ts'

/**
 * What a name is to the act, as the words beside it say: a particle or a preposition. `topic` stands at the head with a comma after
 * it; `about` is named by the act, but does not take part in it.
 */
export type Mark = 'none' | 'subject' | 'topic' | 'object' | 'goal' | 'with' | 'place' | 'agent' | 'of' | 'about' | 'speaker'

/** Names in one breath, which have one part in the act: "Foreign Minister Lavrov of Russia", "the US, Japan and South Korea". */
export type Run = {
  readonly states: readonly string[]
  readonly names: readonly Named[]
  readonly start: number
  readonly end: number
  readonly mark: Mark
}

/** What actor ids stand for where they are bodies or instruments of several states. */
export type Bodies = ReadonlyMap<string, readonly string[]>

/** The runs of a sentence, in their order. Background is left out. */
export function runsOf(segment: Segment, text: Folded, script: Script, bodies: Bodies): readonly Run[] {
  const named = segment.names.filter(({ background, name }) => !background && statesOf(name, bodies).length > 0)
  const rows: Named[][] = []
  for (const name of named) {
    const last = rows.at(-1)
    const before = last?.at(-1)
    if (last !== undefined && before !== undefined && oneBreath(before, name, segment, text)) last.push(name)
    else rows.push([name])
  }
  return rows.map((names) => runOf(names, segment, text, script, bodies))
}

const statesOf = ({ states, actorIds }: Named['name'], bodies: Bodies): readonly string[] =>
  states.length > 0 ? states : actorIds.flatMap((id) => bodies.get(id) ?? [])

function runOf(names: readonly Named[], segment: Segment, text: Folded, script: Script, bodies: Bodies): Run {
  const start = names[0]?.start ?? 0
  const end = names.at(-1)?.end ?? start
  const states = [...new Set(names.flatMap(({ name }) => statesOf(name, bodies)))]
  const mark = markOf(text, start, end, segment, script)
  return { states, names, start, end, mark }
}

function markOf(text: Folded, start: number, end: number, segment: Segment, script: Script): Mark {
  if (isMatter(slice(text, end, end + 24))) return 'about'
  if (end - start === 2 && /^[방訪访赴抵向给援]/.test(slice(text, start, end))) return 'goal'
  if (end - start === 2 && /^[与同]/.test(slice(text, start, end))) return 'with'
  if (end - start === 2 && /^[由被遭]/.test(slice(text, start, end))) return 'agent'
  if (end - start === 2 && /^在/.test(slice(text, start, end))) return 'place'
  if (end - start === 2 && /^[대주친반対駐对驻]/.test(slice(text, start, end))) return 'about'
  return markBefore(text, start, segment.start, script) ?? markAfter(text, end, limitOf(segment, end), script, start - segment.start)
}

/** "Russia-Ukraine war" names the war, "North Korea's nuclear programme" the matter, not who acts. */
const isMatter = (behind: string): boolean =>
  /^(?: ?(?:human rights|인권|の?人権|人权|war|conflict|invasion|전쟁|戦争|侵攻|战争|冲突|の?核|의? ?(?:완전한 )?비핵화|의? ?핵)| войн|(?:'s|n)? (?:nuclear|denuclear))/.test(
    behind,
  )

/** Where the words that belong to a name end: the next name or word of deeds, or the end of the sentence. */
const limitOf = ({ names, words, end }: Segment, from: number): number =>
  Math.min(
    end,
    ...names.filter((name) => name.start >= from).map((name) => name.start),
    ...words.filter((word) => word.start >= from && word.triggers.length > 0).map((word) => word.start),
  )

/** How far apart two names of one state may stand and still be one: "Russian Security Council Secretary Sergei Shoigu". */
const ONE_STATE_GAP = 32

function oneBreath(last: Named, name: Named, segment: Segment, text: Folded): boolean {
  const gap = slice(text, last.end, Math.min(name.start, last.end + ONE_STATE_GAP + 1))
  if (/["“”]/.test(gap)) return false
  const group = segment.groups.find((each) => each.start <= last.start && name.end <= each.end)
  if (/^, /.test(gap) && TELLS.test(slice(text, name.end, name.end + 40))) return false
  const listed = group !== undefined && group.states.length > 2 && !/["“”]/.test(slice(text, group.start, group.end))
  if (group !== undefined) return listed || !(isEastAsian(text.codes[name.start] ?? 0) && /[,、] ?$/.test(gap))
  if (last.name.states.length !== 1 || last.name.states[0] !== name.name.states[0] || name.name.states.length !== 1) return false
  if (segment.words.some((word) => word.triggers.length > 0 && word.start < name.start && word.end > last.end)) return false
  if (/[与和同跟向对在]/.test(gap)) return false
  if (/[\u3040-\u30ff]/.test(gap)) return /^[^はがをにとへで、]*$/.test(gap)
  return (
    gap.length <= ONE_STATE_GAP &&
    !/[,:;…]|\b(?:in|at|to|with|from|against|says?|said|as)\b|(?:^| )(?:в|с|со|к|на|от)(?: |$)/.test(gap) &&
    !/[에은는이가를을] /.test(gap)
  )
}

/** "…, Ukraine's president says": the name behind the comma tells. */
const TELLS = /^(?:'s)?(?: [a-z]+){0,3} (?:says?|said|reports?|claims?)\b/

/** In East Asian headlines a comma between two names sets a topic apart; three and more make a list. */
const isEastAsian = (code: number): boolean => code >= 0x3041
