/** Answers where a string occurs next, asking the text once for each stretch: many questions cost one pass. */
export function nextFinder(text: string): (needle: string, from: number) => number {
  const known = new Map<string, { from: number; at: number }>()
  return (needle, from) => {
    const answer = known.get(needle)
    if (answer !== undefined && answer.from <= from && from <= answer.at) return answer.at
    if (answer === undefined && known.size >= 64) return from
    const found = text.indexOf(needle, from)
    const at = found < 0 ? Number.POSITIVE_INFINITY : found
    known.set(needle, { from, at })
    return at
  }
}
