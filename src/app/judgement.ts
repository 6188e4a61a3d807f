import type { Config } from '../config.ts'
import type { Clock } from '../domain/clock.ts'
import { type Assessor, createAssessor } from '../judgement/assess.ts'
import { createChangeFinder } from '../judgement/changes.ts'
import { createOffices } from '../knowledge/offices.ts'
import type { PipelineDeps } from '../pipeline.ts'
import type { Store } from '../store/store.ts'
import { createNewsroom } from '../stories/newsroom.ts'
import { unworded } from '../stories/unworded.ts'

/** Longer than any window in which a report can still join a story. */
const REMEMBERED_MS = 45 * 86_400_000

/** Judges an item, and notes what it tells of changes of office. */
function judgeOf(config: Config): Assessor['assess'] {
  const assessor = createAssessor(config)
  const changesIn = createChangeFinder(config.facts, createOffices(config.facts, config.wording))
  return (item) => {
    const assessment = assessor.assess(item)
    const changes = changesIn(item, assessment)
    return changes.length === 0 ? assessment : { ...assessment, changes }
  }
}

const isSame = (a: Config, b: Config): boolean => a.facts === b.facts && a.wording === b.wording && a.scoring === b.scoring

/** The two stages that know something: an assessor over the facts, and a newsroom that knows the stories of its window. */
export function openJudgement(
  config: () => Config,
  store: Store,
  clock: Clock,
): Pick<PipelineDeps, 'assess' | 'openNewsroom'> & { readonly knows: () => unknown } {
  // Made with the first item: until then the page and the first polls need not wait for its tables, nor the memory hold them.
  let judge: { readonly assess: Assessor['assess']; readonly of: Config } | null = null
  return {
    knows: () => config().facts,
    assess(item) {
      const now = config()
      if (judge === null || !isSame(judge.of, now)) judge = { assess: judgeOf(now), of: now }
      return judge.assess(item)
    },
    async openNewsroom() {
      const { facts } = config()
      const newsroom = createNewsroom({ facts, alignments: facts.alignments, options: { merge: true } })
      const placed = await store.stories.placedSince(clock() - REMEMBERED_MS)
      const briefs = await Promise.all([...new Set(placed.map(({ storyId }) => storyId))].map((id) => store.stories.brief(id)))
      newsroom.restore(placed, briefs.filter((brief) => brief !== null).map(unworded))
      return newsroom
    },
  }
}
