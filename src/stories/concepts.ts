import type { Affairs } from '../domain/affair.ts'
import { fold } from './fold.ts'

/** Latin and Cyrillic stems of one concept as one pattern. */
const wordPattern = (stems: readonly string[]): string =>
  stems
    .map((stem) =>
      fold(stem.trimStart())
        .replace(/[.+?^$()[\]{}|\\]/gu, '\\$&')
        .replaceAll('*', '\\p{L}*'),
    )
    .join('|')

type Compiled = { readonly name: string; readonly words: RegExp | null; readonly parts: readonly string[] }

const compile = ({ name, en, ko, ja, ru, zh }: Affairs['concepts'][number]): Compiled => ({
  name,
  words: en.length + ru.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${wordPattern([...en, ...ru])})`, 'u'),
  parts: [...ko, ...ja, ...zh].map(fold),
})

const known = new WeakMap<Affairs, readonly Compiled[]>()

function compiled(affairs: Affairs): readonly Compiled[] {
  const concepts = known.get(affairs) ?? affairs.concepts.map(compile)
  known.set(affairs, concepts)
  return concepts
}

const HAS_EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The names of the concepts of `config/affairs.yaml` that a text speaks of, in the order of that file. */
export function conceptsIn(text: string, affairs: Affairs): readonly string[] {
  const folded = fold(text)
  const eastAsian = HAS_EAST_ASIAN.test(folded)
  return compiled(affairs)
    .filter(({ words, parts }) => (eastAsian && parts.some((part) => folded.includes(part))) || words?.test(folded) === true)
    .map(({ name }) => name)
}
