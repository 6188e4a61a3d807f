import { deliveriesFor } from './delivery/route.ts'
import { type Assessment, keptFor } from './domain/assessment.ts'
import type { Brief } from './domain/brief.ts'
import type { Clock } from './domain/clock.ts'
import type { NewDelivery, Route } from './domain/delivery.ts'
import type { Item } from './domain/item.ts'
import type { Log } from './domain/log.ts'
import type { Outcome, Report, StoryStore } from './domain/story.ts'
import { type Opinions, withOpinions } from './judgement/opinion.ts'
import type { Corrected, Newsroom, Told } from './stories/newsroom.ts'

/**
 * The way of an item after it is stored: assess → cluster → summarise → brief → route. Polling stands before it and
 * delivering after it; both meet it only through the store, so that a crash anywhere leaves an item either untouched or done.
 */
export type PipelineDeps = {
  readonly stories: StoryStore
  readonly assess: (item: Item) => Assessment
  /**
   * Second opinions, asked for a batch at once and waited for item by item. Neither rejects. They come in as data: the same opinions
   * give the same answer. Left out where no language model is configured.
   */
  readonly consult?: (items: readonly Item[], signal: AbortSignal) => (item: Item) => Promise<Opinions>
  /** Lets a language model word what is about to be recorded. Never rejects. Left out where none is configured. */
  readonly word?: (outcome: Outcome, signal: AbortSignal) => Promise<Outcome>
  /** Opens a newsroom that knows the stories of its window: at the start, and again when storing has failed. */
  readonly openNewsroom: () => Promise<Newsroom>
  /** What newsrooms are made of: where that is another than before, a new one is opened. */
  readonly knows?: () => unknown
  /** As they are now. */
  readonly routes: () => readonly Route[]
  readonly clock: Clock
  readonly log: Log
}

export type PipelineSummary = { readonly assessed: number; readonly kept: number; readonly posted: number }

export interface Pipeline {
  /** Takes every stored item that is not yet assessed through the stages, oldest first, each in one transaction. */
  run(signal: AbortSignal): Promise<PipelineSummary>
}

const BATCH = 200

/** Turns reports into what follows from them, one after the other, with a newsroom in memory. */
export type Desk = {
  /** A story that cannot be told is tried once more from what is stored; then its item is set aside, so that it holds up no other. */
  tell(report: Report, signal: AbortSignal): Promise<Outcome>
  /** The newsroom has placed what was not stored: it must forget, or the next try would see it twice. */
  forget(): void
}

export type DeskDeps = Pick<PipelineDeps, 'openNewsroom' | 'knows' | 'routes' | 'clock' | 'log' | 'word'>

export function createDesk(deps: DeskDeps): Desk {
  let newsroom: Newsroom | null = null
  let known: unknown

  async function told(report: Report): Promise<Outcome> {
    let failure: unknown
    const knows = deps.knows?.()
    if (knows !== known) newsroom = null
    known = knows
    for (let tries = 0; tries < 2; tries++) {
      newsroom ??= await deps.openNewsroom()
      try {
        return consider(report, newsroom, deps)
      } catch (error) {
        newsroom = null
        failure = error
      }
    }
    return { report: setAside(report, failure, deps.log), story: null }
  }

  return {
    async tell(report, signal) {
      const outcome = await told(report)
      return deps.word === undefined ? outcome : deps.word(outcome, signal)
    },
    forget() {
      newsroom = null
    },
  }
}

export function createPipeline(deps: PipelineDeps): Pipeline {
  const desk = createDesk(deps)

  /** null where the item or its story changed meanwhile: nothing is stored, and the next run takes it as it is then. */
  async function take(item: Item, opinions: Opinions, signal: AbortSignal): Promise<Outcome | null> {
    const outcome = await desk.tell(reportOf(item, opinions, deps), signal)
    try {
      await deps.stories.record(outcome)
    } catch (error) {
      desk.forget()
      if (!isStale(error)) throw error
      deps.log.info({ item: item.id, url: item.url }, 'this item changed while it was judged: it is judged anew')
      return null
    }
    return outcome
  }

  return {
    async run(signal) {
      const summary = { assessed: 0, kept: 0, posted: 0 }
      for (;;) {
        const before = summary.assessed
        const items = await deps.stories.unassessed(BATCH)
        const opinionsOn = deps.consult?.(items, signal)
        for (const item of items) {
          if (signal.aborted) return summary
          const opinions = (await opinionsOn?.(item)) ?? {}
          // Stopped while it was asked: the item waits for the next run, and is asked again.
          if (signal.aborted) return summary
          const outcome = await take(item, opinions, signal)
          if (outcome === null) continue
          const { story } = outcome
          summary.assessed += 1
          summary.kept += story === null ? 0 : 1
          summary.posted += story === null || story.deliveries.length === 0 ? 0 : 1
        }
        if (items.length < BATCH || summary.assessed === before) return summary
      }
    },
  }
}

