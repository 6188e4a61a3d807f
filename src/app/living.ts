import { adopted, takesRestart } from '../config/restart.ts'
import { type InUse, inUse } from '../config/set-by-command.ts'
import type { Config } from '../config.ts'
import type { Changes, Setting } from '../domain/change.ts'
import type { Route } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'

/** How a new reading of the files was taken: in use, and what of it waits for a restart; or refused, whole. */
export type Adoption =
  | { readonly kind: 'adopted'; readonly restart: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/**
 * The configuration in use: what the files say, and what admins changed. The parts ask it anew at each use; it is swapped whole, never
 * piece by piece.
 */
export type Living = {
  /** What the files say, as it was last adopted. */
  config(): Config
  routes(): readonly Route[]
  feeds(): readonly Feed[]
  /** What commands have set. */
  settings(): readonly Setting[]
  /** What does not fit together, in sentences. */
  problems(): readonly string[]
  /** Takes over what was changed by command since, here or by another process. True where there was something. */
  follow(): Promise<boolean>
  /** Takes over a new reading of the files, all or nothing. */
  adopt(next: Config): Adoption
}

type Held = { readonly config: Config; readonly settings: readonly Setting[]; readonly newest: number; readonly used: InUse }

/** Begins with the configuration as it was read at the start, and what stands in the store. */
export async function openLiving(config: Config, changes: Pick<Changes, 'settings' | 'newest'>): Promise<Living> {
  const held = (files: Config, settings: readonly Setting[], newest: number): Held => ({
    config: files,
    settings,
    newest,
    used: inUse(files, settings),
  })
  // The number is read first: what is changed between the two is read once more.
  const read = async (): Promise<Pick<Held, 'newest' | 'settings'>> => ({
    newest: await changes.newest(),
    settings: await changes.settings(),
  })
  const atStart = await read()
  let now = held(config, atStart.settings, atStart.newest)
  return {
    config: () => now.config,
    routes: () => now.used.routes,
    feeds: () => now.used.feeds,
    settings: () => now.settings,
    problems: () => [...now.used.unfit, ...now.used.doubled],
    async follow() {
      if ((await changes.newest()) === now.newest) return false
      const { settings, newest } = await read()
      if (newest <= now.newest) return false
      now = held(now.config, settings, newest)
      return true
    },
    adopt(next) {
      const restart = takesRestart(now.config, next)
      const then = held(adopted(now.config, next), now.settings, now.newest)
      const unfit = then.used.unfit.filter((problem) => !now.used.unfit.includes(problem))
      if (unfit.length > 0) return { kind: 'refused', problems: unfit }
      now = then
      return { kind: 'adopted', restart }
    },
  }
}
