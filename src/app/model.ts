import type { Config } from '../config.ts'
import type { Clock } from '../domain/clock.ts'
import type { Item } from '../domain/item.ts'
import type { Log } from '../domain/log.ts'
import type { Model, ModelHealth } from '../domain/model.ts'
import type { Outcome, Report, StoryStore } from '../domain/story.ts'
import { askOpinions, borderline, type Opinions } from '../judgement/opinion.ts'
import type { PipelineDeps } from '../pipeline.ts'
import type { Store } from '../store/store.ts'
import type { Wording, WordingCounts } from '../stories/wording.ts'

export type ModelNeeds = {
  readonly config: Pick<Config, 'model' | 'settings' | 'facts'>
  readonly store: Pick<Store, 'model' | 'stories'>
  readonly assess: PipelineDeps['assess']
  readonly clock: Clock
  readonly log: Log
}

/** What a language model adds to the pipeline; nothing where none is configured. */
export type Asking = Pick<PipelineDeps, 'consult' | 'word'> & {
  /** How the model does, for the health answer; null where there is none. */
  readonly health: () => (ModelHealth & { readonly wording: WordingCounts }) | null
}

/** Opens the model where the environment names one. The client and its library are loaded only then. */
export async function openModel({ config, store, assess, clock, log }: ModelNeeds): Promise<Asking> {
  if (config.model === null) return { health: () => null }
  const { secondOpinion, wording: words, band, ...limits } = config.settings.model
  const [{ createModel }, { createWording }] = await Promise.all([import('../model/model.ts'), import('../stories/wording.ts')])
  const model = createModel({ endpoint: config.model, limits, memory: store.model, clock, log })
  const wording = createWording({ model, facts: config.facts })
  log.info({ model: model.name, secondOpinion, wording: words }, 'a language model may be asked')
  return {
    ...(secondOpinion ? { consult: consulting(model, assess, config.facts.alignments, band) } : {}),
    ...(words ? { word: (outcome, signal) => word(outcome, wording, store.stories, log, signal) } : {}),
    health: () => ({ ...model.health(), wording: wording.counts() }),
  }
}

/** Asks for the borderline items of a batch at once, so that one slow answer holds up only what comes after its item. */
const consulting =
  (
    model: Model,
    assess: PipelineDeps['assess'],
    alignments: Config['facts']['alignments'],
    band: number,
  ): NonNullable<PipelineDeps['consult']> =>
  (items, signal) => {
    const asked = items.flatMap((item): [string, Promise<Opinions>][] => {
      const near = nearIn(item, assess, alignments, band)
      return near.length === 0 ? [] : [[item.id, askOpinions(item, near, model, signal).catch(() => ({}))]]
    })
    const opinions = new Map(asked)
    return async (item) => (await opinions.get(item.id)) ?? {}
  }

function nearIn(item: Item, assess: PipelineDeps['assess'], alignments: Config['facts']['alignments'], band: number) {
  try {
    return borderline(assess(item), alignments, band)
  } catch {
    return [] // the pipeline meets the same error, and tells it
  }
}

/** The outcome with its brief worded, where readers are about to be shown it; as it was where that fails. */
async function word(outcome: Outcome, wording: Wording, stories: StoryStore, log: Log, signal: AbortSignal): Promise<Outcome> {
  const { report, story } = outcome
  if (story === null) return outcome
  try {
    const last = await stories.brief(story.brief.storyId)
    const shownAlready = last !== null && last.revision >= story.brief.revision
    if (!shownAlready && story.deliveries.length === 0) return outcome
    const reports = await reportsOf(story, report, stories)
    const brief = shownAlready ? wording.carry(story.brief, last, reports) : await wording.write(story.brief, reports, signal)
    return { report, story: { ...story, brief } }
  } catch (error) {
    log.warn(
      { story: story.brief.storyId, error: error instanceof Error ? error.message : String(error) },
      'this story could not be worded',
    )
    return outcome
  }
}

/** All reports of the story as it will be: those stored, those of stories that it takes in, and the new one. */
async function reportsOf(
  { brief, merged = [] }: NonNullable<Outcome['story']>,
  report: Report,
  stories: StoryStore,
): Promise<readonly Report[]> {
  const ids = [brief.storyId, ...merged.map(({ storyId }) => storyId)]
  const stored = (await Promise.all(ids.map((id) => stories.reports(id)))).flat()
  const listed = new Set(brief.sources.map(({ itemId }) => itemId))
  return [...stored.filter(({ item }) => item.id !== report.item.id && listed.has(item.id)), report]
}
