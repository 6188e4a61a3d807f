/** One labelled item: the story it was put into, and the one it belongs to. */
export type Labelled = { readonly found: string; readonly gold: string; readonly language: string }

export type Score = { readonly precision: number; readonly recall: number; readonly f1: number }

const scored = (precision: number, recall: number): Score => ({
  precision,
  recall,
  f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
})

/** Every two items: are they together in both? Recall over pairs of different languages stands apart. */
export function pairwise(
  items: readonly Labelled[],
): Score & { readonly pairs: number; readonly crossLanguageRecall: number; readonly crossLanguagePairs: number } {
  let both = 0
  let gold = 0
  let found = 0
  let crossBoth = 0
  let crossGold = 0
  for (const [index, a] of items.entries())
    for (const b of items.slice(index + 1)) {
      const belongs = a.gold === b.gold
      const put = a.found === b.found
      const cross = a.language !== b.language
      if (belongs) gold += 1
      if (put) found += 1
      if (belongs && put) both += 1
      if (belongs && cross) crossGold += 1
      if (belongs && cross && put) crossBoth += 1
    }
  return {
    ...scored(found === 0 ? 1 : both / found, gold === 0 ? 1 : both / gold),
    pairs: gold,
    crossLanguageRecall: crossGold === 0 ? 1 : crossBoth / crossGold,
    crossLanguagePairs: crossGold,
  }
}

/** B-cubed: for each item, how much of its found story belongs with it, and how much of its own story was found. Bagga and Baldwin 1998. */
export function bCubed(items: readonly Labelled[]): Score {
  let precision = 0
  let recall = 0
  for (const item of items) {
    const together = items.filter((other) => other.found === item.found)
    const belonging = items.filter((other) => other.gold === item.gold)
    const right = together.filter((other) => other.gold === item.gold).length
    precision += right / together.length
    recall += right / belonging.length
  }
  return items.length === 0 ? scored(1, 1) : scored(precision / items.length, recall / items.length)
}
