import { fold } from './fold.ts'

/** Character n-grams of a text as hashed buckets, ascending, with how often each stands there and what that weighs (1 + ln n). */
export type Grams = { readonly buckets: Uint32Array; readonly counts: Uint8Array; readonly weights: Float32Array }

/** Buckets of the hash: 2^18 keeps collisions of two frequent grams rare at the few hundred thousand that news uses. */
export const BUCKETS = 262_144

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

/** FNV-1a over UTF-16 units, folded to the table's size. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}

function* gramsOf(word: string): Generator<string> {
  const padded = `_${word}_`
  for (let i = 0; i + 3 <= padded.length; i += 1) yield padded.slice(i, i + 3)
  if (EAST_ASIAN.test(word)) for (let i = 0; i + 2 <= word.length; i += 1) yield word.slice(i, i + 2)
}

/** Three-grams over padded words, and two-grams in Chinese, Japanese and Korean, where a word is often two characters. */
export function gramsIn(text: string): Grams {
  const counts = new Map<number, number>()
  for (const [word] of fold(text).matchAll(/[\p{L}\p{N}]+/gu))
    for (const gram of gramsOf(word)) {
      const bucket = bucketOf(gram)
      counts.set(bucket, Math.min(255, (counts.get(bucket) ?? 0) + 1))
    }
  const entries = [...counts].toSorted((a, b) => a[0] - b[0])
  return {
    buckets: Uint32Array.from(entries, (entry) => entry[0]),
    counts: Uint8Array.from(entries, (entry) => entry[1]),
    weights: Float32Array.from(entries, (entry) => 1 + Math.log(entry[1])),
  }
}
