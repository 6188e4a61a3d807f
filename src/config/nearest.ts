import { distance } from '../domain/edit-distance.ts'

/** The one of `known` that was most likely meant; undefined where none is near: more than a third of its letters differ. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const lower = word.toLowerCase()
  let found: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const edits = distance(lower, candidate.toLowerCase())
    if (edits < least && edits <= Math.max(1, Math.floor(candidate.length / 3))) {
      found = candidate
      least = edits
    }
  }
  return found
}

/** `Did you mean "interval"?`, or what is allowed where nothing is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  return known.length <= 20 ? `Allowed: ${known.join(', ')}.` : ''
}
