import type { Affairs } from '../domain/affair.ts'
import type { Report } from '../domain/story.ts'
import { byTime } from './compose.ts'
import { fold } from './fold.ts'

/** What an outlet says of an earlier report of its own: it is wrong in parts, or not to be used at all. */
export type Notice = 'correction' | 'retraction'

type Patterns = Readonly<Record<Notice, RegExp>>
const known = new WeakMap<Affairs, Patterns>()

const escaped = (phrase: string): string => fold(phrase).replace(/[.*+?^$()[\]{}|\\]/gu, '\\$&')

/** The words open the title, alone or in brackets, and something that is no letter ends them: `Correction: …`, `【訂正】…`. */
const opening = (phrases: readonly string[]): RegExp =>
  phrases.length === 0
    ? /(?!)/u
    : new RegExp(`^[\\s\\p{Ps}\\p{Pi}<*"']*(?:${phrases.map(escaped).join('|')})\\s*(?:[:：\\p{Pe}\\p{Pf}>*|—–-]|$)`, 'u')

function patternsOf(affairs: Affairs): Patterns {
  const patterns = known.get(affairs) ?? {
    correction: opening(affairs.notices.correction),
    retraction: opening(affairs.notices.retraction),
  }
  known.set(affairs, patterns)
  return patterns
}

/** Whether a title is headed as a correction or a retraction, by the words of `config/affairs.yaml`; null for a plain report. */
export function noticeOf({ item }: Report, affairs: Affairs): Notice | null {
  const title = fold(item.title)
  const { correction, retraction } = patternsOf(affairs)
  return retraction.test(title) ? 'retraction' : correction.test(title) ? 'correction' : null
}

/**
 * The reports that still stand: a correction takes the place of what its outlet wrote before, a retraction takes it away and tells
 * nothing itself.
 */
export function standingReports(reports: readonly Report[], affairs: Affairs): readonly Report[] {
  const notices = reports.flatMap((report) => {
    const kind = noticeOf(report, affairs)
    return kind === null ? [] : [{ report, kind }]
  })
  if (notices.length === 0) return reports
  const isReplaced = (report: Report): boolean =>
    notices.some(
      (notice) =>
        notice.report !== report && notice.report.item.source.outlet === report.item.source.outlet && byTime(report, notice.report) < 0,
    )
  const isRetraction = (report: Report): boolean => notices.some((notice) => notice.report === report && notice.kind === 'retraction')
  return reports.filter((report) => !isReplaced(report) && !isRetraction(report))
}