/** An item as it was assessed, with what a language model said of it. */
export const reportOf = (item: Item, opinions: Opinions, deps: Pick<PipelineDeps, 'assess' | 'log'>): Report => ({
  item,
  assessment: withOpinions(assessSafely(deps, item), opinions),
})

/** The store refuses what was made from an older state than its own: see `StoryStore.record`. */
export const isStale = (error: unknown): boolean => error instanceof Error && 'kind' in error && error.kind === 'stale'

/**
 * What one report leads to: nothing but its assessment, or a story's new brief with its deliveries. A new wording of a report that
 * is known corrects what was told of it; so does an outlet's own correction or retraction, kept or not.
 */
export function consider(report: Report, newsroom: Newsroom, deps: Pick<PipelineDeps, 'routes' | 'clock'>): Outcome {
  const isKept = keptFor(report.assessment).length > 0
  const routes = deps.routes()
  if ((report.item.revision ?? 0) > 0) {
    const { told, corrected } = newsroom.revise(report, isKept || newsroom.concerns(report), deps.clock())
    return outcomeOf(report, told, corrected, routes)
  }
  if (!isKept && !newsroom.concerns(report)) return { report, story: null }
  return outcomeOf(report, newsroom.tell(report, deps.clock()), [], routes)
}

function outcomeOf(report: Report, told: Told | null, left: readonly Corrected[], routes: readonly Route[]): Outcome {
  const corrected = [...left, ...(told?.corrected ?? [])].map(({ story, brief }) => ({ story, brief, deliveries: routed(brief, routes) }))
  const moved = (told?.moved ?? []).map(({ itemId, to }) => ({ itemId, to }))
  const rest = { ...(corrected.length === 0 ? {} : { corrected }), ...(moved.length === 0 ? {} : { moved }) }
  if (told === null) return { report, story: null, ...rest }
  const { story, brief, merged } = told
  return { report, story: { story, brief, deliveries: deliveriesOf(told, routes), merged }, ...rest }
}

/** A story that is withdrawn goes only where it was told: the store knows where. */
const routed = (brief: Brief, routes: readonly Route[]): readonly NewDelivery[] => (brief.withdrawn ? [] : deliveriesFor(brief, routes))

/** What a feed's first poll finds older than the backfill window is recorded, never posted by itself. */
const deliveriesOf = (told: Told, routes: readonly Route[]): readonly NewDelivery[] =>
  told.backfilled || !told.worthPosting ? [] : routed(told.brief, routes)

/** The report as it is recorded where no story can be made of it: with the reason, for `/why` and the operator. */
function setAside(report: Report, failure: unknown, log: Log): Report {
  const message = failure instanceof Error ? failure.message : String(failure)
  log.error(
    { item: report.item.id, url: report.item.url, error: message },
    'no story could be made of this item: it is recorded and not posted',
  )
  const reason = { alignment: '', text: `no story could be made of it: ${message}`, weight: 0, span: null }
  return { ...report, assessment: { ...report.assessment, reasons: [...report.assessment.reasons, reason] } }
}

/** One item that cannot be judged must not hold up the rest: it is recorded as not kept, with the reason. */
function assessSafely(deps: Pick<PipelineDeps, 'assess' | 'log'>, item: Item): Assessment {
  try {
    return deps.assess(item)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    deps.log.error({ item: item.id, url: item.url, error: message }, 'this item could not be assessed and is recorded as not kept')
    return {
      language: item.language,
      mentions: [],
      events: [],
      verdicts: {},
      reasons: [{ alignment: '', text: `could not be assessed: ${message}`, weight: 0, span: null }],
    }
  }
}
