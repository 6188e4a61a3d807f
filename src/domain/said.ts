import type { BriefStanding } from './brief.ts'

// What our own templates say of a story, as data, so that it can be said in every language. States are ISO 3166 alpha-3.

/** What a story's standing rests on. */
export type Grounds =
  /** `by`: whose own outlets say so. */
  | { readonly kind: 'planned'; readonly by: readonly string[] }
  /** `by`: the state that alleges it; null where nobody is named. */
  | { readonly kind: 'alleged'; readonly by: string | null }
  | { readonly kind: 'claimed'; readonly by: readonly string[] }
  /** By one outlet alone that speaks for a party. */
  | { readonly kind: 'claimed-alone'; readonly outlet: string }
  /** By nobody who is named; `outlet` where one alone tells it. */
  | { readonly kind: 'claim'; readonly outlet: string | null; readonly reports: number }
  | { readonly kind: 'confirmed'; readonly by: readonly string[] }
  /** `outlet` where one alone reports it. */
  | { readonly kind: 'reported'; readonly outlet: string | null; readonly outlets: number }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'merged' }
  /** In English words only: told before this was kept as data. */
  | { readonly kind: 'worded'; readonly text: string }

/** One thing that a revision says otherwise than the one before. */
export type Change =
  | { readonly kind: 'standing'; readonly now: Grounds; readonly was: BriefStanding }
  | { readonly kind: 'alignments'; readonly alignments: readonly { readonly id: string; readonly label: string }[] }
  | { readonly kind: 'outlets'; readonly outlets: readonly string[] }
  /** `by`: the outlet whose own it is. */
  | { readonly kind: 'headline'; readonly by: string | null }
  /** What an outlet did: corrected or withdrew its report, changed it, or changed it into one of something else. */
  | { readonly kind: 'corrects' | 'withdraws' | 'changes' | 'leaves'; readonly outlet: string }
  /** Whose reports turned out to be of another event. */
  | { readonly kind: 'moved'; readonly outlets: readonly string[] }
  /** The headlines of the stories that turned out to be this one. */
  | { readonly kind: 'merged'; readonly headlines: readonly string[] }

/** What no report says. */
export type Gap =
  | { readonly kind: 'word'; readonly of: readonly string[]; readonly admits: boolean }
  | { readonly kind: 'number' | 'time' | 'day' | 'place' }

/** How many outlets report a story; `isTold` where its standing says how many are independent. */
export type ReportCounts = { readonly outlets: number; readonly independent: number; readonly isTold: boolean }

/** Left out of what was told before it was kept as data: then there is only the English. */
export type Said = {
  readonly grounds: Grounds
  readonly changes: readonly Change[]
  readonly gaps: readonly Gap[]
}
