/**
 * How the languages speak of states and of their dealings, as `config/wording.yaml` lists it. A phrase that ends in `~` is
 * a stem; letter case, width, hyphens and Chinese script do not matter.
 */
export type Wording = {
  /** Names and demonyms beyond those of the actors, by state. */
  readonly states: Readonly<Record<string, readonly string[]>>
  /** One-letter names of states, by script: `ko` (Hangul) and `han`. */
  readonly letters: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Compounds of two letters that are read as two states even without dots, by script. */
  readonly pairs: Readonly<Record<string, readonly string[]>>
  /** Letters any three of which make a compound without dots, by script. */
  readonly triples: Readonly<Record<string, string>>
  /** Letters that stand for a state alone, by language. */
  readonly lone: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Phrases that hide what stands inside them. */
  readonly masks: readonly string[]
  /** Aliases that count only where another sign of the same state stands in the item. */
  readonly unsure: readonly string[]
  /** What may stand between the members of an enumeration. */
  readonly between: readonly string[]
  /** Syllables before a state's letter that say what is done towards it: such words make no enumeration. */
  readonly towards: readonly string[]
  /** Family names that stand for one state's leader where no given name follows. */
  readonly familyNames: Readonly<Record<string, string>>
  /** Words with a capital that may stand before such a family name without being a given name. */
  readonly titles: readonly string[]
  /** Everyday themes, each a list of phrases. */
  readonly themes: Readonly<Record<string, readonly string[]>>
  /** Cues that make what they govern background: `before` it or `after` it. */
  readonly background: { readonly before: readonly string[]; readonly after: readonly string[] }
}

/** What a feature is worth: the points that `config/scoring.yaml` gives it. */
export type Scoring = {
  /** Added before any feature. */
  readonly bias: number
  /** Points are divided by this before they become a score between 0 and 1. */
  readonly scale: number
  /** By alignment id, or `any` for all: points by feature name. */
  readonly points: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** How the points were trained; absent where they were set by hand. */
  readonly record?: TrainingRecord | undefined
}

/** From what, when and with what success points were trained. */
export type TrainingRecord = {
  /** Names of the files, without folders, each with the SHA-256 of its bytes. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  /** ISO date. */
  readonly trained: string
  readonly items: number
  readonly folds: number
  /** By alignment id, by cross-validation: F1 of the trained points and of those before, and their expected calibration errors. */
  readonly figures: Readonly<
    Record<string, { readonly f1: number; readonly f1Before: number; readonly ece: number; readonly eceBefore: number }>
  >
}
