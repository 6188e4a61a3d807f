import type { Brief } from '../domain/brief.ts'
import type { Change, Grounds } from '../domain/said.ts'
import { en } from '../words/en.ts'

const outletsOf = (brief: Brief): readonly string[] => [...new Set(brief.sources.map(({ outlet }) => outlet))]
const newOutlets = (previous: Brief, next: Brief): readonly string[] => {
  const known = new Set(outletsOf(previous))
  return outletsOf(next).filter((outlet) => !known.has(outlet))
}
const alignmentIds = (brief: Brief): string =>
  brief.alignments
    .map(({ id }) => id)
    .toSorted()
    .join(' ')

/**
 * Whether a reader should see the change: a new outlet, another standing, another headline, another alignment. Not a second text by
 * an outlet that is already listed, nor a score that moved.
 */
export function isWorthRevision(previous: Brief | null, next: Brief): boolean {
  if (previous === null) return true
  return (
    newOutlets(previous, next).length > 0 ||
    previous.standing !== next.standing ||
    previous.headline !== next.headline ||
    alignmentIds(previous) !== alignmentIds(next)
  )
}

/** Whose headline it bears now: an outlet's own has that outlet's name. */
const headlineBy = (next: Brief): string | null =>
  (next.original === null ? next.sources.find(({ url, title }) => url === next.url && title === next.headline) : undefined)?.outlet ?? null

const groundsIn = ({ said, standingText, standing }: Brief): Grounds => said?.grounds ?? { kind: 'worded', text: standingText || standing }

/** What changed since the last revision, most telling first. */
export function changesBetween(previous: Brief | null, next: Brief): readonly Change[] {
  if (previous === null) return []
  const outlets = newOutlets(previous, next)
  const about = next.alignments.map(({ id, label }) => ({ id, label }))
  const changes: readonly (Change | null)[] = [
    previous.standing === next.standing ? null : { kind: 'standing', now: groundsIn(next), was: previous.standing },
    alignmentIds(previous) === alignmentIds(next) ? null : { kind: 'alignments', alignments: about },
    outlets.length === 0 ? null : { kind: 'outlets', outlets },
    previous.headline === next.headline ? null : { kind: 'headline', by: headlineBy(next) },
  ]
  return changes.filter((change) => change !== null)
}

/** The brief with what changed, as data and in English. */
export const withChanges = (brief: Brief, changes: readonly Change[]): Brief => ({
  ...brief,
  change: changes.map((change) => en.posts.change(change, (_, label) => label)).join(en.posts.semicolon),
  said: { gaps: [], ...brief.said, grounds: groundsIn(brief), changes },
})
