/** How answers and labels fall together. */
export type Counts = {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** Precision, recall and F1; null where nothing was answered or nothing was to be found. */
export type Figures = Counts & {
  readonly positives: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

export function counted(pairs: readonly { readonly label: boolean; readonly answer: boolean }[]): Counts {
  const count = (label: boolean, answer: boolean): number => pairs.filter((pair) => pair.label === label && pair.answer === answer).length
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, false),
  }
}

export function figuresOf(counts: Counts): Figures {
  const { truePositives, falsePositives, falseNegatives } = counts
  const share = (whole: number, times = 1): number | null => (whole === 0 ? null : (times * truePositives) / whole)
  return {
    ...counts,
    positives: truePositives + falseNegatives,
    precision: share(truePositives + falsePositives),
    recall: share(truePositives + falseNegatives),
    f1: share(2 * truePositives + falsePositives + falseNegatives, 2),
  }
}
