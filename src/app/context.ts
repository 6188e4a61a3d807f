import { createChartMaker } from '../charts/maker.ts'
import type { Config } from '../config.ts'
import type { AdminDesk } from '../domain/admin.ts'
import type { Clock } from '../domain/clock.ts'
import type { ActorDirectory, CommandContext } from '../domain/command.ts'
import { createDirectory } from '../knowledge/directory.ts'
import type { Store } from '../store/store.ts'

/** The directory of the actors in use: made anew where they have changed. */
function directoryOf(config: () => Config): () => ActorDirectory {
  let made: { readonly directory: ActorDirectory; readonly of: Config } | null = null
  return () => {
    const now = config()
    if (made === null || made.of.facts !== now.facts || made.of.wording !== now.wording)
      made = { directory: createDirectory(now.facts, now.wording), of: now }
    return made.directory
  }
}

/** What commands may use; without a desk nothing can be changed. What the files say is asked anew at each use. */
export function contextOf(config: () => Config, store: Store, now: Clock, desk?: AdminDesk): CommandContext {
  const directory = directoryOf(config)
  const { web, timeZone, language } = config().settings
  return {
    get directory() {
      return directory()
    },
    archive: store.archive,
    charts: createChartMaker(),
    get alignments() {
      return config().facts.alignments
    },
    timeZone,
    locale: language,
    get scoring() {
      return config().scoring
    },
    get categories() {
      return config().facts.lexicon.categories
    },
    ...(web.url === null ? {} : { pageUrl: web.url }),
    ...(desk === undefined ? {} : { desk }),
    now,
  }
}
