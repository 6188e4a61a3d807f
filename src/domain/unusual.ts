/** How many stories a seven-day window told of, and the share of the feeds' time in which they were read, 0 to 1. */
export type Window = { readonly count: number; readonly share: number }

/** A week held against the weeks before it. */
export type Judgement = {
  readonly count: number
  /** What the weeks before lead one to expect. */
  readonly expected: number
  /** Variance over mean of the weeks before: 1 is pure chance, more is traffic that comes in bursts. */
  readonly dispersion: number
  /** The chance of such a count or a higher one in a week like those before. */
  readonly chance: number
  /** The counts of the weeks before that say what is usual. */
  readonly before: readonly number[]
  readonly isUnusual: boolean
}

export const WEEK_DAYS = 7
/** Half a year says what is usual. */
export const BASELINE_WEEKS = 26
/** The week right before is no part of it: the beginning of a rise must not hide the rest. */
const GAP_WEEKS = 1
/** Days that a judgement looks at, the last one included. */
export const LOOKED_BACK_DAYS = (1 + GAP_WEEKS + BASELINE_WEEKS) * WEEK_DAYS

/** Fewer weeks than this are no measure of what is usual. */
const MIN_WEEKS = 8
/** Of a week with less of the feeds' time read, too little is known. */
const MIN_SHARE = 0.5
/** From this chance down a week is unusual: measured by `npm run bench -- unusual`. */
const MOST_CHANCE = 0.01
/** Far above: of many stories a few more may be beyond chance and still no news. */
const LEAST_RATIO = 1.5
/** Two stories are no wave, however quiet it was before. */
const LEAST_STORIES = 3

/** Weeks whose residual is beyond this (99 of 100 lie below) count for less: a past wave must not hide the next one. */
const FAR_RESIDUAL = 2.58

