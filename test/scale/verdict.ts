import type { Work } from './plan.ts'
import type { RunResult } from './run.ts'
import type { Span } from './watch.ts'

/** What four workers must do of what one does, where work only waits: "at least 2.5 times one worker". By how many there are, in proportion. */
const DEMANDED_OF_FOUR = 2.5 / 4
/** Of what the machine's cores could do at one worker's cost for each item, and no losses at all, so much must be reached. */
const DEMANDED_OF_CORES = 0.8

export type Percentiles = { readonly count: number; readonly p50: number; readonly p95: number; readonly p99: number }

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** One line of the table. `rate` is what this work is about: polls where it waits, judged items where it is the processor's. */
export type Line = Omit<Span, 'from' | 'to'> & {
  readonly what: string
  readonly rate: number
  /** Of the rate of the first span. */
  readonly ratio: number
  readonly latency: Percentiles
}

export type Verdict = {
  readonly lines: readonly Line[]
  readonly demanded: number
  readonly reached: number
  /** How the demand came about, in words. */
  readonly why: string
  readonly isWell: boolean
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)

const rateOf = (work: Work, span: Span): number => (work === 'waits' ? span.polls : span.judged)

/** Processor time that all of it takes, in cores. */
const coresOf = ({ workerCpu, databaseCpu, standCpu }: Span): number => sum(workerCpu) + databaseCpu + standCpu

/** What the span with the most workers must reach, as a multiple of the first. */
function demandOf(work: Work, first: Span, last: Span, cores: number): Pick<Verdict, 'demanded' | 'why'> {
  const more = last.workers / first.workers
  if (work === 'waits') return { demanded: more * DEMANDED_OF_FOUR, why: `${DEMANDED_OF_FOUR * 100} % of ${more} times one` }
  const allowed = Math.min(more, cores / coresOf(first))
  const share = Math.round(DEMANDED_OF_CORES * 100)
  return {
    demanded: allowed * DEMANDED_OF_CORES,
    why: `${share} % of the ${allowed.toFixed(2)} times that ${cores} cores allow, of which ${first.workers} and its database took ${coresOf(first).toFixed(2)}`,
  }
}

/** What a run has shown, for a machine of so many cores. */
export function verdictOf(work: Work, { spans, disturbed, account }: RunResult, cores: number): Verdict {
  const [first] = spans
  const last = spans.at(-1)
  if (first === undefined || last === undefined) throw new Error('there was nothing to watch')
  const line = (span: Span, what: string): Line => {
    const { from, to, ...shown } = span
    const here = account.latencies.filter(({ servedAt }) => servedAt >= from && servedAt < to)
    const rate = rateOf(work, span)
    return { ...shown, what, rate, ratio: rate / rateOf(work, first), latency: percentiles(here.map(({ ms }) => ms)) }
  }
  const lines = spans.map((span) => line(span, span.workers === 1 ? 'one worker' : `${span.workers} workers`))
  if (disturbed !== null) lines.push(line(disturbed, 'one killed, one added'))
  const { demanded, why } = demandOf(work, first, last, cores)
  const reached = rateOf(work, last) / rateOf(work, first)
  const isSound = account.lost.length + account.doubled.length + account.disordered.length === 0
  return { lines, demanded, reached, why, isWell: isSound && (spans.length < 2 || reached >= demanded) }
}
