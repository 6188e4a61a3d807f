/** Bits of `ThemeHit.cues`. */
export const CUES = {
  future: 1,
  hypothetical: 2,
  negation: 4,
  historical: 8,
  alleged: 16,
  backgroundBefore: 32,
  backgroundAfter: 64,
  speech: 128,
} as const
