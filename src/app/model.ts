import type { Config } from '../config.ts'
import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Clock } from '../domain/clock.ts'
import type { Item } from '../domain/item.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Log } from '../domain/log.ts'
import type { Model, ModelHealth } from '../domain/model.ts'
import type { Outcome, Report, StoryStore, Telling } from '../domain/story.ts'
import { askOpinions, borderline, type Opinions } from '../judgement/opinion.ts'
import type { PipelineDeps } from '../pipeline.ts'
import type { Store } from '../store/store.ts'
import type { Wording, WordingCounts } from '../stories/wording.ts'

export type ModelNeeds = {
  readonly config: Pick<Config, 'model' | 'settings' | 'facts'>
  readonly store: Pick<Store, 'model' | 'stories' | 'archive'>
  readonly assess: PipelineDeps['assess']
  readonly clock: Clock
  readonly log: Log
  /** Who is who and what is watched, as it is now; as it was at the start where it is left out. */
  readonly facts?: () => Facts
}

/** What a language model adds to the pipeline; nothing where none is configured. */
export type Asking = Pick<PipelineDeps, 'consult' | 'word'> & {
  /** How the model does, for the health answer; null where there is none. */
  readonly health: () => (ModelHealth & { readonly wording: WordingCounts }) | null
}

/** Where nothing is asked of one. */
export const NO_MODEL: Asking = { health: () => null }

/** Opens the model where the environment names one. The client and its library are loaded only then. */
export async function openModel({ config, store, assess, clock, log, facts = () => config.facts }: ModelNeeds): Promise<Asking> {
  if (config.model === null) return NO_MODEL
  const { secondOpinion, wording: words, band, ...limits } = config.settings.model
  const [{ createModel }, { createWording }] = await Promise.all([import('../model/model.ts'), import('../stories/wording.ts')])
  const model = createModel({ endpoint: config.model, limits, memory: store.model, clock, log })
  const wording = createWording({ model, facts })
  log.info({ model: model.name, secondOpinion, wording: words }, 'a language model may be asked')
  return {
    ...(secondOpinion ? { consult: consulting(model, assess, () => facts().alignments, band) } : {}),
    ...(words ? { word: (outcome, signal) => word(outcome, wording, store, log, signal) } : {}),
    health: () => ({ ...model.health(), wording: wording.counts() }),
  }
}

/** Asks for the borderline items of a batch at once, so that one slow answer holds up only what comes after its item. */
const consulting =
  (
    model: Model,
    assess: PipelineDeps['assess'],
    alignments: () => Facts['alignments'],
    band: number,
  ): NonNullable<PipelineDeps['consult']> =>
  (items, signal) => {
    const asked = items.flatMap((item): [string, Promise<Opinions>][] => {
      const near = nearIn(item, assess, alignments(), band)
      return near.length === 0 ? [] : [[item.id, askOpinions(item, near, model, signal).catch(() => ({}))]]
    })
    const opinions = new Map(asked)
    return async (item) => (await opinions.get(item.id)) ?? {}
  }

function nearIn(item: Item, assess: PipelineDeps['assess'], alignments: Facts['alignments'], band: number) {
  try {
    return borderline(assess(item), alignments, band)
  } catch {
    return [] // the pipeline meets the same error, and tells it
  }
}

/** The outcome with its briefs worded, where readers are about to be shown them. */
async function word(outcome: Outcome, wording: Wording, store: Shelf, log: Log, signal: AbortSignal): Promise<Outcome> {
  const inWords = (told: Told): Promise<Brief> => wordSafely(told, outcome.report, { wording, store, log, signal })
  const { story, corrected } = outcome
  if (story === null && corrected === undefined) return outcome
  const left = await Promise.all((corrected ?? []).map(async (told) => ({ ...told, brief: await inWords(told) })))
  return {
    ...outcome,
    story: story === null ? null : { ...story, brief: await inWords(story) },
    ...(corrected === undefined ? {} : { corrected: left }),
  }
}

type Shelf = { readonly stories: Pick<StoryStore, 'brief'>; readonly archive: Pick<Archive, 'item'> }
type Told = Pick<Telling, 'brief' | 'deliveries'>
type WordingNeeds = { readonly wording: Wording; readonly store: Shelf; readonly log: Log; readonly signal: AbortSignal }

/** The brief worded; as it was where that fails, or where no reader is shown it. */
async function wordSafely({ brief, deliveries }: Told, report: Report, { wording, store, log, signal }: WordingNeeds): Promise<Brief> {
  try {
    const last = await store.stories.brief(brief.storyId)
    const isShown = last !== null && last.revision >= brief.revision
    if (!isShown && deliveries.length === 0) return brief
    const reports = await reportsOf(brief, report, store)
    return isShown ? wording.carry(brief, last, reports) : await wording.write(brief, reports, signal)
  } catch (error) {
    log.warn({ story: brief.storyId, error: error instanceof Error ? error.message : String(error) }, 'this story could not be worded')
    return brief
  }
}

/** All reports that the brief rests on: those stored, wherever they were before, and the new one. */
async function reportsOf({ sources }: Brief, report: Report, { archive }: Shelf): Promise<readonly Report[]> {
  const ids = [...new Set(sources.map(({ itemId }) => itemId))]
  const found = await Promise.all(ids.map((id) => (id === report.item.id ? report : archive.item(id))))
  return found.flatMap((each) => (each === null || each.assessment === null ? [] : [{ item: each.item, assessment: each.assessment }]))
}
