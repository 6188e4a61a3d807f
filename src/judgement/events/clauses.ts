import { CUES } from '../../knowledge/cues.ts'
import type { ThemeHit } from '../../knowledge/gazetteer.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Segment } from '../reading.ts'
import { isVerbLast, type Script, slice } from './marks.ts'
import type { Run } from './runs.ts'

/** A stretch of a sentence with one predicate. `aside`: a clause of time or reason, which tells less than the main one. */
export type Clause = {
  readonly start: number
  readonly end: number
  readonly aside: boolean
  /** It goes on about who spoke or acted before, with a further predicate: 并抨击. */
  readonly goesOn: boolean
  /** What a headline adds behind an ellipsis. */
  readonly trailing: boolean
  readonly runs: readonly Run[]
  /** Words of deeds in their order, the longest of those that overlap. */
  readonly deeds: readonly ThemeHit[]
  readonly cues: readonly ThemeHit[]
}

/** Where a clause begins. `hard`: what stands there parts headlines whether or not a deed follows. */
type Cut = { readonly at: number; readonly aside: boolean; readonly hard: boolean; readonly goesOn: boolean; readonly trailing: boolean }

/** Cuts a sentence where a new predicate begins: at commas and conjunctions that have a deed on both sides. */
export function clausesOf(segment: Segment, runs: readonly Run[], text: Folded, script: Script): readonly Clause[] {
  const deeds = longest(
    segment.words.filter(
      (word) =>
        word.triggers.length > 0 &&
        !segment.names.some(
          (name) => name.name.kind === 'actor' && isPartOf(word, name) && word.triggers.every(({ subtype }) => subtype === null),
        ),
    ),
  )
  const cuts = cutsOf(segment, runs, deeds, text, script)
  const kept: Cut[] = [{ at: segment.start, aside: false, hard: false, goesOn: false, trailing: false }]
  for (const cut of cuts) {
    const open = kept.at(-1)?.at ?? segment.start
    const within = deeds.some((deed) => deed.start >= open && deed.end <= cut.at)
    const after = deeds.some((deed) => deed.start >= cut.at)
    if (within && (after || cut.hard)) kept.push(cut)
    else if (after && cut.goesOn) kept.push(cut)
  }
  const asked = (at: number): boolean => script === 'zh' && /^[,， ]?应/.test(slice(text, at, at + 2))
  return kept.map((cut, index) =>
    clauseOf({ ...cut, aside: cut.aside || asked(cut.at) }, kept[index + 1]?.at ?? segment.end, segment, runs, deeds),
  )
}

function clauseOf(
  { at: start, aside, goesOn, trailing }: Cut,
  end: number,
  segment: Segment,
  runs: readonly Run[],
  deeds: readonly ThemeHit[],
): Clause {
  const inside = <T extends { readonly start: number; readonly end: number }>(all: readonly T[]): readonly T[] =>
    all.filter((each) => each.start >= start && each.end <= end)
  return {
    start,
    end,
    aside,
    goesOn,
    trailing,
    runs: inside(runs),
    deeds: inside(deeds),
    cues: inside(segment.words.filter((word) => (word.cues & ~(CUES.backgroundBefore | CUES.backgroundAfter)) !== 0)),
  }
}

/** A word that is only a part of a name tells no deed: the launch site of 东方航天发射场. */
const isPartOf = (word: ThemeHit, name: { readonly start: number; readonly end: number }): boolean =>
  name.start <= word.start && word.end <= name.end && name.end - name.start > word.end - word.start

function longest(hits: readonly ThemeHit[]): readonly ThemeHit[] {
  return hits
    .filter(
      (hit) =>
        !hits.some(
          (other) => other !== hit && other.start <= hit.start && hit.end <= other.end && other.end - other.start > hit.end - hit.start,
        ),
    )
    .toSorted((a, b) => a.start - b.start)
}

const BREAKS: Readonly<Record<Script, RegExp>> = {
  latin: /[;:…|–"]|, |\b(?:and|but|while|as|after|before|since|when|ahead of|amid|following|because|if)\b/g,
  cyrillic: /[;:…|–"]|, |(?<=\s)(?:и|а|но|пока|после|перед|когда|на фоне|если)(?=\s)/g,
  ko: /[;:…|–"]|, |(?:하고|하며|하면서|했고|했으며|갖고|열고|만나|가운데|[뒤후]) /g,
  ja: /[;:…|–"、 ]/g,
  zh: /[;:…|–",、 ]/g,
}
const ASIDES = /^(?:while|as|after|before|since|when|ahead of|amid|following|because|if|пока|после|перед|когда|на фоне|если)/

function cutsOf(segment: Segment, runs: readonly Run[], deeds: readonly ThemeHit[], text: Folded, script: Script): readonly Cut[] {
  const written = slice(text, segment.start, segment.end)
  const found: Cut[] = []
  for (const match of written.matchAll(BREAKS[script])) {
    const from = segment.start + match.index
    const at = isVerbLast(script) ? from + match[0].length : from
    if (runs.some((run) => run.start < at && at < run.end) || deeds.some((deed) => deed.start < at && at < deed.end)) continue
    const word = match[0]
    if (word === '、' && !endsPredicate(deeds, from, text)) continue
    if (
      (word === 'and' || word === 'и' || word === 'а') &&
      !deedFollows([...deeds, ...segment.words.filter((each) => (each.cues & CUES.speech) !== 0)], from + word.length)
    )
      continue
    found.push({
      at,
      aside: ASIDES.test(word),
      hard: word === ' ' && segment.part === 'title' && (script === 'zh' || script === 'ja'),
      goesOn: script === 'zh' && /^[,，]?(?:并|還|还|又|同时)/.test(slice(text, from, from + 3)),
      trailing: segment.part === 'title' && word === '…',
    })
  }
  return found
}

/** In Japanese a comma ends a predicate behind a deed or a joining form (し、て、り), else it only sets a phrase apart. */
const endsPredicate = (deeds: readonly ThemeHit[], at: number, text: Folded): boolean =>
  deeds.some((deed) => deed.end === at) || /[しりきてでみがたるい]$/.test(slice(text, at - 1, at))

/** "and" begins a predicate where a deed comes right behind it, not a further name or thing. */
const deedFollows = (deeds: readonly ThemeHit[], from: number): boolean =>
  deeds.some((deed) => deed.start >= from && deed.start - from <= 12)
