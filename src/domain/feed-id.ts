const LONGEST = 40

const slug = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')

/** An id for a feed, of small letters, digits and hyphens: made of the first of `names` that has any of them; never one that is taken. */
export function feedIdFor(names: readonly string[], taken: ReadonlySet<string>): string {
  const wanted = names.map(slug).find((made) => made !== '') ?? 'feed'
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(id)) return id
  }
}
