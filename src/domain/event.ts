import type { Language } from './actor.ts'

/** PLOVER's sixteen categories, in the order of the codebook's tie rule: most material first. https://github.com/openeventdata/PLOVER */
export const CATEGORIES = [
  'ASSAULT',
  'MOBILIZE',
  'COERCE',
  'SANCTION',
  'PROTEST',
  'AID',
  'COOPERATE',
  'RETREAT',
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'THREATEN',
  'ACCUSE',
  'REJECT',
  'REQUEST',
] as const
export type Category = (typeof CATEGORIES)[number]

export const QUADS = ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'] as const
export type Quad = (typeof QUADS)[number]

/** How far a reader may take it as having happened. */
export const STANDINGS = ['confirmed', 'claimed', 'alleged', 'planned'] as const
export type Standing = (typeof STANDINGS)[number]

/** Where something stands in an item's judged text: UTF-16 offsets, end exclusive. */
export type Span = { readonly start: number; readonly end: number }

/** A PLOVER event as coded from one item. Actors and recipients are ISO 3166 alpha-3. */
export type Event = {
  readonly category: Category
  readonly mode: string | null
  /** The domain subtype (`troop-deployment`, `trilateral-exercise`, …) where one is recognised. */
  readonly subtype: string | null
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly standing: Standing
  /** The state on whose word alone it stands (ISO 3166 alpha-3), where the text tells it so; else null or left out. */
  readonly claimant?: string | null
  /** The actor id of the place, where one is named. */
  readonly place: string | null
  /** The day of the act (ISO date) where the text says it. */
  readonly date: string | null
  readonly phrase: Span
}

export type Triggers = Readonly<Record<Language, readonly string[]>>

export type CategoryEntry = {
  readonly category: Category
  readonly quad: Quad
  readonly requiresRecipient: boolean
  readonly ploverScore: number
  readonly modes: readonly { readonly name: string; readonly score: number | null }[]
  readonly definition: string
  readonly triggers: Triggers
}

export type SubtypeEntry = {
  readonly id: string
  readonly label: string
  /** null for subtypes that are no PLOVER event (appointment, leader-crisis). */
  readonly category: Category | null
  readonly mode: string | null
  readonly contexts: readonly string[]
  readonly alignmentHint: string
  readonly actorPattern: string
  readonly triggers: Triggers
  readonly note: string
}

export type Cues = {
  readonly future: Triggers
  readonly hypothetical: Triggers
  readonly negation: Triggers
  readonly historical: Triggers
  readonly alleged: Triggers
  /** Verbs of saying, by which who tells of an act is told from who does it. */
  readonly speech?: Triggers | undefined
}

export type FalseFriend = {
  readonly language: Language
  readonly text: string
  readonly problem: string
  readonly notFollowedBy: readonly string[]
}

/** The event lexicon of `config/events.yaml`. */
export type Lexicon = {
  readonly categories: readonly CategoryEntry[]
  readonly subtypes: readonly SubtypeEntry[]
  readonly cues: Cues
  readonly falseFriends: readonly FalseFriend[]
}
