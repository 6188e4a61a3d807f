import type { Archive } from '../domain/archive.ts'
import type { CommandContext } from '../domain/command.ts'

type Counts = Awaited<ReturnType<Archive['counts']>>

/** In a store of years every row is counted, and nobody needs the last minute's. */
const KEPT_MS = 60_000
const kept = new WeakMap<Archive, { readonly at: number; readonly counts: Promise<Counts> }>()

/** How much was read, kept and told: as it was at most a minute ago. */
export function lateCounts({ archive, now }: Pick<CommandContext, 'archive' | 'now'>): Promise<Counts> {
  const before = kept.get(archive)
  const at = now()
  if (before !== undefined && at >= before.at && at - before.at < KEPT_MS) return before.counts
  const counts = archive.counts()
  kept.set(archive, { at, counts })
  counts.catch(() => kept.delete(archive))
  return counts
}
