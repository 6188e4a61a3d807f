/** Other programs may lock under numbers of their own in the same database: ours are all under this one. */
export const OURS = 0x616c_7774
/** Whoever has this lock is alone in the store; all others share it. */
export const WHOLE = -1
/** Whoever has this lock is the one bot that works on the store; processes that share the work of one share the lock. */
export const BOT = -2
/** Whoever has this lock judges, of all processes that share the work. */
export const JUDGE = -3

/** So many locks there are at most: each takes room in the memory of the server, and a feed may name thousands of publishers. */
const BUCKETS = 512

/** FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(name: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < name.length; at += 1) sum = Math.imul(sum ^ name.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/**
 * The numbers of the locks that names stand for, in the order in which everybody takes them, so that no two wait for each other. Two
 * names may share a lock: that costs a wait, no more.
 */
export const lockKeys = (names: readonly string[]): readonly number[] =>
  [...new Set(names.map((name) => hash(name) % BUCKETS))].toSorted((a, b) => a - b)

/** Something divided into parts, each one process's: at most so many. */
export const MOST_PARTS = 100_000
/** Whoever has the lock of this number and a part's has that part. */
export const PART = 1_000_000
/** Who divides it into so many parts shares the lock of this number and theirs; 0: not divided. */
export const DIVISION = 2_000_000
