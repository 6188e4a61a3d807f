import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import type { NameHit } from '../knowledge/gazetteer.ts'
import { type Folded, foldPhrase } from '../knowledge/normalise.ts'
import { isDigit, isHan, isHangul, isKana, isKatakana, isLatin } from '../knowledge/phrases.ts'

/** Adds the one-letter states of headlines (北, 美, 러, 米) to the names found. */
export interface LoneLetters {
  add(text: Folded, names: readonly NameHit[], until: number): readonly NameHit[]
}

const DOT = 0xb7

export function createLoneLetters(facts: Pick<Facts, 'actors'>, wording: Pick<Wording, 'lone'>): LoneLetters {
  const ids = new Map(facts.actors.filter((actor) => actor.kind === 'state').map((actor) => [actor.country, actor.id]))
  const nameOf = (state: string): NameHit['name'] => ({
    kind: 'state',
    actorIds: [ids.get(state)].flatMap((id) => id ?? []),
    states: [state],
    unsure: false,
  })
  const table = (key: string) =>
    new Map(Object.entries(wording.lone[key] ?? {}).map(([letter, state]) => [foldPhrase(letter).charCodeAt(0), nameOf(state)]))
  const tables = { ko: table('ko'), koWord: table('koWord'), ja: table('ja'), zh: table('zh') }
  return { add: (text, names, until) => add(text, names, until, tables) }
}

type Tables = Readonly<Record<'ko' | 'koWord' | 'ja' | 'zh', ReadonlyMap<number, NameHit['name']>>>

function add(text: Folded, names: readonly NameHit[], until: number, tables: Tables): readonly NameHit[] {
  const script = scriptOf(text, until)
  if (script === 'other') return names
  const extra: NameHit[] = []
  let next = 0
  for (let at = 0; at < until; at += 1) {
    while ((names[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1
    const hit = names[next]
    if (hit !== undefined && hit.start <= at) continue
    const name = loneAt(text, at, script, tables)
    if (name !== undefined) extra.push({ name, start: at, end: at + 1 })
  }
  return extra.length === 0 ? names : [...names, ...extra].toSorted((a, b) => a.start - b.start)
}

type Script = 'ko' | 'ja' | 'zh' | 'other'

function scriptOf({ codes }: Folded, until: number): Script {
  let hangul = 0
  let kana = 0
  let han = 0
  for (let at = 0; at < until; at += 1) {
    const code = codes[at] ?? 0
    if (isHangul(code)) hangul += 1
    else if (isKana(code)) kana += 1
    else if (isHan(code)) han += 1
  }
  if (hangul > 2 && hangul >= kana) return 'ko'
  if (kana > 1) return 'ja'
  return han > 2 ? 'zh' : 'other'
}

function loneAt({ codes, length }: Folded, at: number, script: Script, tables: Tables): NameHit['name'] | undefined {
  const code = codes[at] ?? 0
  const before = at === 0 ? 32 : (codes[at - 1] ?? 32)
  const after = at + 1 >= length ? 32 : (codes[at + 1] ?? 32)
  if (script === 'ko') {
    const war = after === DOT && codes[at + 2] === U
    if (isHangul(code)) return isWordEdge(before) && !war && isKoreanStop(after, code) ? tables.koWord.get(code) : undefined
    return isHan(before) || isHan(after) || isDigit(before) ? undefined : tables.ko.get(code)
  }
  if (!isWordEdge(before) || isKatakana(after)) return undefined
  if (script === 'ja') return isHan(after) || isLatin(after) ? undefined : tables.ja.get(code)
  return isHan(after) && !namesOutlet(codes, at, length) ? tables.zh.get(code) : undefined
}

/** 朝中社, 美联社, 韩媒: an agency, or the press, of the state. */
const namesOutlet = (codes: Folded['codes'], at: number, length: number): boolean =>
  codes[at + 1] === PRESS || (at + 2 < length && codes[at + 2] === AGENCY)
const PRESS = '媒'.charCodeAt(0)
const AGENCY = '社'.charCodeAt(0)

const isWordEdge = (code: number): boolean => !isHangul(code) && !isHan(code) && !isKana(code) && !isLatin(code) && !isDigit(code)
/** What may follow a syllable that stands for a state: an end, or a particle (에, 의, 와, 측, 군) after one that is no other word. */
const isKoreanStop = (code: number, letter: number): boolean =>
  code === 32 || code === 44 || code === DOT || (letter !== MI && PARTICLES.has(code)) || (letter === RU && MORE.has(code))
const MI = '미'.charCodeAt(0)
/** In 러·우전 the letters name the war. */
const U = '우'.charCodeAt(0)
const RU = '러'.charCodeAt(0)
const MORE: ReadonlySet<number> = new Set([...'서가는도를로'].map((syllable) => syllable.charCodeAt(0)))
const PARTICLES: ReadonlySet<number> = new Set([...'에의와측군'].map((syllable) => syllable.charCodeAt(0)))