type Rate = { readonly rate: number; readonly dispersion: number; readonly total: number; readonly exposure: number }

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** A rate a week with its dispersion (Pearson's chi-square by degrees of freedom, never below 1), of weighted weeks. */
function rateOf(weeks: readonly Window[], weights: readonly number[]): Rate {
  const weighted = (of: (week: Window) => number): number => sum(weeks.map((week, index) => (weights[index] ?? 1) * of(week)))
  const [total, exposure] = [weighted(({ count }) => count), weighted(({ share }) => share)]
  const rate = total / exposure
  if (rate === 0) return { rate, dispersion: 1, total, exposure }
  const square = weighted(({ count, share }) => (count - rate * share) ** 2 / (rate * share))
  return { rate, dispersion: Math.max(1, square / (sum(weights) - 1)), total, exposure }
}

/** Anscombe's residual of a count, standardised: about normal also where counts are low. */
const residual = ({ count, share }: Window, { rate, dispersion }: Rate): number => {
  const mean = rate * share
  return mean === 0 ? 0 : (1.5 * (count ** (2 / 3) - mean ** (2 / 3))) / (Math.sqrt(dispersion) * mean ** (1 / 6))
}

const weightOf = (far: number): number => (far > FAR_RESIDUAL ? far ** -2 : 1)

/** The chance of `count` or more of a negative binomial variable; of Poisson's where the variance is the mean. */
export function chanceOfMore(count: number, mean: number, variance: number): number {
  if (count <= 0) return 1
  if (mean <= 0) return 0
  const size = variance > mean * (1 + 1e-9) ? mean ** 2 / (variance - mean) : mean * 1e9
  const share = mean / (mean + size)
  const step = (at: number): number => ((at + size) / (at + 1)) * share
  let log = -size * Math.log1p(mean / size)
  for (let at = 0; at < count; at += 1) log += Math.log(step(at))
  let term = Math.exp(log)
  let total = 0
  for (let at = count; term > total * 1e-12 || at < mean; at += 1) {
    total += term
    term *= step(at)
  }
  return Math.min(1, total)
}

/**
 * Holds a week's count against the weeks before it, each with the share of the feeds' time that was read; null where too few of them
 * were read. Counts are taken as over-dispersed (quasi-Poisson), weeks of a past wave are weighted down, and the week is held against
 * the negative binomial distribution that they predict, as in the surveillance of diseases: Noufaily and others, "An improved algorithm
 * for outbreak detection in multiple surveillance systems", Statistics in Medicine 32 (2013) 1206–1222, after Farrington and others
 * (1996). In the place of their quantile of a fitted mean, what is not known of the rate is part of the prediction: with dispersion 1
 * it is the exact one of a Poisson rate under Jeffreys' prior, Gamma(1/2), so that it holds for counts of 0 and 1 too.
 *
 * What is missing can only keep a week from being found. A week of which a share was read counts as that share of a week, which makes
 * the expected rate higher; the week in question is always expected whole, since most events are told by several feeds, and half the
 * feeds miss less than half of them.
 */
export function judgeWeek(count: number, before: readonly Window[]): Judgement | null {
  const weeks = before.filter(({ share }) => share >= MIN_SHARE)
  if (weeks.length < MIN_WEEKS) return null
  const { dispersion, total, exposure } = [1, 2].reduce(
    (rate) =>
      rateOf(
        weeks,
        weeks.map((week) => weightOf(residual(week, rate))),
      ),
    rateOf(
      weeks,
      weeks.map(() => 1),
    ),
  )
  const expected = (total + dispersion / 2) / exposure
  const chance = chanceOfMore(count, expected, dispersion * expected * (1 + 1 / exposure))
  const isUnusual = count >= LEAST_STORIES && count >= LEAST_RATIO * expected && chance < MOST_CHANCE
  return { count, expected, dispersion, chance, before: weeks.map((week) => week.count), isUnusual }
}

/** Stories by day (UTC), oldest first, with the share of the feeds' time that was read on each. */
export type DailyCounts = { readonly counts: readonly number[]; readonly shares: readonly number[] }

/** The seven-day windows that end with a day: itself first, then back to the oldest of the baseline. */
export function windowsTo(days: DailyCounts, end: number): readonly Window[] {
  const length = Math.min(1 + GAP_WEEKS + BASELINE_WEEKS, Math.floor((end + 1) / WEEK_DAYS))
  return Array.from({ length }, (_, back) => {
    const to = end + 1 - back * WEEK_DAYS
    const of = (each: readonly number[]): number => sum(each.slice(to - WEEK_DAYS, to))
    return { count: of(days.counts), share: of(days.shares) / WEEK_DAYS }
  })
}

/** The seven days that end with a day, held against the half year before them; null where too little is known of it. */
export function judgeDay(days: DailyCounts, end: number): Judgement | null {
  const [current, ...others] = windowsTo(days, end)
  return current === undefined ? null : judgeWeek(current.count, others.slice(GAP_WEEKS))
}

/** How many days ago something was last told of, and what its week had counted then. */
export type LastTold = { readonly daysAgo: number; readonly count: number }

/** Growth by which a wave that was told is news once more. */
const GROWTH = 1.5

/**
 * Whether the last day's week is to be told: it is unusual, and it was not told before; or half as much again as was told; or a week has
 * gone by, and the wave that was told had ended on a day since.
 */
export function newsOf(days: DailyCounts, told: LastTold | null): Judgement | null {
  const last = days.counts.length - 1
  const judged = judgeDay(days, last)
  if (judged === null || !judged.isUnusual) return null
  if (told === null || told.daysAgo >= LOOKED_BACK_DAYS) return judged
  if (told.daysAgo < 1) return null
  if (judged.count >= GROWTH * told.count) return judged
  if (told.daysAgo < WEEK_DAYS) return null
  const since = Array.from({ length: told.daysAgo - 1 }, (_, index) => last - 1 - index)
  return since.some((day) => judgeDay(days, day)?.isUnusual !== true) ? judged : null
}
