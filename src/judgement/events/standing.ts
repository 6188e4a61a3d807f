import type { Category, Event, Standing } from '../../domain/event.ts'
import { CUES } from '../../knowledge/cues.ts'
import type { Folded } from '../../knowledge/normalise.ts'
import type { Segment } from '../reading.ts'
import type { Act } from './acts.ts'
import { dateIn } from './dates.ts'
import { isVerbLast, type Script, slice } from './marks.ts'
import type { Parties } from './parties.ts'
import type { Run } from './runs.ts'

export type Said = { readonly standing: Standing; readonly claimant: string | null }

/** Times that lie ahead, wherever they stand in the clause. */
const AHEAD = /week|month|later|upcoming|soon|next|다음|내달|오는|앞두고|来週|来月|今月|следующ|скоро|этом месяце|下周|下月|本月/

/** Whether the clause tells the act as still to come: a cue before the verb, in Korean and Japanese behind it, or a time ahead. */
export function isAhead({ clause, hit }: Act, text: Folded, script: Script): boolean {
  if (
    script === 'latin' &&
    /(?:ed|met|held|sent)$/.test(slice(text, hit.start, hit.end)) &&
    !has(clause.cues, CUES.future, (cue) => cue.end <= hit.start)
  )
    return false
  const near = (cue: Act['clause']['cues'][number]): boolean =>
    isVerbLast(script) ? cue.start >= hit.end && cue.start - hit.end < 8 : cue.end <= hit.start && hit.start - cue.end < 4
  if (has(clause.cues, CUES.hypothetical, near)) return true
  return has(clause.cues, CUES.future, (cue) => {
    const words = slice(text, cue.start, cue.end)
    if (AHEAD.test(words)) return true
    if (isVerbLast(script)) return cue.end > hit.start - 4
    const between = clause.deeds.some((deed) => deed.start >= cue.end && deed.end <= hit.start && deed !== hit)
    return (
      cue.start <= hit.start &&
      !between &&
      !(/^to /.test(words) && isPurpose(clause, cue.start)) &&
      !/(?:start|begin|beg[au]n)\w* $/.test(slice(text, cue.start - 12, cue.start))
    )
  })
}

/** "To meet" looks ahead behind its subject; behind a verb or a place it tells the purpose of what is done. */
function isPurpose({ runs, deeds }: Act['clause'], at: number): boolean {
  const last = runs.findLast((run) => run.end <= at)
  return (last !== undefined && last.mark !== 'none') || deeds.some((deed) => deed.end <= at && deed.end > (last?.end ?? 0))
}

const has = (cues: Act['clause']['cues'], bit: number, where: (cue: Act['clause']['cues'][number]) => boolean): boolean =>
  cues.some((cue) => (cue.cues & bit) !== 0 && where(cue))

/** Acts that are words: who speaks them does them, so that nobody need vouch for them. */
const SPOKEN: ReadonlySet<Category> = new Set(['ACCUSE', 'THREATEN', 'REQUEST', 'REJECT'])

/**
 * How far the act may be taken as having happened, and on whose word. What a state that is no party tells is alleged; what a party
 * tells of itself is claimed; what lies ahead is planned.
 */
export function saidOf({ clause }: Act, ahead: boolean, category: Category, { actors, recipients }: Parties, speaker: Run | null): Said {
  const teller = speaker?.states.find((state) => !actors.includes(state)) ?? null
  const claimant = SPOKEN.has(category) ? null : teller
  const party = claimant !== null && recipients.includes(claimant)
  if (claimant !== null && !party) return { standing: 'alleged', claimant }
  if (has(clause.cues, CUES.alleged, () => true) && !SPOKEN.has(category)) return { standing: 'alleged', claimant }
  if (has(clause.cues, CUES.hypothetical, () => true)) return { standing: 'claimed', claimant }
  if (ahead) return { standing: 'planned', claimant }
  if (claimant !== null) return { standing: 'claimed', claimant }
  return { standing: 'confirmed', claimant: null }
}

/** Deeds that are agreed while they lie ahead (codebook, ties). */
export const BECOMES_AGREE: ReadonlySet<Category> = new Set(['CONSULT', 'SUPPORT', 'COOPERATE', 'AID'])

const PAST_BEHIND: Readonly<Record<'ko' | 'ja' | 'zh', RegExp>> = {
  ko: /^(?:을|를)? ?(?:했|하였|됐|됐다|열었|열렸|가졌|마쳤|었|났|였|뒤 |후 )/,
  ja: /^(?:を)?(?:した|しました|行った|行われた|され|開いた|終え)/,
  zh: /^(?:了|结束|后)/,
}

/** Whether the verb itself says that it is done. */
export function isPast({ hit }: Act, text: Folded, script: Script): boolean {
  const words = slice(text, hit.start, hit.end)
  if (script === 'latin') return /(?:ed|met|held|sent|began|took)$/.test(words)
  if (script === 'cyrillic') return /(?:л|ла|ли|лись|лся)$/.test(words)
  return PAST_BEHIND[script].test(slice(text, hit.end, hit.end + 6)) || /[했였났었]다?$|した$/.test(words)
}

const DAY_MS = 86_400_000
const FAR_MS = 60 * DAY_MS

/** Whether the sentence names a day behind the one on which the item appeared (epoch ms), and not far off: what it tells is still to come. */
export function isLater({ start, end }: Segment, text: Folded, publishedAt: number): boolean {
  const date = dateIn(text, start, end, publishedAt, true)
  const at = date === null ? Number.NaN : Date.parse(date)
  return at >= publishedAt + DAY_MS && at < publishedAt + FAR_MS
}

/** An event with what its words are before anything is made of them. */
export type Told = { readonly event: Event; readonly deed: Category; readonly ahead: boolean; readonly past: boolean }

/** A headline leaves out that an act is still to come where the lead says it of the same act by the same states. */
export function plannedBy<T extends Told>(told: readonly T[]): readonly T[] {
  return told.map((each) => {
    if (each.ahead || each.past || !BECOMES_AGREE.has(each.deed)) return each
    const plan = told.find((other) => other.ahead && other.deed === each.deed && sameStates(other.event.actors, each.event.actors))
    if (plan === undefined) return each
    const standing = each.event.standing === 'confirmed' ? plan.event.standing : each.event.standing
    return { ...each, event: { ...each.event, category: 'AGREE', standing } }
  })
}

const sameStates = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((state) => b.includes(state))
