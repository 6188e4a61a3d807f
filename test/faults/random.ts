/** Numbers that a seed decides (mulberry32), so that a round that fails can be run again. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`. */
  whole(low: number, high: number): number
  chance(of: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  shuffled<T>(from: readonly T[]): readonly T[]
}

export function randomOf(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (of) => next() < of,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    shuffled: (from) =>
      from
        .map((one) => ({ one, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one),
  }
}
