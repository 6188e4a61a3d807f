import { type DailyCounts, type LastTold, LOOKED_BACK_DAYS, newsOf } from '#src/domain/unusual.ts'

export type Random = () => number

/** Numbers in [0, 1), the same for the same seed (splitmix32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Marsaglia and Tsang's way, ACM Transactions on Mathematical Software 26 (2000) 363–372. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal(random)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** By multiplying uniform numbers: exact, and quick enough for means of a day. */
function poisson(random: Random, mean: number): number {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > floor; product *= random()) count += 1
  return count
}

export type Traffic = {
  /** Stories a week. */
  readonly rate: number
  /** Variance over mean of a week's count; each week's rate is drawn anew. */
  readonly dispersion: number
  /** Whether feeds fail: about every tenth week, for one to ten days, a fifth to all of them. */
  readonly outages?: boolean
  /** What the rate is multiplied by on a day. */
  readonly factor?: (day: number) => number
}

/** So many days of stories, by the traffic's own rates. What is not read is not counted. */
export function draw(random: Random, days: number, { rate, dispersion, outages = false, factor = () => 1 }: Traffic): DailyCounts {
  const shares = outages ? outagesOver(random, days) : Array.from({ length: days }, () => 1)
  const shape = rate / (dispersion - 1)
  let week = 1
  const counts = shares.map((share, day) => {
    if (day % 7 === 0 && dispersion > 1) week = gamma(random, shape) / shape
    return poisson(random, (rate / 7) * week * factor(day) * share)
  })
  return { counts, shares }
}

function outagesOver(random: Random, days: number): readonly number[] {
  const shares = Array.from({ length: days }, () => 1)
  for (let day = 0; day < days; day += 1) {
    if (random() > 1 / 70) continue
    const until = day + 1 + Math.floor(random() * 10)
    const share = 0.8 * random()
    for (; day < Math.min(until, days); day += 1) shares[day] = share
  }
  return shares
}

/** The days, from `from` on, on which a watch that looks at the end of each would have told something. */
export function toldOn({ counts, shares }: DailyCounts, from: number): readonly number[] {
  const told: number[] = []
  let last: (LastTold & { readonly day: number }) | null = null
  for (let day = from; day < counts.length; day += 1) {
    // A watch that told something looks back as far as that.
    const start = Math.max(0, day + 1 - 2 * LOOKED_BACK_DAYS)
    const seen = { counts: counts.slice(start, day + 1), shares: shares.slice(start, day + 1) }
    const judged = newsOf(seen, last === null ? null : { daysAgo: day - last.day, count: last.count })
    if (judged === null) continue
    told.push(day)
    last = { day, daysAgo: 0, count: judged.count }
  }
  return told
}

const BEFORE = LOOKED_BACK_DAYS
const MONTH_DAYS = 365.25 / 12

/** How often a month something is told of steady traffic, watched for so many years in all. */
export function falseAlarms(random: Random, traffic: Traffic, years: number): number {
  let told = 0
  for (let year = 0; year < years; year += 1) told += toldOn(draw(random, BEFORE + 365, traffic), BEFORE).length
  return told / ((years * 365) / MONTH_DAYS)
}

/** Of so many doublings that last two weeks and begin on any day of the week, which part is told while they last. */
export function found(random: Random, traffic: Traffic, tries: number): number {
  let hits = 0
  for (let one = 0; one < tries; one += 1) {
    const start = BEFORE + Math.floor(random() * 7)
    const days = draw(random, start + 14, { ...traffic, factor: (day) => (day >= start ? 2 : 1) })
    if (toldOn(days, start).length > 0) hits += 1
  }
  return hits / tries
}
