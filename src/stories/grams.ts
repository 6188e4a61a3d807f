import { fold } from './fold.ts'

/** Character n-grams of a text as hashed buckets, ascending, with how often each stands there and what that weighs (1 + ln n). */
export type Grams = { readonly buckets: Uint32Array; readonly counts: Uint8Array; readonly weights: Float32Array }

/** Buckets of the hash: 2^18 keeps collisions of two frequent grams rare at the few hundred thousand that news uses. */
export const BUCKETS = 262_144

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

/** FNV-1a over the UTF-16 units of `text` from `start` on, `length` of them, folded to the table's size. */
function bucketOf(text: string, start: number, length: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < start + length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}

/** Three-grams over padded words, and two-grams in Chinese, Japanese and Korean, where a word is often two characters. */
function bucketsOf(text: string): Uint32Array {
  const found: number[] = []
  for (const [word] of fold(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    const padded = `_${word}_`
    for (let i = 0; i + 3 <= padded.length; i += 1) found.push(bucketOf(padded, i, 3))
    if (EAST_ASIAN.test(word)) for (let i = 0; i + 2 <= word.length; i += 1) found.push(bucketOf(word, i, 2))
  }
  return Uint32Array.from(found).sort()
}

/** The grams of a text; equal ones stand side by side once sorted, and are counted there. */
export function gramsIn(text: string): Grams {
  const all = bucketsOf(text)
  const buckets: number[] = []
  const counts: number[] = []
  for (const [i, bucket] of all.entries()) {
    if (i === 0 || bucket !== all[i - 1]) {
      buckets.push(bucket)
      counts.push(1)
    } else counts[counts.length - 1] = Math.min(255, (counts.at(-1) ?? 0) + 1)
  }
  return {
    buckets: Uint32Array.from(buckets),
    counts: Uint8Array.from(counts),
    weights: Float32Array.from(counts, (count) => 1 + Math.log(count)),
  }
}
