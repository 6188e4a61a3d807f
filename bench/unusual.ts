// How often unusual activity is told of steady traffic, and how often a doubling of it is found.
// Run: npm run bench -- unusual [--years 300] [--tries 1000]
//   Traffic is drawn with a fixed seed: Poisson, and over-dispersed (each week's rate is drawn from a gamma distribution, so that a
//   week's variance is twice or three times its mean), with feeds that fail and without. A watch looks at the end of each day, as the bot
//   does, which judges a day's growing count against the same weeks. A doubling lasts two weeks, begins on any day of the week, and counts
//   as found when it is told while it lasts.
//   "At best" is what no watch can pass: the power of the best test (Neyman and Pearson) that knows the rate exactly, between so many
//   stories a fortnight and twice as many, with as many false alarms as the target allows (one a month), or as this watch gives.
import { parseArgs } from 'node:util'
import { falseAlarms, found, randomOf, type Traffic } from '../test/domain/traffic.ts'

const { values } = parseArgs({ options: { years: { type: 'string' }, tries: { type: 'string' } } })
const years = Number(values.years ?? 300)
const tries = Number(values.tries ?? 1_000)

const RATES = [0.2, 0.5, 1, 2, 4, 6, 8, 10, 12, 15, 20, 30, 40]
const TRAFFICS: readonly (Omit<Traffic, 'rate'> & { readonly name: string })[] = [
  { name: 'Poisson', dispersion: 1 },
  { name: 'Poisson, feeds fail', dispersion: 1, outages: true },
  { name: 'variance 2 × mean', dispersion: 2 },
  { name: 'variance 2 × mean, feeds fail', dispersion: 2, outages: true },
  { name: 'variance 3 × mean', dispersion: 3 },
]

const FORTNIGHTS_A_MONTH = 365.25 / 12 / 14

/** The greatest power against a doubled Poisson mean that false alarms in this share of fortnights allow. */
function atBest(mean: number, size: number): number {
  let [term, double] = [Math.exp(-mean), Math.exp(-2 * mean)]
  let [below, belowDouble] = [0, 0]
  for (let count = 0; ; count += 1) {
    if (1 - below - term <= size) {
      // On the border, it is told in just so many cases that all of the size is used.
      const share = (size - (1 - below - term)) / term
      return 1 - belowDouble - double + share * double
    }
    below += term
    belowDouble += double
    term *= mean / (count + 1)
    double *= (2 * mean) / (count + 1)
  }
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`.padStart(8)
const rows: object[] = []
for (const { name, ...traffic } of TRAFFICS) {
  process.stdout.write(
    `\n${name}\nstories a week   false alarms a month   doubling found   at best, 1 a month   at best, as many as here\n`,
  )
  for (const rate of RATES) {
    const random = randomOf(20_250_712)
    const alarms = falseAlarms(random, { ...traffic, rate }, years)
    const hits = found(random, { ...traffic, rate }, tries)
    const bounds = traffic.dispersion > 1 ? [] : [1, alarms].map((month) => atBest(2 * rate, Math.min(1, month / FORTNIGHTS_A_MONTH)))
    process.stdout.write(
      `${String(rate).padStart(14)}   ${alarms.toFixed(3).padStart(20)}   ${percent(hits).padStart(14)}   ${bounds.map((bound) => percent(bound).padStart(18)).join('   ')}\n`,
    )
    rows.push({ traffic: name, rate, falseAlarmsAMonth: alarms, found: hits, atBest: bounds })
  }
}
process.stdout.write(`\n${JSON.stringify({ bench: 'unusual', years, tries, rows })}\n`)
