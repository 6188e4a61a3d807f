import type { Wording } from '../domain/wording.ts'
import { foldPhrase } from './normalise.ts'

/** A short form that names several states: `한미일`, `북·러`, `美日韩`. */
export type Compound = { readonly phrase: string; readonly states: readonly string[] }

/** Every compound that the letters make: pairs and triples as listed, and any two to four letters with dots between. */
export function compoundsOf(wording: Pick<Wording, 'letters' | 'pairs' | 'triples'>): readonly Compound[] {
  return Object.entries(wording.letters).flatMap(([script, letters]) => {
    const stateOf = new Map(Object.entries(letters).map(([letter, state]) => [foldPhrase(letter), state]))
    const named = (phrase: string): Compound => ({ phrase, states: [...phrase].flatMap((letter) => stateOf.get(letter) ?? []) })
    const triples = arrangements([...foldPhrase(wording.triples[script] ?? '')], 3)
    const all = [...stateOf.keys()]
    const dotted = [...arrangements(all, 2), ...triples].map((letters) => ({ ...named(letters.join('')), phrase: letters.join('·') }))
    return [
      ...(wording.pairs[script] ?? []).map((pair) => named(foldPhrase(pair))),
      ...triples.map((letters) => named(letters.join(''))),
      ...dotted,
    ].filter((compound) => new Set(compound.states).size === compound.states.length && compound.states.length > 1)
  })
}

/** All ordered choices of `count` different letters. */
function arrangements(letters: readonly string[], count: number): readonly (readonly string[])[] {
  if (count === 0) return [[]]
  return letters.flatMap((letter) =>
    arrangements(
      letters.filter((other) => other !== letter),
      count - 1,
    ).map((rest) => [letter, ...rest]),
  )
}
