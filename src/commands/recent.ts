import type { Archive } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Choice, CommandContext } from '../domain/command.ts'
import { cut } from './lines.ts'

const KEPT = 100
const SHOWN = 25
const FRESH_MS = 15_000

type Remembered = { briefs: readonly Brief[]; askedAt: number }

/** By archive, so that completing needs no wait: what is typed next is answered from what was fetched before. */
const remembered = new WeakMap<Archive, Remembered>()

/** The newest stories as they were a moment ago; fetches them anew where that is longer ago. The first call knows none. */
function recent({ archive, now }: CommandContext): readonly Brief[] {
  const known = remembered.get(archive) ?? { briefs: [], askedAt: Number.NEGATIVE_INFINITY }
  if (Math.abs(now() - known.askedAt) < FRESH_MS && known.briefs.length > 0) return known.briefs
  const asked: Remembered = { briefs: known.briefs, askedAt: now() }
  remembered.set(archive, asked)
  archive.latest({ limit: KEPT }).then(
    (briefs) => {
      asked.briefs = briefs
    },
    () => remembered.delete(archive), // completions are a convenience: the command itself will say what is wrong
  )
  return known.briefs
}

/** Recent stories by the beginning of an id, or by words of the headline, newest first. */
export function storyChoices(typed: string, context: CommandContext): readonly Choice[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return recent(context)
    .filter(({ storyId, headline }) => {
      const told = headline.toLowerCase()
      return words.every((word) => told.includes(word)) || (words.length === 1 && storyId.startsWith(words[0] ?? ''))
    })
    .slice(0, SHOWN)
    .map(({ storyId, headline }) => ({ name: cut(headline, 100), value: storyId }))
}
