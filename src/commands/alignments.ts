import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type Choice, type Reply, textReply } from '../domain/command.ts'
import type { Locale } from '../domain/locale.ts'
import { wordsIn } from '../words/words.ts'
import { cut } from './lines.ts'

/** What an alignment is called, in every language. */
const namesOf = ({ id, label, labels = {} }: Alignment): readonly string[] =>
  [id, label, ...Object.values(labels)].flatMap((name) => name?.toLowerCase() ?? [])

/** The alignment a text means: by id, or by a part of its label; undefined where none or several are meant. */
export function alignmentOf(typed: string, alignments: readonly Alignment[]): Alignment | undefined {
  const wanted = typed.trim().toLowerCase()
  const exact = alignments.find((alignment) => namesOf(alignment).includes(wanted))
  if (exact !== undefined || wanted === '') return exact
  const partly = alignments.filter((alignment) =>
    [...namesOf(alignment), alignment.states.join(' ').toLowerCase()].some((name) => name.includes(wanted)),
  )
  return partly.length === 1 ? partly[0] : undefined
}

/** The answer to a word that means no alignment: which there are. */
export function noSuchAlignment(typed: string, alignments: readonly Alignment[], locale?: Locale): Reply {
  const { answers, writing } = wordsIn(locale)
  const known = writing.listed(alignments.map((one) => `${one.id}${writing.bracketed(labelIn(one, locale))}`))
  return textReply(answers.latest.noAlignment(cut(typed, 60), known), true)
}

export function alignmentChoices(typed: string, alignments: readonly Alignment[], locale?: Locale): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  return alignments
    .filter((alignment) => namesOf(alignment).some((name) => name.includes(wanted)))
    .slice(0, 25)
    .map((alignment) => ({ name: cut(labelIn(alignment, locale), 100), value: alignment.id }))
}
