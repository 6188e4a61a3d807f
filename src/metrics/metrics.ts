import type { Assessment } from '../domain/assessment.ts'
import type { ClaimedDelivery, SendResult } from '../domain/delivery.ts'
import type { FeedOutcome } from '../domain/feed.ts'
import type { ReportTimes } from '../domain/figures.ts'
import type { Instruments } from './instruments.ts'
import { judgedAs, sentAs } from './reasons.ts'
import { createReading, type Watched } from './scrape.ts'

/** A sending that ended, with what is known of it. `told` is null for what tells no report of its own: a digest. */
export type SentFact = {
  readonly platform: string
  readonly delivery: Pick<ClaimedDelivery, 'previous'>
  readonly result: SendResult
  readonly claimedAt: number
  readonly settledAt: number
  readonly told: ReportTimes | null
}

/** What happened is counted as it happens; what is, is read when somebody asks. */
export type Metrics = {
  polled(outcome: Pick<FeedOutcome, 'kind'>, newItems: number): void
  judged(assessment: Pick<Assessment, 'verdicts' | 'reasons' | 'language'>): void
  sent(fact: SentFact): void
  removed(kind: string, rows: number): void
  /** The state of the moment in Prometheus' text format, with its content type. */
  scrape(): Promise<{ readonly contentType: string; readonly text: string }>
}

const SECOND_MS = 1000

/**
 * Opens the instruments of one bot. The library behind them is loaded beside the start, not before it: what happens meanwhile waits
 * for it in order.
 */
export function createMetrics(watched: Watched): Metrics {
  const read = createReading(watched)
  const loaded = import('./instruments.ts').then(({ createInstruments }) => createInstruments())
  const later = (use: (instruments: Instruments) => void): void => void loaded.then(use)
  let scraping: Promise<{ readonly contentType: string; readonly text: string }> | null = null
  const scrape = async () => {
    const instruments = await loaded
    await read(instruments)
    return { contentType: instruments.contentType, text: await instruments.text() }
  }
  return {
    polled: ({ kind }, newItems) =>
      later(({ polls, itemsStored }) => {
        polls.inc({ outcome: kind })
        itemsStored.inc(newItems)
      }),
    judged: (assessment) =>
      later(({ itemsJudged }) => {
        const language = watched.languages.includes(assessment.language) ? assessment.language : 'unknown'
        itemsJudged.inc({ ...judgedAs(assessment), language })
      }),
    sent: (fact) => later((instruments) => countSent(instruments, fact)),
    removed: (kind, rows) => later(({ removed }) => removed.inc({ kind }, rows)),
    // Two that ask at once are given one answer.
    scrape() {
      scraping ??= scrape().finally(() => {
        scraping = null
      })
      return scraping
    },
  }
}

function countSent(instruments: Instruments, { platform, delivery, result, claimedAt, settledAt, told }: SentFact): void {
  const isEdit = delivery.previous !== null
  instruments.sends.inc({ platform, ...sentAs(result, isEdit) })
  instruments.sendDuration.observe({ platform }, Math.max(0, settledAt - claimedAt) / SECOND_MS)
  if (result.kind !== 'sent' || told === null) return
  const labels = { platform, post: isEdit ? 'edit' : 'new' }
  instruments.publicationToPost.observe(labels, Math.max(0, settledAt - told.publishedAt) / SECOND_MS)
  instruments.storingToPost.observe(labels, Math.max(0, settledAt - told.firstSeenAt) / SECOND_MS)
}
