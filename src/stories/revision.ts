import type { Brief } from '../domain/brief.ts'
import { listed } from './names.ts'

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

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** Whose headline it bears now: an outlet's own has that outlet's name. */
function headlineChange(next: Brief): string {
  const from = next.original === null ? next.sources.find(({ url, title }) => url === next.url && title === next.headline) : undefined
  return from === undefined ? 'new headline' : `headline now by ${from.outlet}`
}

/** What changed since the last revision, in a few words, most telling first. */
export function changeBetween(previous: Brief | null, next: Brief): string {
  if (previous === null) return ''
  const outlets = newOutlets(previous, next)
  const changes = [
    previous.standing === next.standing ? '' : `now ${lower(next.standingText) || next.standing} (was ${previous.standing})`,
    alignmentIds(previous) === alignmentIds(next) ? '' : `now about ${listed(next.alignments.map(({ label }) => label))}`,
    outlets.length === 0
      ? ''
      : `also reported by ${outlets.length > 3 ? `${outlets.slice(0, 3).join(', ')} and ${outlets.length - 3} more` : listed(outlets)}`,
    previous.headline === next.headline ? '' : headlineChange(next),
  ]
  return changes.filter((change) => change !== '').join('; ')
}
