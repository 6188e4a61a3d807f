import type { Locale, Translated } from './locale.ts'

/**
 * How a rule of the codebook is tested.
 * `together`: enough of the members act together, or an instrument acts or is used.
 * `tied`: some members act and the text ties the act to the rest.
 * `towards`: anyone acts on the members' tie, or towards them as such.
 * `theatre`: people or arms of the sender figure in a named war.
 */
export const RULE_TESTS = ['together', 'tied', 'towards', 'theatre'] as const
export type RuleTest = (typeof RULE_TESTS)[number]

export type AlignmentRule = {
  /** As the codebook numbers it: A1, B3. */
  readonly id: string
  readonly test: RuleTest
  /** The rule in words, as `/why` shows it. */
  readonly text: string
  /** The same in other languages than English, where it is given. */
  readonly texts?: Translated | undefined
  /** For `theatre`: whose people or arms, and in which war (ISO 3166 alpha-3). */
  readonly sender: string | null
  readonly theatre: readonly string[]
}

/** A grouping of states that is watched; `config/alignments.yaml` defines them, code does not know their names. */
export type Alignment = {
  readonly id: string
  readonly label: string
  /** The label in other languages than English, where one is given. */
  readonly labels?: Translated | undefined
  /** `#rrggbb`: one fixed colour wherever the alignment is shown, always beside its name. */
  readonly colour: string
  readonly states: readonly string[]
  /** Actor ids that name the grouping as such. */
  readonly collectives: readonly string[]
  /** Actor ids whose use is the grouping at work: exercises, treaties, bodies. */
  readonly instruments: readonly string[]
  /** States at whose parades members may stand side by side without that being the alignment's matter. */
  readonly hosts?: readonly string[] | undefined
  readonly rules: readonly AlignmentRule[]
  /** Score from which an item is kept. */
  readonly threshold: number
}

/** An alignment's name in a language; the English one where it has none of its own. */
export const labelIn = ({ label, labels }: Pick<Alignment, 'label' | 'labels'>, locale: Locale = 'en'): string => labels?.[locale] ?? label

/** A rule in words, in a language; in English where it has none of its own. */
export const ruleIn = ({ text, texts }: Pick<AlignmentRule, 'text' | 'texts'>, locale: Locale = 'en'): string => texts?.[locale] ?? text

/** The names of alignments in a language, by their ids. */
export const labelsIn = (
  alignments: readonly Pick<Alignment, 'id' | 'label' | 'labels'>[],
  locale: Locale = 'en',
): ReadonlyMap<string, string> => new Map(alignments.map((alignment) => [alignment.id, labelIn(alignment, locale)]))
